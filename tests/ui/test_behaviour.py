"""What the screens do under real keys and clicks."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.ui.browser import DESKTOP, watched_page
from tests.ui.keystrokes import TELEX, VNI, press_as_tool

LIST, FORM, PARTS = "/phong-cach/danh-sach/", "/phong-cach/bieu-mau/", "/phong-cach/"
CURRENT = ".row[aria-current=true] .code"


def opened(page, address):
    """The page with its scripts at work (their elements are defined)."""
    page.goto(address, wait_until="load")
    page.wait_for_function("['undo-bar', 'theme-switch'].every((name) => customElements.get(name))")
    return page


def test_j_and_k_move_and_open_beside(page):
    opened(page, LIST)
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(CURRENT)).to_have_text("198/SXD-QLXD")
    expect(page.locator("#detail .detail-meta b")).to_have_text("198/SXD-QLXD")
    page.keyboard.press("k")
    expect(page.locator("#detail .detail-meta b")).to_have_text("412/STTTT-CNTT")
    assert page.url.endswith("?vb=a2")


def test_moved_list_equals_the_page_reloaded(page):
    opened(page, LIST)
    page.keyboard.press("j")
    expect(page.locator("#detail .detail-meta b")).to_have_text("412/STTTT-CNTT")
    swapped = page.locator("#detail h2").inner_text(), page.locator(CURRENT).inner_text()
    page.reload()
    assert (page.locator("#detail h2").inner_text(), page.locator(CURRENT).inner_text()) == swapped


def test_back_shows_what_was_before(page):
    opened(page, LIST)
    page.locator(".row", has_text="305/UBND-VX").locator("a").click()
    expect(page.locator("#detail .detail-meta b")).to_have_text("305/UBND-VX")
    page.go_back()
    expect(page.locator("#detail .detail-meta b")).to_have_text("1582/UBND-KGVX")


def test_v_selects_and_escape_lets_go(page):
    opened(page, LIST)
    page.keyboard.press("v")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Shift+V")
    expect(page.locator("[data-bulk]")).to_be_visible()
    expect(page.locator("[data-picked]")).to_have_text("3")
    page.keyboard.press("Escape")
    expect(page.locator("[data-bulk]")).to_be_hidden()


def test_enter_is_the_main_act(page):
    opened(page, LIST)
    with page.expect_request(lambda request: request.method == "POST") as posted:
        page.watch.expected_statuses.add(422)
        page.keyboard.press("Enter")
    assert posted.value.url.endswith(FORM)
    expect(page.locator("form-summary")).to_be_visible()


def test_enter_on_a_control_is_the_controls_own(page):
    opened(page, LIST)
    page.get_by_role("link", name="Bản giấy 2").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**?nguon=giay")


@pytest.mark.parametrize(
    "tokens", [*TELEX.values(), *VNI.values()], ids=[*TELEX, *(f"{word} VNI" for word in VNI)]
)
def test_typing_vietnamese_over_the_list_does_nothing_that_harms(page, tokens):
    posts = []
    page.on("request", lambda request: request.method == "POST" and posts.append(request.url))
    opened(page, LIST)
    press_as_tool(page, [*tokens, "Enter"])
    expect(page.locator("dialog:modal")).to_have_count(0)
    expect(page.locator(".tick input:checked")).to_have_count(0)
    assert posts == []


def test_no_key_is_taken_from_a_field(page):
    opened(page, FORM)
    page.locator("#id_subject").click()
    page.keyboard.type("jkvzcxen/?")
    expect(page.locator("#id_subject")).to_have_value("jkvzcxen/?")
    assert page.url.endswith(FORM)


def test_keys_can_be_switched_off(page):
    opened(page, LIST)
    page.evaluate("document.body.dataset.keys = 'off'")
    page.keyboard.press("n")
    page.keyboard.press("Shift+X")
    expect(page.locator("dialog:modal")).to_have_count(0)
    assert page.url.endswith(LIST)


def test_shift_x_asks_before_it_refuses(page):
    opened(page, LIST)
    page.keyboard.press("Shift+X")
    dialog = page.get_by_role("dialog", name="Từ chối tiếp nhận")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_label("Gửi nhầm đơn vị nhận")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator(CURRENT)).to_have_text("1582/UBND-KGVX")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_question_mark_shows_the_keys(page):
    opened(page, LIST)
    page.keyboard.press("Shift+Slash")
    expect(page.get_by_role("dialog", name="Phím tắt")).to_be_visible()
    page.get_by_role("button", name="Đóng").click()
    expect(page.get_by_role("dialog", name="Phím tắt")).to_be_hidden()


def test_faulty_form_brings_the_focus_to_the_summary_and_its_links_into_the_fields(page):
    opened(page, FORM)
    page.watch.expected_statuses.add(422)
    page.locator("#id_subject").fill("Về việc báo cáo")
    page.locator("#id_subject").press("Control+Enter")
    expect(page.locator("form-summary")).to_be_focused()
    expect(page.locator("#id_subject")).to_have_value("Về việc báo cáo")
    page.get_by_role("link", name=re.compile("Chưa nhập số, ký hiệu")).click()
    expect(page.locator("#id_code")).to_be_focused()
    page.get_by_role("link", name=re.compile("Chưa chọn lý do")).click()
    expect(page.locator("#id_reason_0")).to_be_focused()


def test_chosen_file_is_named_in_our_words(page):
    opened(page, FORM)
    expect(page.locator("file-pick")).to_contain_text("Chưa chọn tệp")
    scan = {"name": "bản quét.pdf", "mimeType": "application/pdf", "buffer": b"%" * 250_000}
    page.locator("#id_scan").set_input_files(scan)
    expect(page.locator("file-pick .chosen")).to_have_text("bản quét.pdf (0,3 MB)")


def test_form_is_not_sent_twice(page):
    opened(page, FORM)
    page.evaluate(
        "document.querySelector('main form').addEventListener('submit', (event) => event.preventDefault())"
    )
    page.evaluate("window.sent = 0; document.addEventListener('formdata', () => { window.sent += 1; })")
    page.locator("main form").evaluate("(form) => { form.dataset.sent = 'true'; form.requestSubmit(); }")
    assert page.evaluate("window.sent") == 0


def test_undo_bar_waits_while_it_is_held_and_then_goes(page):
    page.clock.install()
    opened(page, LIST)
    say = "document.body.dispatchEvent(new CustomEvent('announce', {detail: {text: 'Đã chuyển', undo: '/x/', seconds: 10}}))"
    page.evaluate(say)
    bar = page.locator("undo-bar")
    expect(bar).to_contain_text("Đã chuyển")
    bar.hover()
    page.clock.run_for(30_000)
    expect(bar).to_contain_text("Hoàn tác")
    page.mouse.move(5, 5)
    page.clock.run_for(11_000)
    expect(bar).to_be_empty()


def test_z_takes_back(page):
    opened(page, LIST)
    page.watch.expected_statuses.add(422)
    with page.expect_request(lambda request: request.method == "POST") as posted:
        page.keyboard.press("z")
    sent = posted.value.post_data
    assert "csrfmiddlewaretoken=" in sent
    assert "idempotency_key=" in sent
    expect(page.locator("form-summary")).to_be_visible()


def test_theme_is_kept(page):
    opened(page, PARTS)
    page.get_by_role("button", name="Tối").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("button", name="Tối")).to_have_attribute("aria-pressed", "true")


def test_pages_zoom_and_turn(page):
    opened(page, LIST)
    page.get_by_role("button", name="Phóng to").click()
    expect(page.locator("page-view")).to_have_attribute("data-zoom", "125")
    page.keyboard.press("p")
    expect(page.locator("[data-at]")).to_have_text("2")


def test_text_of_a_page_can_be_selected(page):
    opened(page, LIST)
    expect(page.locator(".sheet-of-paper text").first).to_have_text("ỦY BAN NHÂN DÂN TỈNH PHÚ YÊN")
    word, image = (
        page.locator(".sheet-of-paper text").first.bounding_box(),
        page.locator("figure img").first.bounding_box(),
    )
    assert image["x"] < word["x"] < image["x"] + image["width"]


def test_failed_request_says_so_and_keeps_the_page(page):
    opened(page, LIST)
    page.watch.expected_statuses.add(500)
    page.route("**/danh-sach/?vb=*", lambda route: route.fulfill(status=500, body="hỏng"))
    page.keyboard.press("j")
    expect(page.locator("undo-bar")).to_contain_text("Hệ thống gặp lỗi")
    expect(page.locator("#detail h2")).to_be_visible()


def test_phone_shows_list_or_document(phone):
    opened(phone, LIST)
    expect(phone.locator("#detail")).to_be_hidden()
    phone.locator(".row", has_text="305/UBND-VX").locator("a").tap()
    expect(phone.locator("#detail .detail-meta b")).to_have_text("305/UBND-VX")
    expect(phone.locator("#detail")).to_be_visible()
    expect(phone.locator(".list .rows")).to_be_hidden()
    phone.get_by_role("link", name="Quay lại danh sách").tap()
    expect(phone.locator("#detail")).to_be_hidden()


def test_phone_has_all_places_behind_more(phone):
    opened(phone, LIST)
    phone.get_by_role("link", name="Thêm").tap()
    expect(phone.get_by_role("dialog").get_by_role("link", name="Sổ văn bản đi")).to_be_visible()


@pytest.mark.parametrize("address", [PARTS, LIST, "/phong-cach/ba-cot/", FORM, "/phong-cach/loi/404/"])
def test_narrow_screen_scrolls_one_way_only(browser, site, address):
    with watched_page(browser, viewport={"width": 320, "height": 640}, base_url=site) as page:
        page.watch.expected_statuses.add(404)
        page.goto(address, wait_until="load")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_list_and_form_work_without_a_script(browser, site):
    with watched_page(browser, viewport=DESKTOP, base_url=site, java_script_enabled=False) as page:
        page.watch.scripts = False
        page.goto(LIST)
        page.locator(".row", has_text="305/UBND-VX").locator("a").click()
        expect(page.locator("#detail .detail-meta b")).to_have_text("305/UBND-VX")
        page.goto(FORM)
        page.watch.expected_statuses.add(422)
        page.get_by_role("button", name="Đăng ký và trình").click()
        expect(page.get_by_role("alert")).to_contain_text("Chưa nhập số, ký hiệu")
        page.get_by_role("link", name="Để sau").click()
        page.get_by_role("link", name="Từ chối tiếp nhận").click()
        assert page.url.endswith(FORM)


def test_listener_sees_a_broken_policy(browser, site):
    with pytest.raises(AssertionError, match="Content Security Policy"):  # noqa: PT012, SIM117 - the fault comes at the end of the block
        with watched_page(browser, base_url=site) as page:
            page.goto(FORM)
            page.evaluate(
                "document.body.append(Object.assign(document.createElement('style'), {textContent: 'p{}'}))"
            )
