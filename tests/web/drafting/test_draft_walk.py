"""A draft from the first word to the leader's desk, by the pages alone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from congvan.base.ids import shorten
from congvan.node.acts.states import OutgoingState
from congvan.node.assignments.models import Line, Part
from congvan.node.documents.models import Link, Version
from congvan.node.outgoing.models import Initial, Outgoing
from congvan.node.web.outgoing.placing import NAMES
from tests.node import cast, lives, papers
from tests.node.cast import SO
from tests.web.people import client_of
from tests.web.sheets import filled, form_to, page_of

pytestmark = pytest.mark.usefixtures("node")

CONTENT = "Căn cứ yêu cầu công tác, Sở báo cáo như sau.\n1. Đã cấp chữ ký số cho mọi đơn vị.\na) Trường học.\nTrân trọng."
LETTER = {
    "addressees": "Ủy ban nhân dân tỉnh",
    "content": CONTENT,
    "recipients": "Như trên;\n- Lưu: VT, GDTH.",
}


def at(name, **parts):
    return reverse(name, kwargs={"agency": SO, **parts})


def send(client, name, given=None, *, query="", **parts):
    """Open a form by its address, fill in `given` and send it."""
    path = at(name, **parts)
    return filled(form_to(client.get(path + query), path), given or {}).send(client)


def pdf(data=None, name="du-thao.pdf"):
    return SimpleUploadedFile(name, data or papers.draft().pdf, "application/pdf")


def started(client, **given):
    response = send(client, "start-draft", {"subject": "báo cáo việc sử dụng chữ ký số", **given})
    assert response.status_code == 303, response.content.decode()
    life = Outgoing.objects.order_by("-id")[0]
    assert response["Location"] == at("revise", id=life.document_id)
    return life


def newest(life):
    return Version.objects.filter(document=life.document).order_by("-ordinal").first()


def words(response):
    return " ".join(page_of(response).text_content().split())


@pytest.fixture
def chi():
    return client_of("Chi")


def test_a_draft_by_template_goes_from_hand_to_hand_to_the_leader(chi):
    life = started(chi)
    assert (life.document.symbol, life.document.kind) == ("SGDĐT-GDTH", "official_letter")
    response = send(chi, "revise", LETTER, id=life.document_id)
    assert response.status_code == 303, response.content.decode()
    assert set(NAMES) <= set(newest(life).places)
    page = chi.get(response["Location"])
    assert "Đã trình bày và đính kèm bản 1." in words(page)
    assert page_of(page).find_class("sheet-of-paper")

    response = send(chi, "forward-outgoing", {"to": str(cast.seat("Phú").pk)}, id=life.document_id)
    assert response.status_code == 303, response.content.decode()
    phu = client_of("Phú")
    response = send(phu, "initial", {"matter": "nội dung"}, id=life.document_id)
    assert response.status_code == 303, response.content.decode()
    assert Initial.objects.get().version == newest(life)
    response = send(phu, "submit-outgoing", {"to": str(cast.seat("Lâm").pk)}, id=life.document_id)
    assert response.status_code == 303, response.content.decode()
    life.refresh_from_db()
    assert (life.state, life.signatory) == (OutgoingState.SUBMITTED, cast.seat("Lâm"))
    assert Line.objects.get(document=life.document, part=Part.DIRECT).seat == cast.seat("Lâm")


def test_what_was_typed_stands_in_the_form_for_the_next_revision(chi):
    life = started(chi)
    send(chi, "revise", LETTER, id=life.document_id)
    form = form_to(chi.get(at("revise", id=life.document_id)), at("revise", id=life.document_id))
    assert form.fields["content"].strip() == CONTENT
    assert form.fields["addressees"].strip() == LETTER["addressees"]
    send(chi, "revise-by-file", {"main": pdf()}, id=life.document_id)
    form = form_to(chi.get(at("revise", id=life.document_id)), at("revise", id=life.document_id))
    assert form.fields["content"].strip() == CONTENT, "a file in between loses no word"


def test_a_pdf_without_given_places_is_read_placed_and_submitted(chi):
    life = started(chi)
    annex = SimpleUploadedFile("bieu-mau.xlsx", b"PK bieu mau", "application/zip")
    response = send(chi, "revise-by-file", {"main": pdf(), "blanks": annex}, id=life.document_id)
    assert (response.status_code, response["Location"]) == (303, at("place-draft", id=life.document_id))
    page = chi.get(response["Location"])
    assert len(page_of(page).xpath("//rect[@class='box']")) == 4
    assert "Đã tìm thấy chỗ ghi số, ngày, chữ ký." in words(page)
    response = send(chi, "place-draft", id=life.document_id)
    assert (response.status_code, newest(life).ordinal) == (303, 1), "as found: no new version"
    assert [(file.role, file.name) for file in newest(life).files.order_by("ordinal")] == [
        ("văn bản chính", "du-thao.pdf"),
        ("biểu mẫu", "bieu-mau.xlsx"),
    ]
    response = send(chi, "submit-outgoing", {"to": str(cast.seat("Lâm").pk)}, id=life.document_id)
    assert response.status_code == 303, response.content.decode()
    life.refresh_from_db()
    assert life.state == OutgoingState.SUBMITTED


def test_a_scan_has_no_places_until_a_person_gives_them(chi):
    life = started(chi)
    send(chi, "revise-by-file", {"main": pdf(papers.scan())}, id=life.document_id)
    page = chi.get(at("place-draft", id=life.document_id))
    assert "không có chữ để đọc" in words(page)
    outgoing = chi.get(at("outgoing", id=life.document_id))
    assert "dự thảo chưa có chỗ ghi số, ngày hoặc chữ ký" in words(outgoing)
    typed = {
        "number": (1, "50", "38", "12", "5,5"),
        "day": (1, "135", "38", "8", "5,5"),
        "month": (1, "155", "38", "8", "5,5"),
        "leader": (1, "124", "85", "48", "24"),
    }
    sizes = ("page", "left", "top", "width", "height")
    given = {
        f"{name}_{size}": value for name, row in typed.items() for size, value in zip(sizes, row, strict=True)
    }
    looked = send(chi, "place-draft", {**given, "look": "1"}, id=life.document_id)
    assert (looked.status_code, newest(life).ordinal) == (200, 1), "a look keeps nothing"
    assert len(page_of(looked).xpath("//rect[@class='box']")) == 4
    response = send(chi, "place-draft", given, id=life.document_id)
    assert (response.status_code, newest(life).ordinal) == (303, 2)
    assert newest(life).places["leader"]["x0"] == pytest.approx(124 * 72 / 25.4, abs=0.01)
    response = send(chi, "submit-outgoing", {"to": str(cast.seat("Lâm").pk)}, id=life.document_id)
    assert response.status_code == 303, response.content.decode()


@pytest.mark.law("QD11/D8.K2.b")
def test_d8_k2_b_an_answer_starts_from_the_document_that_it_answers(chi):
    incoming = lives.in_handling(subject="báo cáo chữ ký số")
    page = chi.get(at("incoming", id=incoming.document_id))
    (link,) = page_of(page).xpath("//a[normalize-space(span)='Soạn dự thảo']/@href")
    form = form_to(chi.get(link), at("start-draft"))
    assert form.fields["source"] == shorten(incoming.document_id)
    assert "báo cáo chữ ký số" in form.text_content()
    response = filled(form, {"subject": "trả lời"}).send(chi)
    life = Outgoing.objects.get()
    assert response["Location"] == at("revise", id=life.document_id)
    link = Link.objects.get(document=life.document)
    assert (link.to, link.because) == (incoming.document, "trả lời")


def test_a_draft_comes_back_to_who_gave_it(chi):
    life = started(chi)
    send(chi, "revise-by-file", {"main": pdf()}, id=life.document_id)
    send(chi, "forward-outgoing", {"to": str(cast.seat("Phú").pk)}, id=life.document_id)
    phu = client_of("Phú")
    response = send(phu, "return-outgoing", {"reason": "Thiếu số liệu."}, id=life.document_id)
    assert response.status_code == 303, response.content.decode()
    assert lives.line(life, Part.LEAD).seat == cast.seat("Chi")
    assert "Thiếu số liệu." in words(chi.get(at("outgoing", id=life.document_id)))
