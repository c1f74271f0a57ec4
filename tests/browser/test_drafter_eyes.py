"""The drafter's screens in a browser: nothing breaks, axe finds nothing, pictures to look at (build/ui/draft-*)."""

from pathlib import Path

import pytest

from congvan.base.ids import shorten
from congvan.node.outgoing import actions as outgoing
from tests.node import lives, papers
from tests.node.cast import AT, actor
from tests.ui.test_access import violations
from tests.web.drafting.test_draft_walk import at
from tests.web.people import client_of

FOLDER = Path(__file__).resolve().parents[2] / "build/ui"
BANNER = "region: .banner"  # the demo's banner, which the shell puts outside its landmarks


def pages():
    """Each screen by its name; its documents are made first."""
    incoming, empty, full = lives.in_handling(), lives.drafting(), lives.revised()[0]
    scan = lives.drafting(subject="bản quét")
    outgoing.revise(by=actor("Chi"), at=AT, outgoing=scan, main=lives.upload(papers.scan()))
    return {
        "start": f"{at('start-draft')}?tra-loi={shorten(incoming.document_id)}",
        "template": at("revise", id=empty.document_id),
        "file": at("revise-by-file", id=full.document_id),
        "places": at("place-draft", id=full.document_id),
        "places-missing": at("place-draft", id=scan.document_id),
        "document": at("outgoing", id=full.document_id),
    }


@pytest.mark.parametrize("size", ["1440x900", "390x844"])
def test_pictures(committed, looking, size):
    FOLDER.mkdir(parents=True, exist_ok=True)
    addresses, client = pages(), client_of("Chi")
    with looking(client, size=size) as page:
        for name, address in addresses.items():
            page.goto(address, wait_until="networkidle")
            page.screenshot(path=FOLDER / f"draft-{name}-{size}.png")
            assert [fault for fault in violations(page) if fault != BANNER] == [], name
            wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(wide) <= 0, name


def test_typed_looked_at_and_submitted_without_leaving_the_page(committed, looking):
    """With scripts: each form takes only what it needs out of the next page."""
    draft, client = lives.drafting(), client_of("Chi")
    with looking(client) as page:
        page.watch.expected_statuses.add(422)
        page.goto(at("revise", id=draft.document_id))
        page.get_by_label("Nội dung").fill("Sở báo cáo như sau.")
        page.get_by_role("button", name="Trình bày và đính kèm").click()
        page.get_by_role("link", name="Chưa ghi nơi kính gửi.").click()
        page.get_by_label("Kính gửi").fill("Ủy ban nhân dân tỉnh")
        page.get_by_role("button", name="Trình bày và đính kèm").click()
        page.get_by_text("Đã trình bày và đính kèm bản 1.").first.wait_for()
        page.get_by_role("link", name="Đặt vị trí").click()
        page.get_by_label("Chữ ký: rộng").fill("60")
        page.get_by_role("button", name="Xem trên trang").click()
        page.locator("rect[width='170']").wait_for()
        page.get_by_role("button", name="Dùng các vị trí này").click()
        page.get_by_text("Đã đặt chỗ ghi số, ngày và chữ ký.").first.wait_for()
        page.get_by_role("link", name="Trình ký").click()
        page.get_by_role("dialog", name="Trình ký").get_by_role("button", name="Trình ký").click()
        page.get_by_text("Đã trình ký dự thảo công văn").first.wait_for()
