"""Somebody in front of a screen: every step waits until the page rests and has it looked over, in both themes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Locator, Page

from tests.node import cast
from tests.ui.test_access import violations
from tests.web.people import PASSWORD, client_of

RESTING = """() => document.readyState === "complete" && !document.querySelector(".htmx-request, .htmx-swapping, .htmx-settling, #detail[inert]")"""
SHOWN = """() => [document.querySelector("dialog[open]")?.id || "", document.querySelector(".row, tbody tr") ? "busy" : ""]"""
TABS_MAX = 20
THEMES = ("light", "dark")


@dataclass
class Inspector:
    """Has each screen looked over once in a run: by its size, its route, the dialog that is open, and whether it is empty."""

    seen: set[tuple[str, ...]] = field(default_factory=set)

    def look(self, page: Page, *, size: str) -> None:
        place = (size, route_of(page.url), *page.evaluate(SHOWN))
        if place in self.seen or page.url == "about:blank":
            return
        found = []
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            found += [f"{place} {theme}: {one}" for one in violations(page)]
        page.emulate_media(color_scheme="light")
        assert found == [], "\n".join(found)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{place}: wider than the screen by {wide}"
        self.seen.add(place)


def route_of(url: str) -> str:
    """The name of the route that an address belongs to, with the tab that is open."""
    parts = urlsplit(url)
    try:
        return f"{resolve(parts.path).url_name} {parts.query if 'the=' in parts.query else ''}"
    except Resolver404:
        return parts.path


@dataclass
class Person:
    """One of the cast on a page of their own, at the address of `site`.

    `inspector` None: nothing is looked over. `pictures`: the folder into which each step is drawn.
    """

    name: str
    page: Page
    inspector: Inspector | None
    size: str
    site: str
    pictures: Path | None = None
    steps: int = 0

    def enter(self) -> Person:
        """Take up a session without typing: the cookies of a sign-in."""
        cookies = client_of(self.name).cookies.items()
        self.page.context.add_cookies(
            [{"name": name, "value": morsel.value, "url": self.site} for name, morsel in cookies]
        )
        return self

    def sign_in(self) -> None:
        """Sign in by typing."""
        self.open("/")
        self.fill("Tên đăng nhập", cast.user(self.name).login)
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        self.press_enter()

    def open(self, path: str) -> None:
        self.page.goto(path)
        self.rest()

    def button(self, name: str, *, exact: bool = True) -> None:
        self._on_screen(self.page.get_by_role("button", name=name, exact=exact)).click()
        self.rest()

    def link(self, name: str, *, exact: bool = False) -> None:
        self._on_screen(self.page.get_by_role("link", name=name, exact=exact)).click()
        self.rest()

    def act(self, name: str) -> None:
        """Press an act of the open document, be it a button or a link to its questions."""
        found = self.page.locator(".acts").get_by_text(name, exact=True)
        self._on_screen(found).click()
        self.rest()

    def submit(self, name: str) -> None:
        """The button at the foot of the open dialog."""
        self.page.locator("dialog[open]").get_by_role("button", name=name, exact=True).click()
        self.rest()

    def row(self, subject: str) -> None:
        self._on_screen(self.page.locator(".row a.body", has_text=subject)).click()
        self.page.wait_for_url("**/van-ban-d*/*")
        self.rest()

    def tab(self, name: str) -> None:
        """A tab of the open document."""
        self.page.locator("#detail nav.tabs a", has_text=name).first.click()
        self.page.locator("#detail nav.tabs a[aria-current]", has_text=name).wait_for()
        self.rest()

    def fill(self, label: str, text: str) -> None:
        self._on_screen(self.page.get_by_label(label, exact=False)).fill(text)

    def choose(self, label: str, option: str) -> None:
        self._on_screen(self.page.get_by_label(label, exact=False)).select_option(label=option)

    def type_sign_in(self) -> None:
        """The name's field has the focus when the page opens."""
        self.type(cast.user(self.name).login)
        self.page.keyboard.press("Tab")
        self.type(PASSWORD)
        self.press_enter()

    def tab_to(self, label: str) -> None:
        """Tab until the field with this name has the focus."""
        wanted = self.page.get_by_label(label)
        for _ in range(TABS_MAX):
            if wanted.evaluate("(field) => field === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {label}")

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.rest()

    def press_enter(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.rest()

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def hears(self, text: str) -> None:
        """What was done is said."""
        self._on_screen(self.page.locator("undo-bar .toast", has_text=text)).wait_for()
        self.rest()

    def sees(self, text: str) -> None:
        self._on_screen(self.page.get_by_text(text)).wait_for()
        self.rest()

    def focused(self) -> Any:
        return self.page.evaluate("document.activeElement.textContent.trim()")

    def rest(self) -> None:
        """Wait until nothing is on its way, then have the screen looked over."""
        self.page.wait_for_load_state("load")
        self.page.wait_for_function(RESTING)
        self.steps += 1
        if self.pictures is not None:
            name = f"{self.name}-{self.size}-{self.steps:02}.png"
            # Hiding the caret would leave style attributes behind, which the policy of the page forbids to copy.
            self.page.screenshot(path=self.pictures / name, caret="initial")
        if self.inspector is not None:
            self.inspector.look(self.page, size=self.size)

    @staticmethod
    def _on_screen(found: Locator) -> Locator:
        return found.locator("visible=true").first
