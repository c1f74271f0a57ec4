"""The leader's pages in a real browser, with pictures in build/web for people to look at."""

from datetime import date
from pathlib import Path

import pytest

from congvan.node.acts.states import IncomingState, OutgoingState
from congvan.node.incoming import actions as incoming
from tests.browser.eyes import SIZES
from tests.node import cast, lives, papers
from tests.node.cast import AT, actor, seat
from tests.web.leader.desk import PIN, address, client_of, to_sign

FOLDER = Path(__file__).resolve().parents[2] / "build/web"
SUBJECT = "Về việc tăng cường công tác phòng, chống đuối nước cho học sinh trong dịp nghỉ lễ 30/4 và 01/5"


@pytest.fixture
def desk(committed):
    """An urgent letter with the clerk's note before Lâm, and drafts to sign; Phòng led the last of that issuer."""
    earlier = lives.submitted(subject="Về việc báo cáo công tác hè")
    incoming.direct(
        by=actor("Lâm"), at=AT, incoming=earlier, text="Giao Phòng chủ trì.", lead=cast.unit("Phòng Giáo dục Trung học")
    )  # fmt: skip
    letter = lives.registered(
        subject=SUBJECT, urgency=3, due_date=date(2018, 5, 11), pdf=papers.born_signed()
    )
    incoming.submit(
        by=actor("Vân"), at=AT, incoming=letter, to=seat("Lâm"),
        note="Kính trình Giám đốc. Văn bản yêu cầu báo cáo UBND tỉnh trước 11/5/2018.",
    )  # fmt: skip
    lives.submitted(subject="Mời họp giao ban các trường trung học phổ thông tháng 5")
    drafts = [
        to_sign("Cử viên chức tham gia khóa bồi dưỡng nghiệp vụ quản lý giáo dục"),
        to_sign("Về việc hướng dẫn sử dụng chữ ký số trên hệ thống QLVBĐH"),
        to_sign("Tình hình giải ngân vốn đầu tư công quý I năm 2018", initialled=False),
        to_sign("Tổ chức Ngày hội đọc sách trong các cơ sở giáo dục năm 2018"),
    ]
    return letter, drafts


def shoot(page, name: str, size: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=FOLDER / f"leader-{name}-{size}.png")


@pytest.mark.parametrize("size", SIZES)
def test_pictures(desk, looking, size):
    letter, drafts = desk
    client = client_of("Lâm")
    todo, read = address("to-do"), address("incoming", id=letter.document_id)
    ask = address("approve-and-sign", id=drafts[0].document_id)
    with looking(client, size=size) as page:
        page.goto(todo, wait_until="networkidle")
        page.get_by_role("link", name="Chọn tất cả đủ điều kiện").click()
        page.wait_for_load_state("networkidle")
        shoot(page, "list", size)
        page.goto(f"{read}?ds=to-do", wait_until="networkidle")
        if size == "1024x768":
            page.locator(".panel-open").click()
        page.get_by_role("button", name="Chủ trì tham mưu").click()
        shoot(page, "directive", size)
        wider = page.evaluate("(box) => box.scrollWidth - box.clientWidth", page.query_selector(".panel"))
        assert wider <= 0, "nothing stands out of the panel"
        page.goto(f"{ask}?ds=to-do", wait_until="networkidle")
        shoot(page, "pin", size)


def test_two_taps_direct_what_the_suggestion_fits(desk, looking):
    letter, _ = desk
    client = client_of("Lâm")
    with looking(client) as page:
        page.goto(f"{address('incoming', id=letter.document_id)}?ds=to-do", wait_until="networkidle")
        assert page.locator("pick-people[data-of=lead] .pill").inner_text() == "Phòng Giáo dục Trung học"
        assert "Gợi ý" in page.locator(".panel").inner_text()
        page.get_by_role("button", name="Chủ trì tham mưu").click()
        assert (
            page.get_by_label("Nội dung bút phê").input_value()
            == "Giao Phòng Giáo dục Trung học chủ trì tham mưu."
        )
        page.get_by_role("button", name="Bút phê và chuyển xử lý").click()
        page.get_by_text("Đã bút phê và chuyển xử lý").wait_for()
    assert lives.fresh(letter).state == IncomingState.IN_HANDLING
    assert letter.directives.get().text == "Giao Phòng Giáo dục Trung học chủ trì tham mưu."


