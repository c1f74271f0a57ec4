"""The console in a browser, on a hub that really runs: nothing breaks, axe finds nothing, pictures to look at."""

from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image
from playwright.sync_api import sync_playwright

from congvan.base.ids import shorten
from tests.hub.cast import EDUCATION, FOREIGN, LOGIN, PASSWORD, PROVINCE
from tests.hub.console import story
from tests.ui.browser import DESKTOP, PHONE, launch, watched_page
from tests.ui.test_access import violations

FOLDER = Path(__file__).resolve().parents[3] / "build/ui"
SIZES = {
    "1440x900": {"viewport": DESKTOP},
    "390x844": {"viewport": PHONE, "device_scale_factor": 2, "has_touch": True, "is_mobile": True},
}
PAGES = {
    "hub-sign-in": "/truc/dang-nhap",
    "hub-overview": "/truc/",
    "hub-members": "/truc/thanh-vien/",
    "hub-member": "/truc/thanh-vien/{member}",
    "hub-suspend": "/truc/thanh-vien/{member}/tam-ngung",
    "hub-packets": "/truc/goi-tin/",
    "hub-packets-none": "/truc/goi-tin/?co-quan=1.2.3",
    "hub-packet": "/truc/goi-tin/{mixed}",
    "hub-packet-erased": "/truc/goi-tin/{secret}",
    "hub-deliveries": "/truc/giao-nhan/",
    "hub-turned-away": "/truc/giao-nhan/?nhom=bi-tra",
    "hub-health": "/truc/suc-khoe/",
}


@pytest.fixture(scope="module")
def busy(hub):
    """A hub with a day behind it; the ids that addresses need."""
    province, education, foreign = (hub.peer(code) for code in (PROVINCE, EDUCATION, FOREIGN))
    story.an_ordinary_day(hub, province, education)
    sent = story.of_each_fate(province, education, foreign)
    ((member,),) = hub.rows("SELECT id FROM hub_members_member WHERE code = %s", EDUCATION)
    ids = {name: shorten(UUID(answer["packet_id"])) for name, answer in sent.items()}
    return hub.url, ids | {"member": shorten(member)}


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        opened = launch(playwright)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def signed_in(browser, busy, tmp_path_factory):
    """The cookies of an operator, got by typing name and password."""
    kept = tmp_path_factory.mktemp("browser") / "state.json"
    with watched_page(browser, base_url=busy[0]) as page:
        page.goto("/truc/goi-tin/")
        page.get_by_label("Tên đăng nhập").fill(LOGIN)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url("**/truc/goi-tin/")
        page.context.storage_state(path=kept)
    return kept


def faults(page):
    """What axe finds, but for the demo's banner, which the shell puts outside its landmarks."""
    return [fault for fault in violations(page) if fault != "region: .banner"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_picture(browser, busy, signed_in, name, size):
    address, ids = busy
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name}-{size}.png"
    state = {} if name == "hub-sign-in" else {"storage_state": signed_in}
    with watched_page(browser, base_url=address, color_scheme="light", **SIZES[size], **state) as page:
        page.goto(PAGES[name].format(**ids), wait_until="networkidle")
        page.screenshot(path=path)
        assert faults(page) == []
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0
    assert len(Image.open(path).convert("RGB").getcolors(maxcolors=2**24)) > 100, "an empty picture"


def test_dialog_asks_before_a_member_is_cut_off(browser, busy, signed_in):
    address, ids = busy
    with watched_page(browser, base_url=address, viewport=DESKTOP, storage_state=signed_in) as page:
        page.goto(f"/truc/thanh-vien/{ids['member']}")
        page.get_by_role("link", name="Tạm ngừng kết nối").click()
        dialog = page.get_by_role("dialog", name="Tạm ngừng kết nối")
        dialog.wait_for()
        assert faults(page) == []
        page.screenshot(path=FOLDER / "hub-dialog-1440x900.png")
        dialog.get_by_label("Lý do").fill("Đổi máy chủ")
        dialog.get_by_role("button", name="Tạm ngừng kết nối").click()
        page.get_by_text("Đã tạm ngừng kết nối.").wait_for()
        page.get_by_role("link", name="Nối lại").click()
        page.get_by_role("dialog", name="Nối lại").get_by_label("Lý do").fill("Đã xong")
        page.get_by_role("dialog", name="Nối lại").get_by_role("button", name="Nối lại").click()
        page.get_by_text("Đã nối lại.").wait_for()
