"""“Ban hành” in one press, and what stands when one of its three acts is refused (QD11/D8)."""

from datetime import timedelta

import pytest

from congvan.base import clock
from congvan.base.audit.models import AuditEvent
from congvan.node.acts.states import OutgoingState as State
from congvan.node.documents.assessment import trust
from congvan.node.outbox.models import DirectoryEntry, Transmission
from congvan.node.outgoing import actions
from congvan.node.outgoing.models import Dispatch, Issuance, Via
from congvan.node.outgoing.refusals import NoSeries, NotTakingPart, TooFewStores
from congvan.node.registers.models import Number, Purpose
from congvan.node.web.outgoing import doings_issue
from congvan.node.web.outgoing.issuing import steps
from congvan.signing.verify import verify
from congvan.sites.demo.pki import PIN
from tests.node import cast, lives
from tests.node.cast import AT, CLOSED_CODE, HUYEN, SO, TINH, unit
from tests.web.issuing.desk import desk, faults, ticked, words
from tests.web.people import client_of
from tests.web.sheets import page_of

pytestmark = pytest.mark.usefixtures("node")


@pytest.mark.law("QD11/D8.K1", "QD11/D8.K2.b", "QD11/D8.K4")
def test_d8_one_press_numbers_seals_and_sends():
    clerk = desk()
    response = clerk.issue(
        internal=[f"unit:{unit('Phòng Giáo dục Trung học').pk}"], paper="Hội Khuyến học tỉnh\n- Báo Phú Yên;",
    )  # fmt: skip
    assert (response.status_code, response["Location"]) == (303, f"/{SO}/van-ban-di/cho-ban-hanh")
    life = clerk.now()
    assert (life.state, life.document.notation) == (State.RELEASED, "01/SGDĐT-VP")
    said = words(clerk.client.get(response["Location"]))
    assert "Đã ban hành 01/SGDĐT-VP, gửi 1 cơ quan qua trục, 1 nơi nội bộ, 2 nơi bằng bản giấy." in said
    sent = {(row.via, row.name, row.electronic_only) for row in Dispatch.objects.filter(outgoing=life)}
    assert sent == {
        (Via.AXIS, cast.DIRECTORY[HUYEN], True),
        (Via.INTERNAL, "Phòng Giáo dục Trung học", True),
        (Via.PAPER, "Hội Khuyến học tỉnh", False),
        (Via.PAPER, "Báo Phú Yên", False),
    }
    assert [event.act for event in AuditEvent.objects.filter(outcome="done").order_by("id")][-3:] == [
        "outgoing.assign_number", "outgoing.seal", "outgoing.release",
    ]  # fmt: skip


@pytest.mark.law("QD11/D3.K1.a")
def test_d3_k1_a_what_was_sent_bears_both_signatures():
    clerk = desk()
    clerk.issue()
    pdf = clerk.client.get(f"/{SO}/van-ban/{clerk.path.rpartition('/')[2]}/tep/1")
    report = verify(b"".join(pdf.streaming_content), policy=trust(), at=AT)
    assert (report.valid_all, len(report.signatures)) == (True, 2)


def test_page_shows_the_number_as_expected_and_draws_the_places():
    clerk = desk()
    response = clerk.client.get(f"{clerk.path}/ban-hanh")
    said = words(response)
    assert "Số dự kiến01/SGDĐT-VP" in said.replace(" 01", "01")
    assert "nếu văn thư khác lấy trước thì nhận số kế tiếp" in said
    titles = [one.text for one in page_of(response).xpath("//*[@class='places']//title")]
    assert titles == [
        "Số dự kiến: 01", "Ngày ban hành", "Tháng ban hành", "Chữ ký số của Lê Lâm",
        "Vị trí chữ ký số của Sở Giáo dục và Đào tạo",
    ]  # fmt: skip
    texts = [one.text for one in page_of(response).xpath("//*[@class='places']//text")]
    assert texts == ["01", "07", "5", "Chữ ký số của Sở Giáo dục và Đào tạo"]
    assert Number.objects.filter(purpose=Purpose.OUTGOING).count() == 0


