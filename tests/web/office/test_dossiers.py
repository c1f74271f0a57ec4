"""Hồ sơ công việc as pages: who sees which, opening one, putting documents into it (QD11/D9.K5)."""

import pytest

from congvan.base.ids import shorten
from congvan.node.acts.states import DossierState
from congvan.node.documents.queries import sees
from congvan.node.dossiers import actions
from congvan.node.dossiers.models import Dossier, Filing
from congvan.node.dossiers.queries import PAGE_ROWS
from tests.node import cast, lives
from tests.node.cast import AT, HUYEN, actor
from tests.node.scenes_office import dossier
from tests.web.office.pages import links_of, text_of, url
from tests.web.people import client_of

pytestmark = pytest.mark.usefixtures("node")
CODE = "01.GDTrH"


def file(case, document, name="Chi"):
    actions.file_into(by=actor(name), at=AT, dossier=case, document=document)


@pytest.mark.law("QD11/D9.K5")
def test_d9_k5_the_list_says_what_each_case_file_is():
    case = dossier()
    file(case, lives.in_handling().document)
    response = client_of("Chi").get(url("dossiers"))
    said = text_of(response)
    for word in ("Chữ ký số", CODE, "Cao Chi, Chuyên viên", "07/05/2018", "Đang mở"):
        assert word in said
    assert url("dossier", id=case.pk) in links_of(response)
    assert url("open-dossier") in links_of(response)


@pytest.mark.parametrize(
    ("name", "seen"), [("Chi", True), ("Phú", True), ("Vân", True), ("Lâm", True), ("Quân", False)]
)
def test_its_keeper_their_head_and_who_sees_the_agency_see_it(name, seen):
    case, client = dossier(), client_of(name)
    assert (CODE in text_of(client.get(url("dossiers")))) == seen
    assert client.get(url("dossier", id=case.pk)).status_code == (200 if seen else 404)


def test_another_agency_finds_no_case_file_of_ours():
    case, client = dossier(), client_of("Ngọc")
    assert client.get(url("dossier", id=case.pk)).status_code == 404
    assert client.get(url("dossier", agency=HUYEN, id=case.pk)).status_code == 404
    assert CODE not in text_of(client.get(url("dossiers", agency=HUYEN)))


@pytest.mark.law("QD11/D9.K5")
def test_d9_k5_a_case_file_shows_its_documents_in_order_with_their_pages():
    case = dossier()
    first, second = lives.in_handling(), lives.in_handling()
    for life in (second, first):
        file(case, life.document)
    response = client_of("Chi").get(url("dossier", id=case.pk))
    hrefs = [url("incoming", id=life.document_id) for life in (second, first)]
    assert [href for href in links_of(response) if href in hrefs] == hrefs
    assert text_of(response).count(f"Đưa văn bản vào hồ sơ: {second.document.notation}") == 1
    assert "Cao Chi" in text_of(response)


def test_a_document_that_the_reader_may_not_see_tells_nothing_but_its_place():
    case, life = dossier(), lives.submitted(subject="việc riêng của lãnh đạo")
    Filing.objects.create(agency=case.agency, dossier=case, document=life.document, ordinal=1, filed_at=AT)
    assert not sees(actor("Chi"), life.document_id)
    said = text_of(client_of("Chi").get(url("dossier", id=case.pk)))
    assert "Văn bản không thuộc quyền xem." in said
    assert "việc riêng" not in said
    assert life.document.notation not in said
    assert "việc riêng" in text_of(client_of("Lâm").get(url("dossier", id=case.pk)))


@pytest.mark.law("QD11/D9.K5")
def test_d9_k5_opening_one_from_the_page_with_the_next_code_suggested():
    client = client_of("Chi")
    assert 'value="01.PGDTH"' in client.get(url("open-dossier")).content.decode()
    sent = {"code": "07.QLCL", "title": "Chất lượng giáo dục", "idempotency_key": "k-1"}
    response = client.post(url("open-dossier"), sent)
    case = Dossier.objects.get(code="07.QLCL")
    assert (response.status_code, response["Location"]) == (303, url("dossier", id=case.pk))
    assert case.keeper == cast.seat("Chi")
    assert client.post(url("open-dossier"), sent)["Location"] == response["Location"]
    assert 'value="08.QLCL"' in client.get(url("open-dossier")).content.decode()


