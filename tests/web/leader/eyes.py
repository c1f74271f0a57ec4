"""A browser in front of a server of its own, for a test that commits: all reads and writes of ours come first."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from django.test import Client
from playwright.sync_api import Page, sync_playwright

from tests.ui import serving
from tests.ui.browser import DESKTOP, PHONE, launch, watched_page

SIZES: dict[str, dict[str, Any]] = {
    "1440x900": {"viewport": DESKTOP},
    "1024x768": {"viewport": {"width": 1024, "height": 768}},
    "390x844": {"viewport": PHONE, "device_scale_factor": 2, "has_touch": True, "is_mobile": True},
}


@contextmanager
def looking(client: Client, *, size: str = "1440x900", **options: Any) -> Iterator[Page]:
    """A page of the person who is signed in with `client`; anything wrong on it fails the test."""
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    with serving.site() as site, sync_playwright() as playwright:
        browser = launch(playwright)
        with watched_page(browser, base_url=site, color_scheme="light", **SIZES[size], **options) as page:
            page.context.add_cookies(
                [{"name": name, "value": value, "url": f"http://{urlsplit(site).netloc}"} for name, value in cookies.items()]
            )  # fmt: skip
            yield page
        browser.close()
