"""axe-core finds nothing, in both sizes and both themes, also in open dialogs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.browser import DESKTOP, PHONE, watched_page

AXE = Path(__file__).parent / "vendor/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (tags) => {
  const found = await axe.run(document, {runOnly: tags});
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`);
}"""
ADDRESSES = {
    "/phong-cach/": 200,
    "/phong-cach/danh-sach/": 200,
    "/phong-cach/danh-sach/?vb=a1": 200,
    "/phong-cach/ba-cot/": 200,
    "/phong-cach/ba-cot/?vb=e1": 200,
    "/phong-cach/bieu-mau/": 200,
    "/phong-cach/loi/409/": 409,
    "/phong-cach/loi/500/": 500,
}


def violations(page):
    page.evaluate(AXE.read_text("utf-8"))
    return page.evaluate(RUN, TAGS)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing(browser, site, address, viewport, theme):
    with watched_page(browser, viewport=viewport, base_url=site, color_scheme=theme) as page:
        page.watch.expected_statuses.add(ADDRESSES[address])
        page.goto(address, wait_until="load")
        assert violations(page) == []


@pytest.mark.parametrize("dialog", ["more", "keys", "reject"])
def test_axe_finds_nothing_in_a_dialog(page, dialog):
    page.goto("/phong-cach/danh-sach/", wait_until="load")
    page.evaluate("(id) => document.getElementById(id).showModal()", dialog)
    assert violations(page) == []


def test_axe_finds_nothing_in_a_faulty_form(page):
    page.watch.expected_statuses.add(422)
    page.goto("/phong-cach/bieu-mau/", wait_until="load")
    page.get_by_role("button", name="Đăng ký và trình").click()
    page.wait_for_selector("form-summary")
    assert violations(page) == []