def test_a_faulty_form_keeps_what_was_typed():
    dossier()
    client = client_of("Chi")
    response = client.post(url("open-dossier"), {"code": CODE, "title": "Một việc khác"})
    assert response.status_code == 422
    assert "Số và ký hiệu hồ sơ này đã có. Hãy chọn số khác." in text_of(response)
    assert "Một việc khác" in response.content.decode()
    response = client.post(url("open-dossier"), {"code": "9" * 21, "title": ""})
    assert response.status_code == 422
    assert "Chưa nhập tên hồ sơ" in text_of(response)
    assert "9" * 21 in response.content.decode()
    assert Dossier.objects.count() == 1


def test_the_page_of_a_document_offers_it_once_it_is_received():
    waiting, received = lives.arrived(), lives.in_handling()
    client = client_of("Vân")
    for life, offered in ((received, True), (waiting, False)):
        page = client.get(url("incoming", id=life.document_id)).content.decode()
        assert (url("file-into", id=life.document_id) in page) == offered


@pytest.mark.law("QD11/D9.K5", "QD11/D5.K4.b")
def test_d9_k5_d5_k4_b_a_document_goes_into_the_chosen_case_file_and_its_stamp_says_so():
    case, life, client = dossier(), lives.in_handling(), client_of("Chi")
    ask = url("file-into", id=life.document_id)
    dialog = client.get(ask, headers={"HX-Request": "true", "HX-Target": "dialogs"}).content.decode()
    assert f"{CODE} – Chữ ký số" in dialog
    assert "Lập hồ sơ mới" in dialog
    response = client.post(ask, {"dossier": str(case.pk)}, follow=True)
    assert response.redirect_chain[0][1] == 303
    assert Filing.objects.get().document == life.document
    assert CODE in text_of(response)
    again = client.post(ask, {"dossier": str(case.pk)})
    assert again.status_code == 422
    assert "Văn bản này đã có trong hồ sơ." in text_of(again)


def test_only_ones_own_open_case_files_can_be_chosen():
    case, life, client = dossier(), lives.in_handling(), client_of("Phú")
    foreign = client.post(url("file-into", id=life.document_id), {"dossier": str(case.pk)})
    assert foreign.status_code == 422
    assert "do người khác phụ trách" in text_of(foreign)
    Dossier.objects.update(state=DossierState.CLOSED)
    closed = client_of("Chi").post(url("file-into", id=life.document_id), {"dossier": str(case.pk)})
    assert closed.status_code == 422
    assert not Filing.objects.exists()


def test_who_does_not_see_a_document_finds_no_way_to_file_it():
    life = lives.submitted()
    assert client_of("Chi").get(url("file-into", id=life.document_id)).status_code == 404
    ask = url("open-dossier") + f"?van-ban={shorten(life.document_id)}"
    assert client_of("Chi").get(ask).status_code == 404


def test_a_new_case_file_takes_the_document_that_asked_for_it():
    life, client = lives.in_handling(), client_of("Chi")
    ask = url("open-dossier") + f"?van-ban={shorten(life.document_id)}"
    assert life.document.notation in text_of(client.get(ask))
    response = client.post(ask, {"code": "02.GDTrH", "title": "Kiểm tra"}, follow=True)
    assert life.document.notation in text_of(response)
    assert Filing.objects.get().dossier.code == "02.GDTrH"


def test_fifty_a_page_and_the_way_back_and_forth():
    by, agency = actor("Chi"), cast.agency()
    for number in range(PAGE_ROWS + 2):
        actions.open_dossier(by=by, at=AT, agency=agency, code=f"{number:03}", title=f"Việc {number:03}")
    client = client_of("Chi")
    first = client.get(url("dossiers"))
    older = next(href for href in links_of(first) if href and "sau=" in href)
    second = client.get(older)
    assert "Việc 001" in text_of(second)
    assert "Việc 002" not in text_of(second)
    newer = next(href for href in links_of(second) if href and "truoc=" in href)
    back = client.get(newer)
    assert "Việc 051" in text_of(back)
    assert "Việc 001" not in text_of(back)
    assert client.get(url("dossiers") + "?sau=khong-co").status_code == 404


def test_queries_of_the_list_and_of_a_case_file(django_assert_max_num_queries):
    case = dossier()
    for _ in range(3):
        file(case, lives.in_handling().document)
    client = client_of("Chi")
    with django_assert_max_num_queries(12):
        client.get(url("dossiers"))
    with django_assert_max_num_queries(12):
        client.get(url("dossier", id=case.pk))
