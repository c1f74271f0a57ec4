"""Fixtures of the journeys: one server, one browser, and people whose pages nobody can forget to watch."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.eyes import looking
from tests.browser.person import Inspector, Person
from tests.ui import serving
from tests.ui.browser import DESKTOP, LISTENER, PHONE, Watch, launch
from tests.web.conftest import committed, django_db_setup, node, signer, template

__all__ = ["committed", "django_db_setup", "looking", "node", "signer", "template"]

SIZES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": DESKTOP},
    "phone": {"viewport": PHONE, "device_scale_factor": 2, "has_touch": True, "is_mobile": True},
}
# Where journeys are drawn step by step, if anybody wants to see them.
PICTURES = "CONGVAN_JOURNEYS"
Meet = Callable[..., Person]


@pytest.fixture(scope="session")
def site(django_db_setup) -> Iterator[str]:
    """The node on a port of its own; it serves the database of the test that runs."""
    with serving.site() as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = launch(playwright)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def inspector() -> Inspector:
    return Inspector()


@pytest.fixture(scope="session")
def pictures() -> Path | None:
    asked = os.environ.get(PICTURES)
    if not asked:
        return None
    folder = Path(asked)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def watched(browser, site) -> Iterator[Callable[..., Any]]:
    """Makes pages. Whatever breaks on any of them fails the test, whether or not it looked."""
    opened = []

    def make(*, scripts: bool = True, statuses: set[int] | None = None, **options: Any) -> Any:
        context = browser.new_context(
            base_url=site, color_scheme="light", java_script_enabled=scripts, **options
        )
        context.set_default_timeout(15_000)
        watch = Watch(expected_statuses=statuses or set(), scripts=scripts)
        context.add_init_script(LISTENER)
        context.on("page", watch.over)
        opened.append((context, watch))
        page = context.new_page()
        page.watch = watch  # type: ignore[attr-defined]
        return page

    yield make
    faults = [fault for _, watch in opened for fault in watch.faults]
    for context, _ in opened:
        context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def meet(committed, site, watched, inspector, pictures) -> Meet:
    """Somebody of the cast at a screen of a size. Without scripts nothing is looked over: the markup is the same."""

    def make(name: str, size: str = "desktop", *, scripts: bool = True, **options: Any) -> Person:
        page = watched(scripts=scripts, **SIZES[size], **options)
        return Person(name, page, inspector if scripts else None, size, site, pictures)

    return make


@pytest.fixture(params=list(SIZES))
def size(request) -> str:
    return request.param
