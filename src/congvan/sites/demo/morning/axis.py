"""What travels in the morning: sending, waiting until it stands in the queues, a line that is cut."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from congvan.sites.demo import world
from congvan.sites.demo.hand.client import Hand
from congvan.sites.demo.letters.morning import papers
from congvan.sites.demo.morning.neighbours import packet_of
from congvan.sites.demo.morning.plan import Arrival, Draft, Plan
from congvan.sites.demo.story.step import Stage

ARRIVE_SECONDS = 60.0
PAUSE_SECONDS = 0.05
SITES = ("ubnd", "sgddt")
RESUMED = "Đã bảo trì xong"


class MorningFailed(Exception):
    """Buổi sáng của bản minh họa không chuẩn bị được."""


@dataclass(frozen=True)
class Axis:
    """The agencies by code, and the people by login, as the cast has them."""

    plan: Plan
    names: Mapping[str, str]
    agencies: Mapping[str, str]
    packets: dict[str, Future[bytes]] = field(default_factory=dict)
    """By the name of their letter."""

    @classmethod
    def of(cls, plan: Plan) -> Axis:
        """The cast of the demo."""
        cast = world.cast()
        return cls(
            plan=plan,
            names={row["code"]: row["name"] for row in cast["agency"]},
            agencies={row["login"]: row["agency"] for row in cast["person"]},
        )

    def site_of(self, login: str) -> str:
        """The node where a person works."""
        return self.plan.offices[self.agencies[login]].site

    def clerk_of(self, login: str) -> str:
        """The clerk of a person's agency."""
        return self.plan.offices[self.agencies[login]].clerk

    @contextmanager
    def writing(self, keys: Path) -> Iterator[None]:
        """The other system writes and signs its packets, in the order of time, while the morning goes on.

        `keys` is the folder of the demo's certificates.
        """
        with ThreadPoolExecutor(1) as pool:
            for one in sorted(self.plan.arrivals, key=lambda arrival: arrival.sent):
                self.packets[one.letter] = pool.submit(self._write, one, keys)
            try:
                yield
            finally:
                pool.shutdown(cancel_futures=True)

    def send(self, stage: Stage, arrival: Arrival) -> None:
        """The other vendor's system sends; return when the letter stands in every receiver's queue."""
        stage.peer.send(self.packets[arrival.letter].result())
        self._wait_for(stage, papers()[arrival.letter].notation, arrival.to)

    def release(self, stage: Stage, draft: Draft) -> None:
        """The clerk sends; return when the document stands in the queues of our agencies."""
        if draft.cut_off:
            self._release_in_vain(stage, draft)
            return
        self._release(stage, draft)
        self._wait_for(stage, papers()[draft.letter].notation, draft.axis)

    def settle(self, stage: Stage) -> None:
        """Let the other system take what is for it; return when nothing is under way."""
        _until(lambda: _is_quiet(stage), "mọi gói tin đã tới nơi")
        cursor, more = "0", True
        while more:
            feed = stage.peer.changes(cursor)
            for delivery in feed.deliveries:
                if delivery.state == "waiting":
                    stage.peer.fetch(delivery.packet_id)
                    stage.peer.confirm(delivery, self.plan.opens)
            cursor, more = feed.cursor, feed.has_more

    def _write(self, arrival: Arrival, keys: Path) -> bytes:
        paper = papers()[arrival.letter]
        return packet_of(
            paper, at=arrival.sent, worth=arrival.worth, sender=(paper.agency, self.names[paper.agency]),
            recipients=[(code, self.names[code]) for code in arrival.to], keys=keys, urgency=arrival.urgency,
            due=arrival.due,
        )  # fmt: skip

    def _release(self, stage: Stage, draft: Draft) -> None:
        paper, site = papers()[draft.letter], self.site_of(draft.officer)
        stage.do(
            getattr(stage, site), "release", by=self.clerk_of(draft.officer), subject=paper.subject,
            axis=[{"code": one, "name": self.names[one], "electronic_only": True} for one in draft.axis],
            internal=list(draft.internal), paper=list(draft.by_paper),
            lines=[line.rstrip(";.") for line in paper.letter.recipient_lines],
        )  # fmt: skip

    def _release_in_vain(self, stage: Stage, draft: Draft) -> None:
        """The hub has cut the sender off for a while: the packet stops, and a person must look."""
        site = self.site_of(draft.officer)
        hand = getattr(stage, site)
        _until(lambda: _is_quiet(stage), "không còn gói tin trên đường trước khi tạm ngừng")
        stage.hub.do("suspend", key="", member=site, reason=draft.cut_off)
        try:
            self._release(stage, draft)
            _until(lambda: hand.do("queue", key="")["dead"] > 0, "gói tin bị dừng")
        finally:
            stage.hub.do("resume", key="", member=site, reason=RESUMED)

    def _wait_for(self, stage: Stage, notation: str, codes: tuple[str, ...]) -> None:
        for code in codes:
            office = self.plan.offices.get(code)
            if office is not None:
                hand: Hand = getattr(stage, office.site)
                look = partial(hand.do, "incoming", key="", agency=code, notation=notation)
                _until(look, f"{notation} tới {self.names[code]}")


def _is_quiet(stage: Stage) -> bool:
    """Nothing waits to be sent, and the hub holds nothing for our nodes."""
    queues: list[dict[str, Any]] = [getattr(stage, site).do("queue", key="") for site in SITES]
    waiting = stage.hub.do("waiting", key="")["deliveries"]
    return not any(queue["queued"] for queue in queues) and not any(waiting.get(site) for site in SITES)


def _until(question: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + ARRIVE_SECONDS
    while not question():
        if time.monotonic() > deadline:
            raise MorningFailed(f"Chờ mãi không thấy: {what}.")
        time.sleep(PAUSE_SECONDS)