def test_wrong_pin_keeps_the_number_and_goes_on():
    clerk = desk()
    response = clerk.issue(pin="sai")
    assert response.status_code == 422
    life = clerk.now()
    assert (life.state, life.document.notation) == (State.NUMBERED, "01/SGDĐT-VP")
    assert "Đã cấp số 01/SGDĐT-VP, chưa đóng dấu" in words(response)
    assert faults(response) == ["Mã PIN không đúng. Còn 2 lần thử, sau đó phải đợi."]
    assert b'sai"' not in response.content, "the PIN is not shown again"
    assert ticked(response, "axis") == [HUYEN]
    response = clerk.again(response, "dong-dau-va-gui")
    assert response.status_code == 303
    assert clerk.now().state == State.RELEASED
    assert Number.objects.filter(purpose=Purpose.OUTGOING).count() == 1


def test_refused_number_leaves_everything_as_it_was(monkeypatch):
    def refuse(**_):
        raise NoSeries

    monkeypatch.setattr(steps, "clerk_numbers", refuse)
    clerk = desk()
    response = clerk.issue()
    assert response.status_code == 422
    assert "Chưa cấp số" in words(response)
    assert NoSeries.__doc__ in words(response)
    assert clerk.now().state == State.TO_ISSUE
    monkeypatch.undo()
    assert clerk.again(response, "ban-hanh").status_code == 303


@pytest.mark.parametrize(
    ("refusal", "at_field"),
    [(NotTakingPart("Không tham gia liên thông: X.", param="recipients"), True), (TooFewStores(), False)],
)
def test_refused_sending_keeps_number_and_seal_and_goes_on(monkeypatch, refusal, at_field):
    def refuse(**_):
        raise refusal

    clerk = desk()
    sheet = clerk.sheet()
    monkeypatch.setattr(actions, "release", refuse)
    response = sheet.send(clerk.client)
    assert response.status_code == 422
    assert clerk.now().state == State.ISSUED
    assert "Đã ban hành 01/SGDĐT-VP, chưa gửi" in words(response)
    assert faults(response) == ([refusal.message] if at_field else [])
    assert refusal.message in words(response)
    assert ticked(response, "axis") == [HUYEN]
    assert b'name="pin"' not in response.content
    monkeypatch.undo()
    assert clerk.again(response, "gui").status_code == 303
    assert clerk.now().state == State.RELEASED
    assert Issuance.objects.filter(outgoing=clerk.life).count() == 1


@pytest.mark.law("QD11/D8.K4")
def test_d8_k4_who_takes_no_part_is_told_at_the_field_before_a_number_is_taken():
    clerk = desk()
    sheet = clerk.sheet()
    DirectoryEntry.objects.filter(code=HUYEN).update(open=False)
    response = sheet.send(clerk.client)
    assert response.status_code == 422
    told = f"Chưa tham gia liên thông: {cast.DIRECTORY[HUYEN]}. Bỏ chọn và ghi vào ô gửi bản giấy."
    assert faults(response) == [told]
    assert "Chưa tham gia liên thông: gửi bản giấy" in words(response)
    assert ticked(response, "axis") == [HUYEN]
    assert clerk.now().state == State.TO_ISSUE


def test_nobody_chosen():
    clerk = desk()
    response = clerk.issue(axis=[])
    assert response.status_code == 422
    assert faults(response) == ["Chưa chọn nơi nhận. Chọn ít nhất một nơi ở dưới."]
    assert clerk.now().state == State.TO_ISSUE


def test_names_that_are_too_long_and_too_many():
    clerk = desk()
    response = clerk.issue(paper="a" * 201)
    assert faults(response) == [f"Dòng “{'a' * 40}…” dài quá 200 chữ. Rút gọn lại."]
    response = clerk.issue(paper="\n".join(f"nơi {n}" for n in range(201)))
    assert faults(response) == ["Có 201 dòng, tối đa 200. Gộp hoặc bớt dòng."]
    response = clerk.issue(paper="\n".join(f"nơi {n}" for n in range(200)))
    assert faults(response) == ["Một lần gửi tối đa 200 nơi nhận. Bỏ bớt 1 nơi."]
    assert clerk.now().state == State.TO_ISSUE


@pytest.mark.law("QD11/D8.K4")
def test_d8_k4_with_paper_for_one_and_without_for_the_other():
    clerk = desk()
    clerk.issue(axis=[HUYEN, TINH], no_paper=[TINH])
    sent = Dispatch.objects.filter(outgoing=clerk.life).values_list("code", "electronic_only")
    assert dict(sent) == {HUYEN: False, TINH: True}
    assert Transmission.objects.filter(document=clerk.life.document).count() == 2


