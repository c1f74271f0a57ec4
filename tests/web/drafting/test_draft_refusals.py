"""What is refused while drafting: said at the field, with every word that was typed still there."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from congvan.base.files.models import StoredFile
from congvan.base.ids import shorten
from congvan.node.acts.outgoing import REVISE
from congvan.node.acts.states import OutgoingState
from congvan.node.agencies.models import SigningAuthority
from congvan.node.documents.models import Version
from congvan.node.outgoing.models import Outgoing
from tests.node import cast, lives, papers
from tests.node.scenes import spoil
from tests.web.drafting.test_draft_walk import CONTENT, LETTER, at, newest, pdf, send, started, words
from tests.web.people import client_of
from tests.web.sheets import filled, form_to, page_of

pytestmark = pytest.mark.usefixtures("node")


@pytest.fixture
def chi():
    return client_of("Chi")


@pytest.fixture
def life(chi):
    return started(chi)


def faults(response):
    return [" ".join(one.text_content().split()) for one in page_of(response).find_class("fault")]


def test_a_start_without_subject_keeps_what_was_chosen(chi):
    response = send(chi, "start-draft", {"subject": "", "kind": "plan", "symbol": "KH-SGDĐT"})
    assert response.status_code == 422
    assert faults(response) == ["Chưa nhập trích yếu. Ghi một câu cho biết văn bản nói về việc gì."]
    form = form_to(response, at("start-draft"))
    assert (form.fields["kind"], form.fields["symbol"]) == ("plan", "KH-SGDĐT")
    assert not Outgoing.objects.exists()


@pytest.mark.parametrize(
    ("kind", "symbol", "kept"),
    [
        ("official_letter", "", "SGDĐT-GDTH"),
        ("plan", "SGDĐT-GDTH", "KH-SGDĐT"),
        ("decision", "", "QĐ-SGDĐT"),
        ("official_letter", "/SGDĐT-VP", "SGDĐT-VP"),
    ],
)
def test_the_symbol_follows_the_kind_unless_it_is_written(chi, kind, symbol, kept):
    assert started(chi, kind=kind, symbol=symbol).document.symbol == kept


def test_a_symbol_with_a_number_is_refused(chi):
    response = send(chi, "start-draft", {"subject": "x", "symbol": "12/SGDĐT"})
    assert response.status_code == 422
    assert "Không ghi số và năm." in faults(response)[0]


def test_a_document_that_one_does_not_see_is_not_there(chi):
    hidden = lives.arrived()
    assert chi.get(at("start-draft") + f"?tra-loi={shorten(hidden.document_id)}").status_code == 404
    assert chi.get(at("start-draft") + "?tra-loi=khong-co").status_code == 404


def test_typed_text_is_kept_when_something_lacks(chi, life):
    response = send(chi, "revise", {**LETTER, "addressees": ""}, id=life.document_id)
    assert response.status_code == 422
    assert faults(response) == ["Chưa ghi nơi kính gửi. Ghi mỗi cơ quan một dòng."]
    assert form_to(response, at("revise", id=life.document_id)).fields["content"].strip() == CONTENT
    assert newest(life) is None


@pytest.mark.law("QD11/D2.K2")
def test_d2_k2_a_secret_marking_is_refused_and_no_byte_is_kept(chi, life):
    before = StoredFile.objects.count()
    response = send(chi, "revise-by-file", {"main": pdf(papers.secret().pdf)}, id=life.document_id)
    assert response.status_code == 422
    assert "độ mật" in faults(response)[0]
    assert "Chọn lại các tệp" in words(response)
    assert (newest(life), StoredFile.objects.count()) == (None, before)


@pytest.mark.law("QD11/D2.K2")
def test_d2_k2_a_secret_annex_is_refused_as_well(chi, life):
    before = StoredFile.objects.count()
    given = {**LETTER, "annexes": pdf(papers.secret().pdf, "phu-luc.pdf")}
    response = send(chi, "revise", given, id=life.document_id)
    assert response.status_code == 422
    assert "độ mật" in faults(response)[0]
    assert form_to(response, at("revise", id=life.document_id)).fields["content"].strip() == CONTENT
    assert (newest(life), StoredFile.objects.count()) == (None, before)


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"PK khong phai pdf", "PDF đọc được"), ("signed", "chưa ký")],
)
def test_what_cannot_be_signed_is_refused_at_once(chi, life, data, said):
    data = papers.born_signed() if data == "signed" else data
    response = send(chi, "revise-by-file", {"main": pdf(data)}, id=life.document_id)
    assert response.status_code == 422
    assert said in faults(response)[0]
    assert newest(life) is None


def test_too_large_a_file_is_named(chi, life, monkeypatch):
    monkeypatch.setattr("congvan.node.web.outgoing.drafting.files.FILE_BYTES_MAX", 10)
    annex = SimpleUploadedFile("so-lieu.xlsx", b"PK so lieu lon", "application/zip")
    response = send(chi, "revise", {**LETTER, "blanks": annex}, id=life.document_id)
    assert response.status_code == 422
    assert "Tệp so-lieu.xlsx lớn quá 100 MB" in faults(response)[0]


def test_files_of_the_version_before_are_kept_by_choice(chi, life):
    annex = SimpleUploadedFile("phu-luc.docx", b"PK phu luc", "application/zip")
    send(chi, "revise", {**LETTER, "annexes": annex}, id=life.document_id)
    send(chi, "revise", LETTER, id=life.document_id)
    assert [file.name for file in newest(life).files.exclude(role="văn bản chính")] == ["phu-luc.docx"]
    send(chi, "revise", {**LETTER, "keep": []}, id=life.document_id)
    assert newest(life).files.count() == 1


@pytest.mark.law("QD11/D7.K4")
def test_d7_k4_without_a_draft_it_can_neither_be_passed_on_nor_submitted(chi, life):
    page = chi.get(at("outgoing", id=life.document_id))
    assert words(page).count("chưa có dự thảo") >= 2
    path = at("forward-outgoing", id=life.document_id)
    response = filled(form_to(chi.get(path), path), {"to": str(cast.seat("Phú").pk)}).send(chi)
    assert response.status_code == 422
    assert "phải đính kèm dự thảo" in words(response)


def test_the_name_on_the_pages_is_the_one_that_signs(chi, life):
    send(chi, "revise", LETTER, id=life.document_id)
    SigningAuthority.objects.create(
        agency=cast.agency(), seat=cast.seat("Phú"), body=cast.body(), form="TL.", basis="Quyết định",
        lines=["TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG"], from_date=cast.FROM,
    )  # fmt: skip
    page = chi.get(at("submit-outgoing", id=life.document_id))
    assert "Phan Phú, Trưởng phòng (TL.)" in words(page)
    response = send(chi, "submit-outgoing", {"to": str(cast.seat("Phú").pk)}, id=life.document_id)
    assert response.status_code == 422
    assert "Dự thảo ghi người ký là Lê Lâm" in faults(response)[0]


def test_only_what_one_answers_for_can_be_initialled(chi, life):
    send(chi, "revise", LETTER, id=life.document_id)
    assert chi.get(at("initial", id=life.document_id)).status_code == 403
    send(chi, "forward-outgoing", {"to": str(cast.seat("Phú").pk)}, id=life.document_id)
    phu, path = client_of("Phú"), at("initial", id=life.document_id)
    form = form_to(phu.get(path), path)
    assert [one.get("value") for one in form.iter("input") if one.get("name") == "matter"] == ["nội dung"]
    assert filled(form, {"matter": "thể thức"}).send(phu).status_code == 422
    assert send(phu, "initial", id=life.document_id).status_code == 303
    response = send(phu, "initial", {"matter": "nội dung"}, id=life.document_id)
    assert response.status_code == 422
    assert "đã được ký nháy" in words(response)


def test_what_is_too_late_shows_the_newer_state_and_the_text(chi, life):
    path = at("revise", id=life.document_id)
    sheet = filled(form_to(chi.get(path), path), LETTER)
    spoil(life, REVISE)
    response = sheet.send(chi)
    assert response.status_code == 409
    assert "Trân trọng." in words(response)
    assert newest(life) is None


def test_the_same_form_twice_makes_one_draft_and_one_version(chi):
    path = at("start-draft")
    sheet = filled(form_to(chi.get(path), path), {"subject": "một lần"})
    first, second = sheet.send(chi), sheet.send(chi)
    assert first["Location"] == second["Location"]
    life = Outgoing.objects.get()
    path = at("revise-by-file", id=life.document_id)
    sheet = filled(form_to(chi.get(path), path), {"main": pdf()})
    assert [sheet.send(chi).status_code for _ in range(2)] == [303, 303]
    assert Version.objects.filter(document=life.document).count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"number_page": "7"}, "không có trang 7"),
        ({"number_left": "205"}, "ra ngoài trang giấy"),
        ({"number_width": "2"}, "khung nhỏ quá"),
        ({"number_width": ""}, "chưa đủ năm số đo"),
        ({"number_top": "rộng"}, "không đọc được"),
        ({"month_left": "137,2"}, "nằm đè lên"),
    ],
)
def test_a_place_that_cannot_be_is_refused_at_its_line(chi, life, changed, said):
    send(chi, "revise-by-file", {"main": pdf()}, id=life.document_id)
    response = send(chi, "place-draft", changed, id=life.document_id)
    assert response.status_code == 422
    assert said in " ".join(faults(response))
    assert newest(life).ordinal == 1


def test_usual_places_are_offered_where_the_pages_tell_nothing(chi, life):
    send(chi, "revise-by-file", {"main": pdf(papers.scan())}, id=life.document_id)
    offered = send(chi, "place-draft", {"usual": "1"}, id=life.document_id)
    assert (offered.status_code, newest(life).ordinal) == (200, 1)
    path = at("place-draft", id=life.document_id)
    response = filled(form_to(offered, path), {}).send(chi)
    assert (response.status_code, newest(life).ordinal) == (303, 2)


def test_whoever_does_not_hold_it_is_turned_back(life):
    for name in ("revise", "revise-by-file", "place-draft"):
        assert client_of("Lâm").get(at(name, id=life.document_id)).status_code == 403
        assert client_of("Quân").get(at(name, id=life.document_id)).status_code == 404
        assert client_of("Ngọc").get(at(name, id=life.document_id)).status_code == 404


def test_before_the_leader_nobody_revises(chi):
    life = lives.outgoing_at(OutgoingState.SUBMITTED)
    for name in ("revise", "revise-by-file", "place-draft"):
        assert chi.get(at(name, id=life.document_id)).status_code == 409
