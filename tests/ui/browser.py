"""The browser of the tests: the system's Chromium, and a listener that lets no fault of a page pass."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page, Playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
# Tells of every break of the policy, also of the one that is only reported.
LISTENER = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});
"""


def launch(playwright: Playwright) -> Browser:
    """Chromium without anything that calls home."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


@dataclass
class Watch:
    """What went wrong on a page; a test may say which status it asks for itself, or that scripts are off."""

    expected_statuses: set[int] = field(default_factory=set)
    scripts: bool = True
    faults: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def _console(self, message) -> None:
        # Chromium and htmx write a refused response to the console as well; `_response` judges it.
        answered = (f"Response Status Error Code {status} " for status in self.expected_statuses)
        told = ("Failed to load resource", *answered)
        if message.type == "error" and not message.text.startswith(told):
            self.faults.append(f"console: {message.text}")

    def _failed(self, request) -> None:
        # A page that is left drops what it still asked for, such as its icon: no fault of the page.
        if request.failure == "net::ERR_ABORTED":
            return
        # With scripts switched off the browser itself refuses them.
        if self.scripts or not request.url.endswith(".js"):
            self.faults.append(f"failed: {request.url} {request.failure}")

    def _response(self, response) -> None:
        if response.status >= 400 and response.status not in self.expected_statuses:
            self.faults.append(f"{response.status}: {response.url}")


@contextmanager
def watched_page(browser: Browser, **options) -> Iterator[Page]:
    """A page whose every console error, policy violation and failed request fails the test."""
    context = browser.new_context(**options)
    page = context.new_page()
    watch = Watch()
    watch.over(page)
    page.add_init_script(LISTENER)
    page.watch = watch  # type: ignore[attr-defined]
    try:
        yield page
    finally:
        context.close()
    assert not watch.faults, "\n".join(watch.faults)
