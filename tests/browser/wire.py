"""What Chromium itself counts on the wire: the Network domain of its developer tools."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Self

from playwright.sync_api import Page


@dataclass
class Answer:
    """One answer; `size`: bytes of head and body as they came, still packed. None of them where the cache had it."""

    url: str
    kind: str
    size: int = 0
    from_cache: bool = False

    @property
    def is_page_image(self) -> bool:
        """The picture of a page of a document, which is as large as that page is full."""
        return self.url.endswith(".webp")

    def __str__(self) -> str:
        return f"{self.size:>8} {self.kind:<12} {self.url}{' (cache)' if self.from_cache else ''}"


@dataclass
class Wire:
    """The answers that a page gets, from `over` on."""

    page: Page
    answers: dict[str, Answer] = field(default_factory=dict)

    @classmethod
    def over(cls, page: Page) -> Self:
        wire, tools = cls(page), page.context.new_cdp_session(page)
        tools.on("Network.requestWillBeSent", wire._asked)
        tools.on("Network.requestServedFromCache", wire._had)
        tools.on("Network.responseReceived", wire._answered)
        tools.on("Network.loadingFinished", wire._came)
        tools.send("Network.enable")
        return wire

    def rested(self) -> list[Answer]:
        """Every answer, once none is under way."""
        self.page.wait_for_load_state("networkidle")
        return list(self.answers.values())

    @staticmethod
    def sizes(answers: list[Answer]) -> Counter[str]:
        """Bytes by kind, without the pictures of documents."""
        counted = Counter[str]()
        for one in answers:
            if not one.is_page_image:
                counted[one.kind] += one.size
        return counted

    def _asked(self, event: dict[str, Any]) -> None:
        self.answers[event["requestId"]] = Answer(event["request"]["url"], event.get("type", "Other"))

    def _had(self, event: dict[str, Any]) -> None:
        self.answers[event["requestId"]].from_cache = True

    def _answered(self, event: dict[str, Any]) -> None:
        found = self.answers[event["requestId"]]
        found.from_cache |= bool(event["response"].get("fromDiskCache"))

    def _came(self, event: dict[str, Any]) -> None:
        self.answers[event["requestId"]].size = int(event["encodedDataLength"])