def test_people_are_found_without_marks_and_days_by_a_tap(desk, looking):
    letter, _ = desk
    client = client_of("Lâm")
    with looking(client) as page:
        page.goto(f"{address('incoming', id=letter.document_id)}?ds=to-do", wait_until="networkidle")
        page.get_by_role("button", name="Bỏ Phòng Giáo dục Trung học").click()
        find = page.get_by_role("combobox", name="Tìm nơi chủ trì")
        find.fill("cao c")
        page.get_by_role("option", name="Cao Chi, Chuyên viên").click()
        page.get_by_role("combobox", name="Tìm nơi phối hợp").press_sequentially("vp")
        page.keyboard.press("Enter")
        page.get_by_role("combobox", name="Tìm nơi để biết").press_sequentially("cao")
        assert page.get_by_role("option").count() == 0, "who leads is not told as well"
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Chủ trì tham mưu").click()
        page.get_by_role("button", name="Thứ Tư 09/05").click()
        page.get_by_role("button", name="Bút phê và chuyển").click()
        page.get_by_text("Đã bút phê và chuyển xử lý").wait_for()
    told = letter.directives.get()
    assert told.text == "Giao Cao Chi chủ trì, phối hợp Văn phòng tham mưu."
    assert f"{told.due_at:%d/%m/%Y}" == "09/05/2018"


def test_faults_of_the_sheet_lead_to_its_boxes(desk, looking):
    letter, _ = desk
    client = client_of("Lâm")
    with looking(client) as page:
        page.watch.expected_statuses.add(422)
        page.goto(f"{address('incoming', id=letter.document_id)}?ds=to-do", wait_until="networkidle")
        page.get_by_role("button", name="Bỏ Phòng Giáo dục Trung học").click()
        page.get_by_role("button", name="Bút phê và chuyển xử lý").click()
        page.get_by_role("link", name="Chưa chọn nơi chủ trì").click()
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Tìm nơi chủ trì"


def test_four_are_signed_with_one_pin_in_four_steps(desk, looking):
    _, drafts = desk
    client = client_of("Lâm")
    with looking(client) as page:
        page.goto(address("to-do"), wait_until="networkidle")
        page.get_by_role("link", name="Chọn tất cả đủ điều kiện").click()
        page.get_by_role("button", name="Ký số 3 văn bản").click()
        page.get_by_label("Mã PIN").wait_for()
        shoot(page, "many", "1440x900")
        page.get_by_label("Mã PIN").fill(PIN)
        page.get_by_role("button", name="Ký số 3 văn bản").click()
        page.get_by_role("heading", name="Đã ký 3 văn bản").wait_for(timeout=60_000)
        shoot(page, "many-done", "1440x900")
    states = [lives.fresh(life).state for life in drafts]
    assert states == [
        OutgoingState.TO_ISSUE,
        OutgoingState.TO_ISSUE,
        OutgoingState.SUBMITTED,
        OutgoingState.TO_ISSUE,
    ]


def test_a_wrong_pin_in_the_dialog_is_told_there(desk, looking):
    _, drafts = desk
    client = client_of("Lâm")
    with looking(client) as page:
        page.watch.expected_statuses.add(422)
        page.goto(f"{address('outgoing', id=drafts[0].document_id)}?ds=to-do", wait_until="networkidle")
        page.get_by_role("link", name="Phê duyệt và ký số").click()
        page.get_by_label("Mã PIN").fill("sai")
        page.get_by_role("button", name="Phê duyệt và ký số").click()
        page.get_by_text("Mã PIN không đúng").first.wait_for()
        shoot(page, "wrong", "1440x900")
        page.get_by_label("Mã PIN").fill(PIN)
        page.get_by_role("button", name="Ký số và chuyển ban hành").click()
        page.get_by_text("Đã ký số và chuyển ban hành").wait_for()
    assert lives.fresh(drafts[0]).state == OutgoingState.TO_ISSUE
