"""Phê duyệt, ký số, chuyển ban hành, trả lại (QD11/D7.K5)."""

import pytest

from congvan.node.acts.states import OutgoingState as State
from congvan.node.assignments.models import Part
from tests.node import lives
from tests.web.leader.desk import PIN, address, client_of, outcomes, send, state_of, to_sign
from tests.web.sheets import page_of

pytestmark = pytest.mark.usefixtures("node")


@pytest.mark.law("QD11/D7.K5")
def test_d7_k5_one_press_and_one_pin_approve_sign_and_send_to_issue():
    life, client = to_sign(), client_of("Lâm")
    page = client.get(address("outgoing", id=life.document_id)).content.decode()
    assert "Phê duyệt và ký số" in page
    form = client.get(address("approve-and-sign", id=life.document_id)).content.decode()
    assert "không hoàn tác được" in form
    assert "Chứng thư số của Lê Lâm, hiệu lực đến 31/12/2037." in form
    response = send(client, "approve-and-sign", life, pin=PIN)
    assert response.status_code == 303
    assert state_of(life) == State.TO_ISSUE
    assert life.signatures.count() == 1
    assert (
        "Đã phê duyệt, ký số và chuyển ban hành"
        in client.get(response["Location"], follow=True).content.decode()
    )


def test_the_pin_field_keeps_nothing_and_takes_letters():
    life, client = to_sign(), client_of("Lâm")
    form = page_of(client.get(address("approve-and-sign", id=life.document_id)))
    (field,) = form.xpath("//input[@name='pin']")
    assert field.get("type") == "password"
    assert field.get("autocomplete") == "off"
    assert field.get("inputmode") is None
    assert "data-firm" in form.xpath("//dialog[@id='approve-and-sign']")[0].attrib


def test_a_wrong_pin_leaves_the_approval_and_says_how_many_attempts_are_left():
    life, client = to_sign(), client_of("Lâm")
    response = send(client, "approve-and-sign", life, pin="sai-mã")
    text = response.content.decode()
    assert response.status_code == 422
    assert state_of(life) == State.APPROVED
    assert "Đã phê duyệt. Văn bản chưa được ký số." in text
    assert "Mã PIN không đúng. Còn 2 lần thử" in text
    assert "sai-mã" not in text
    assert address("sign-and-send", id=life.document_id) in text, "the way on"
    assert outcomes(life, "outgoing.sign") == [("refused", "outgoing.signer_refused")]
    assert send(client, "sign-and-send", life, pin=PIN).status_code == 303
    assert state_of(life) == State.TO_ISSUE


def test_a_wrong_pin_at_signing_is_told_at_the_field():
    life, client = lives.outgoing_at(State.APPROVED), client_of("Lâm")
    response = send(client, "sign", life, pin="sai")
    fault = page_of(response).xpath("//*[@id='sign-pin_error']")
    assert response.status_code == 422
    assert "Mã PIN không đúng" in fault[0].text_content()
    assert state_of(life) == State.APPROVED
    assert send(client, "sign", life, pin=PIN).status_code == 303
    assert state_of(life) == State.SIGNED


def test_the_same_form_twice_signs_once():
    life, client = to_sign(), client_of("Lâm")
    for _ in range(2):
        assert send(client, "approve-and-sign", life, key="once", pin=PIN).status_code == 303
    assert state_of(life) == State.TO_ISSUE
    assert life.signatures.count() == 1


def test_a_wrong_pin_and_the_same_form_again_goes_on():
    life, client = to_sign(), client_of("Lâm")
    assert send(client, "approve-and-sign", life, key="again", pin="sai").status_code == 422
    assert send(client, "approve-and-sign", life, key="again", pin=PIN).status_code == 303
    assert state_of(life) == State.TO_ISSUE


def test_step_by_step():
    life, client = to_sign(), client_of("Lâm")
    for name, given, state in (
        ("approve", {}, State.APPROVED), ("sign", {"pin": PIN}, State.SIGNED), ("send-to-issue", {}, State.TO_ISSUE),
    ):  # fmt: skip
        assert send(client, name, life, **given).status_code == 303
        assert state_of(life) == state


def test_too_late_is_told_with_the_state_as_it_is():
    life, client = to_sign(), client_of("Lâm")
    assert send(client, "approve-and-sign", life, pin=PIN).status_code == 303
    response = send(client, "approve-and-sign", life, pin=PIN)
    assert response.status_code == 409
    assert State.TO_ISSUE in response.content.decode()
    assert life.signatures.count() == 1


@pytest.mark.parametrize(("name", "status"), [("Phú", 403), ("Chi", 403), ("Quân", 403), ("Ngọc", 404)])
def test_nobody_else_signs_and_their_pins_do_not_reach_the_signer(name, status):
    life = to_sign()
    assert send(client_of("Lâm"), "approve", life).status_code == 303
    for _ in range(4):
        response = send(client_of(name), "sign", life, pin="sai")
    assert response.status_code == status
    assert state_of(life) == State.APPROVED
    assert send(client_of("Lâm"), "sign", life, pin=PIN).status_code == 303, "no attempt was counted"


def test_sending_back_needs_a_reason_and_gives_the_draft_to_its_drafter():
    life, client = to_sign(), client_of("Lâm")
    response = send(client, "send-back", life, reason="  ")
    assert response.status_code == 422
    assert "Chưa ghi lý do trả lại. Nêu rõ chỗ cần sửa." in response.content.decode()
    assert send(client, "send-back", life, reason="Bổ sung căn cứ pháp lý.").status_code == 303
    assert state_of(life) == State.DRAFTING
    line = lives.line(life, Part.LEAD)
    assert (str(line.seat_id), line.note) == (str(life.drafter_id), "Bổ sung căn cứ pháp lý.")
