"""Bút phê: the panel without a script, what it suggests, what it refuses (QD11/D6.K2, D7.K1)."""

from datetime import date

import pytest

from congvan.node.acts.states import IncomingState as State
from congvan.node.assignments.models import Part
from congvan.node.incoming import actions as incoming
from tests.node import cast, lives
from tests.node.cast import AT, actor, seat
from tests.web.leader.desk import address, client_of, send
from tests.web.sheets import form_to, page_of

pytestmark = pytest.mark.usefixtures("node")
UNIT = "Phòng Giáo dục Trung học"


def holder(name):
    return f"seat:{seat(name).pk}"


def panel(client, life):
    """The form of the bút phê beside the document."""
    response = client.get(address("incoming", id=life.document_id))
    return form_to(response, address("direct", id=life.document_id))


@pytest.mark.law("QD11/D6.K2")
def test_d6_k2_the_plain_form_directs_lead_helpers_informed_and_day():
    life, client = lives.submitted(), client_of("Lâm")
    form = panel(client, life)
    assert {"text", "lead", "cooperators", "informed", "due"} <= set(form.fields)
    response = send(
        client, "direct", life, text="Giao Chi tham mưu.", lead=holder("Chi"), cooperators=[holder("Phú")],
        informed=[f"unit:{cast.unit('Văn phòng').pk}"], due="10/05/2018",
    )  # fmt: skip
    assert response.status_code == 303
    assert lives.fresh(life).state == State.IN_HANDLING
    assert f"{lives.fresh(life).due_at:%d/%m/%Y}" == "10/05/2018"
    assert lives.line(life, Part.LEAD).seat == seat("Chi")
    assert lives.line(life, Part.COOPERATE).seat == seat("Phú")
    assert lives.line(life, Part.INFORM).unit == cast.unit("Văn phòng")


def test_the_lead_of_the_last_document_of_the_issuer_is_suggested_and_said():
    earlier = lives.submitted()
    incoming.direct(by=actor("Lâm"), at=AT, incoming=earlier, text="Giao Phòng.", lead=cast.unit(UNIT))
    client = client_of("Lâm")
    form = panel(client, lives.submitted())
    assert form.fields["lead"] == f"unit:{cast.unit(UNIT).pk}"
    assert "Gợi ý: nơi chủ trì văn bản gần nhất của Ủy ban nhân dân tỉnh." in form.text_content()
    other = panel(client, lives.submitted(issuer_name="Sở Nội vụ"))
    assert other.fields["lead"] == ""
    assert "Gợi ý" not in other.text_content()


def test_days_to_choose_from_are_working_days_and_the_documents_own():
    form = panel(client_of("Lâm"), lives.submitted(due_date=date(2018, 5, 11)))
    days = {chip.text_content(): chip.get("data-day") for chip in form.xpath("//due-days//button")}
    assert days == {
        "Hôm nay": "07/05/2018", "Thứ Ba 08/05": "08/05/2018", "Thứ Tư 09/05": "09/05/2018",
        "11/05 theo văn bản": "11/05/2018", "Chọn ngày": "",
    }  # fmt: skip
    assert form.fields["due"] == "11/05/2018"


def test_the_clerks_note_stands_in_the_panel_and_only_there():
    life = lives.registered()
    incoming.submit(by=actor("Vân"), at=AT, incoming=life, to=seat("Lâm"), note="Kính trình Giám đốc.")
    page = page_of(client_of("Lâm").get(address("incoming", id=life.document_id)))
    assert [one.getparent().tag for one in page.find_class("remark")] == ["form"]
    assert "Kính trình Giám đốc." in page.find_class("remark")[0].text_content()


def test_faults_keep_what_was_written():
    life, client = lives.submitted(), client_of("Lâm")
    response = send(client, "direct", life, text="Giao đơn vị chuyên môn.", informed=[holder("Phú")])
    text = response.content.decode()
    assert response.status_code == 422
    assert "Chưa chọn nơi chủ trì" in text
    assert "Giao đơn vị chuyên môn." in text
    assert page_of(response).xpath(f"//input[@value='{holder('Phú')}'][@checked]")
    assert lives.fresh(life).state == State.SUBMITTED


def test_too_late_keeps_the_text_beside_the_newer_state():
    life, client = lives.submitted(), client_of("Lâm")
    given = {"text": "Giao Chi tham mưu trả lời.", "lead": holder("Chi")}
    assert send(client, "direct", life, **given).status_code == 303
    response = send(client, "direct", life, **given)
    assert response.status_code == 409
    assert "Giao Chi tham mưu trả lời." in page_of(response).find_class("kept")[0].text_content()


def test_nobody_but_a_leader_who_holds_it_gets_the_panel():
    life = lives.submitted()
    page = page_of(client_of("Vân").get(address("incoming", id=life.document_id)))
    assert not page.find_class("panel")
    assert send(client_of("Vân"), "direct", life, text="x", lead=holder("Chi")).status_code == 403
