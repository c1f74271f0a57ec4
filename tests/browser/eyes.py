"""A page of somebody who is signed in already, in each size that pictures are drawn in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from tests.ui.browser import DESKTOP, PHONE

SIZES: dict[str, dict[str, Any]] = {
    "1440x900": {"viewport": DESKTOP},
    "1024x768": {"viewport": {"width": 1024, "height": 768}},
    "390x844": {"viewport": PHONE, "device_scale_factor": 2, "has_touch": True, "is_mobile": True},
}


@pytest.fixture
def looking(committed, site, watched) -> Callable[..., Any]:
    """Opens a page with the session of `client`; anything wrong on it fails the test."""

    @contextmanager
    def look(client: Client, *, size: str = "1440x900") -> Iterator[Page]:
        page = watched(**SIZES[size])
        page.context.add_cookies(
            [{"name": name, "value": morsel.value, "url": site} for name, morsel in client.cookies.items()]
        )
        yield page

    return look
