"""A large file on a slow line: one sees how far it is, and what was typed stays."""

from playwright.sync_api import expect

from tests.node import papers
from tests.node.cast import SO

SLOW = {"offline": False, "latency": 20, "downloadThroughput": -1, "uploadThroughput": 1_000_000}
LARGE = 3_000_000


def test_a_large_upload_tells_how_far_it_is(meet):
    clerk = meet("Vân", statuses={422}).enter()
    clerk.open(f"/{SO}/van-ban-den/dang-ky")
    page = clerk.page
    line = page.context.new_cdp_session(page)
    line.send("Network.emulateNetworkConditions", SLOW)
    pdf = papers.draft().pdf
    page.locator("input[type=file]").first.set_input_files(
        {"name": "to-trinh.pdf", "mimeType": "application/pdf", "buffer": pdf + b"\n%" + b" " * LARGE}
    )
    clerk.fill("Trích yếu", "kế hoạch tuyển sinh")
    page.locator("form.form [type=submit].primary").click()
    expect(page.locator(".uploading progress")).to_be_visible()
    expect(page.locator(".uploading")).to_contain_text("MB")
    expect(page.locator(".uploading progress")).to_have_js_property("max", 100)
    expect(page.locator("form-summary")).to_be_visible(timeout=20_000)
    expect(page.locator(".uploading")).to_have_count(0)
    expect(page.get_by_label("Trích yếu")).to_have_value("kế hoạch tuyển sinh")