@pytest.mark.law("QD11/D8.K2.b")
def test_d8_k2_b_who_waits_for_the_answer_is_suggested_first_and_ticked():
    asked = lives.in_handling()
    clerk = desk(answers=asked.document)
    response = clerk.client.get(f"{clerk.path}/ban-hanh")
    assert ticked(response, "axis") == [TINH]
    names = [
        one.text_content().strip() for one in page_of(response).xpath("//ul[@class='recipients']//label/span")
    ]
    assert names[0] == f"{cast.DIRECTORY[TINH]} gửi {asked.document.notation}"
    assert f"Văn bản đến liên quan{asked.document.notation}" in words(response).replace("quan ", "quan")


def test_who_is_written_to_most_stands_before_the_others():
    lives.outgoing_at(State.RELEASED)
    clerk = desk()
    codes = page_of(clerk.client.get(f"{clerk.path}/ban-hanh")).xpath("//input[@name='axis']/@value")
    assert codes[0] == HUYEN
    assert SO not in codes, "nobody writes to themselves"
    assert CLOSED_CODE not in codes


def test_what_was_ticked_stands_first_after_a_fault():
    clerk = desk()
    response = clerk.issue(axis=[TINH], pin="")
    codes = page_of(response).xpath("//input[@name='axis']/@value")
    assert codes[0] == TINH


def test_number_that_waits_keeps_its_day(monkeypatch):
    clerk = desk(State.NUMBERED)
    monkeypatch.setattr(clock, "now", lambda: AT + timedelta(days=1))
    response = clerk.client.get(f"{clerk.path}/dong-dau-va-gui")
    texts = [one.text for one in page_of(response).xpath("//*[@class='places']//text")]
    assert texts[:3] == ["01", "07", "5"]


def test_single_steps():
    clerk = desk()
    response = clerk.client.post(f"{clerk.path}/cap-so", {"idempotency_key": "một"})
    assert response.status_code == 303
    assert "Đã cấp số 01/SGDĐT-VP, chưa đóng dấu." in words(clerk.client.get(response["Location"]))
    response = clerk.client.post(f"{clerk.path}/dong-dau", {"pin": "sai", "idempotency_key": "hai"})
    assert response.status_code == 422
    assert "Mã PIN không đúng" in words(response)
    assert clerk.now().state == State.NUMBERED
    response = clerk.client.post(f"{clerk.path}/dong-dau", {"pin": PIN, "idempotency_key": "ba"})
    assert response.status_code == 303
    assert clerk.now().state == State.ISSUED
    assert clerk.issue("gui").status_code == 303
    assert clerk.now().state == State.RELEASED


def test_no_book_of_the_year(monkeypatch):
    monkeypatch.setattr(doings_issue, "books", lambda *_, **__: [])
    clerk = desk()
    response = clerk.client.post(f"{clerk.path}/cap-so", {})
    assert response.status_code == 422
    assert "Chưa có sổ văn bản đi của năm nay" in words(response)


@pytest.mark.law("QD11/D8.K1")
def test_d8_k1_returned_for_its_form_with_a_reason():
    clerk = desk()
    response = clerk.client.post(f"{clerk.path}/tra-lai-the-thuc", {"reason": " "})
    assert faults(response) == ["Chưa ghi lý do trả lại. Nêu rõ chỗ cần sửa để người soạn biết cần làm gì."]
    response = clerk.client.post(f"{clerk.path}/tra-lai-the-thuc", {"reason": "Sai cỡ chữ ở phần nơi nhận."})
    assert response.status_code == 303
    assert clerk.now().state == State.DRAFTING
    assert "Sai cỡ chữ ở phần nơi nhận." in words(client_of("Chi").get(clerk.path))


@pytest.mark.parametrize(
    "slug", ["ban-hanh", "dong-dau-va-gui", "gui", "cap-so", "dong-dau", "tra-lai-the-thuc"]
)
@pytest.mark.parametrize("who", ["Lâm", "Phú"])
def test_who_is_no_clerk_issues_nothing(slug, who):
    clerk = desk(by=who)
    assert clerk.client.get(f"{clerk.path}/{slug}").status_code == 403
    assert clerk.client.post(f"{clerk.path}/{slug}", {"pin": "x"}).status_code == 403
    assert clerk.now().state == State.TO_ISSUE


def test_who_came_too_late_is_told_the_newer_state():
    clerk = desk()
    sheet = clerk.sheet()
    assert clerk.issue().status_code == 303
    response = sheet.send(clerk.client)
    assert response.status_code == 409
    assert "Trạng thái bây giờ: đã gửi." in words(response)
    assert Number.objects.filter(purpose=Purpose.OUTGOING).count() == 1
