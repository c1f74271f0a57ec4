"""One step of the story, and the stage that it is played on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from congvan.base.clock import ZONE
from congvan.sites.demo.hand.client import Hand, NotDoneThere
from congvan.sites.demo.peer import Peer
from congvan.sites.demo.world import World

UBND, SGDDT = "000.00.00.H45", "000.00.16.H45"
TUY_HOA, PGD_DONG_XUAN, DONG_XUAN = "000.05.31.H45", "000.05.33.H45", "000.00.33.H45"
STTTT = "000.00.13.H45"


@dataclass
class Stage:
    """The world with a hand at each site. `count` makes a command's key: repeated, it happens once."""

    world: World
    hub: Hand
    ubnd: Hand
    sgddt: Hand
    peer: Peer
    step: str = ""
    count: int = 0
    tried: dict[str, Any] = field(default_factory=dict)
    """What the attempts of a step came to: tried once while it is played, looked at as often as needed."""
    before: Callable[[str], None] = field(default=lambda _: None)
    """Called before each command with the name of its verb: the crash tests kill there."""

    def enter(self, step: str, at: datetime) -> None:
        """Begin a step at its legal moment."""
        self.step, self.count, self.tried = step, 0, {}
        self.world.set_clock(at)

    def do(self, hand: Hand, verb: str, *, by: str, **arguments: Any) -> None:
        """A person does something at a site."""
        self.count += 1
        self.before(verb)
        hand.do(verb, by=by, key=f"{self.step}:{self.count}", **arguments)

    def refused(self, hand: Hand, verb: str, *, by: str, **arguments: Any) -> dict[str, Any]:
        """A person tries what must be refused; what the refusal said."""
        try:
            self.do(hand, verb, by=by, **arguments)
        except NotDoneThere as refusal:
            return {"status": refusal.status, "code": refusal.code, "law": refusal.law}
        return {"status": 0, "code": "", "law": ""}


@dataclass(frozen=True)
class Step:
    """What is played at a legal moment, and what must be seen then; `law` is the clause that it shows."""

    id: str
    law: str
    at: datetime
    play: Callable[[Stage], None]
    see: Callable[[Stage], dict[str, Any]]
    want: dict[str, Any]


def on(day: str, hour: str) -> datetime:
    """A moment of 2018, given as day/month and hour: "27/3", "09:15"."""
    date, month = day.split("/")
    return datetime.strptime(f"2018-{month}-{date} {hour}", "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)


def chosen(facts: dict[str, Any] | None, *names: str) -> dict[str, Any]:
    """Some of the facts that a hand saw; nothing where it saw nothing."""
    return {name: facts[name] for name in names} if facts else {}
