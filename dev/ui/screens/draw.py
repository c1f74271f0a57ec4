"""Draws screens of a running demo: each in both sizes, light and dark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from dev.ui.screens.places import NOBODY, OPERATOR, Screen
from tests.ui.browser import DESKTOP, PHONE, launch

PASSWORD = "minh-hoa-2018"  # noqa: S105 - of the demo's made-up people, told to whoever starts it
SIZES: Mapping[str, Mapping[str, Any]] = {
    "1440x900": {"viewport": DESKTOP},
    "390x844": {"viewport": PHONE, "device_scale_factor": 2, "has_touch": True, "is_mobile": True},
}
THEMES = ("light", "dark")
RESTING = (
    "() => document.readyState === 'complete' && document.fonts.status === 'loaded'"
    " && [...document.images].every((image) => image.complete || image.loading === 'lazy')"
    " && !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling, #detail[inert]')"
)
PATIENCE_MS = 15_000


class Desk:
    """A browser before the sites of the demo: people stay signed in from one screen to the next."""

    def __init__(self, browser: Browser, sites: Mapping[str, str]) -> None:
        """`sites`: name of the site (hub, ubnd, sgddt) → its address."""
        self._browser, self._sites = browser, sites
        self._pages: dict[tuple[str, str, str], Page] = {}

    def draw(self, screen: Screen, *, size: str, into: Path) -> list[Path]:
        """Draw one screen in a size, in every theme; the pictures."""
        page = self._page(screen, size)
        page.goto(screen.path)
        rest(page)
        for selector in [one for one in (screen.row, *screen.press) if one]:
            page.locator(selector).locator("visible=true").first.click()
            rest(page)
        return [self._shot(page, into / f"{screen.name}-{size}-{theme}.png", theme) for theme in THEMES]

    @staticmethod
    def _shot(page: Page, path: Path, theme: str) -> Path:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]  # one of THEMES
        # Hiding the caret would leave style attributes behind, which the policy of the page forbids.
        page.screenshot(path=path, caret="initial")
        return path

    def _page(self, screen: Screen, size: str) -> Page:
        site = site_of(screen)
        key = (site, screen.who, size)
        if key not in self._pages:
            context = self._browser.new_context(base_url=self._sites[site], **SIZES[size])
            context.set_default_timeout(PATIENCE_MS)
            self._pages[key] = context.new_page()
            if screen.who != NOBODY:
                sign_in(self._pages[key], screen.who)
        page = self._pages[key]
        page.emulate_media(color_scheme="light")
        return page


@contextmanager
def desk(sites: Mapping[str, str]) -> Iterator[Desk]:
    """A desk, for as long as its browser lives."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield Desk(browser, sites)
        browser.close()


def sign_in(page: Page, who: str) -> None:
    """Sign in by the form."""
    page.goto("/truc/dang-nhap" if who == OPERATOR else "/dang-nhap")
    page.get_by_label("Tên đăng nhập").fill(who)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    rest(page)


def site_of(screen: Screen) -> str:
    """The site that a screen is found at."""
    if screen.path.startswith("/truc/"):
        return "hub"
    return screen.who.partition(".")[2] or "sgddt"


def rest(page: Page) -> None:
    """Wait until nothing is on its way any more."""
    page.wait_for_load_state("networkidle")
    page.wait_for_function(RESTING)
