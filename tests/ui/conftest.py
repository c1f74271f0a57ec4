"""Fixtures of the screens' tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from tests.ui import serving
from tests.ui.browser import DESKTOP, PHONE, launch, watched_page

DESIGN = Path(__file__).resolve().parents[3] / "shared/design"


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    with serving.site() as address:
        yield address


@pytest.fixture(scope="session")
def design() -> Iterator[str]:
    """The address of the static mock."""
    if not DESIGN.exists():
        pytest.skip("../shared không có ở đây")
    with serving.folder(DESIGN) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = launch(playwright)
        yield opened
        opened.close()


@pytest.fixture
def page(browser, site) -> Iterator[Page]:
    """A desktop page; anything wrong on it fails the test."""
    with watched_page(browser, viewport=DESKTOP, base_url=site, color_scheme="light") as opened:
        yield opened


@pytest.fixture
def phone(browser, site) -> Iterator[Page]:
    """The same on a phone with a finger."""
    options = {"viewport": PHONE, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}
    with watched_page(browser, base_url=site, color_scheme="light", **options) as opened:
        yield opened
