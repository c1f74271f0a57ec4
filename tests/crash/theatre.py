"""The world of the crash tests: the story is played once undisturbed; each step can then be played again."""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from congvan.sites.demo import main, world
from congvan.sites.demo.story import STEPS
from congvan.sites.demo.story.step import Stage, Step
from congvan.sites.supervisor import read_state
from tests.crash.doubles import LosingHand, PatientPeer
from tests.crash.snapshots import FROZEN, Archive, Snapshot, pid_of, settings_of

SETTLE_SECONDS = 75.0
AGREE_SECONDS = 10.0
TURN_SECONDS = 25.0
A_WHILE = timedelta(seconds=30)
"""Longer than a status is held back, shorter than the time between two steps of the story."""
PAUSE_SECONDS = 0.03
TURNS = 2
"""A worker that has called the hub twice since a moment has made one whole turn after it."""

State = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Undisturbed:
    """What a step came to when nothing died, and how long it took until nothing was under way."""

    before: Snapshot
    after: State
    seconds: float


@dataclass
class Theatre:
    """A stage whose past can be brought back."""

    stage: Stage
    archive: Archive
    acts: dict[str, Undisturbed] = field(default_factory=dict)
    final: State = field(default_factory=dict)
    calm: bool = True
    """Nothing has happened since nothing was under way."""

    @classmethod
    def open(cls, root: Path) -> "Theatre":
        stage = main.open_stage(root)
        for name in ("hub", "ubnd", "sgddt"):
            getattr(stage, name).close()
        made = stage.world
        stage.hub = LosingHand(made.hub.home, kind="hub")
        stage.ubnd = LosingHand(made.ubnd.home, kind="node")
        stage.sgddt = LosingHand(made.sgddt.home, kind="node")
        stage.peer.close()
        stage.peer = PatientPeer(made.hub.address, world.FOREIGN, made.foreign_key())
        return cls(stage, Archive(made))

    def close(self) -> None:
        main.close_stage(self.stage)

    def rehearse(self, chosen: set[str]) -> None:
        """Play the whole story undisturbed; before each chosen step keep the moment, after it the state."""
        self.settle()
        for step in STEPS:
            before = self.archive.take() if step.id in chosen else None
            started = time.monotonic()
            self.play(step)
            if before is not None:
                self.wait(self.is_quiet, "nothing is under way")
                seconds = time.monotonic() - started
                self.acts[step.id] = Undisturbed(before, self.settle(), seconds)
        self.final = self.settle()

    def play(self, step: Step) -> None:
        """Play one step; what is wanted of it must be seen. Then time passes, for what is sent after a while."""
        self.calm = False
        outcome = main.play(self.stage, step)
        assert outcome["ok"], (step.id, outcome["want"], outcome["got"])
        self.stage.world.set_clock(step.at + A_WHILE)

    def bring_back(self, step: str) -> None:
        """Return to the moment before a step. After a failed test no process keeps what it had in hand."""
        self.wait(self.is_up, "every process is up")
        if not self.calm:
            self.begin_anew()
        if self.archive.bring_back(self.acts[step].before):
            self.settle()

    def begin_anew(self) -> None:
        """Kill whatever may have something in hand; return when it is back."""
        mortal = [(site, name) for site in self.stage.world.sites for name in FROZEN]
        dead = [site.kill(name) for site, name in mortal]
        self.wait(
            lambda: not {pid_of(site, name) for site, name in mortal} & {0, *dead} and self.is_up(),
            "every process is up again",
        )

    # — waiting —

    def settle(self, wanted: State | None = None) -> State:
        """Wait until nothing is under way anywhere and, where a state is wanted, until that is reached."""
        deadline = time.monotonic() + AGREE_SECONDS
        while True:
            self.wait(self.is_up, "every process is up")
            self.wait(self.is_quiet, "nothing is under way")
            last = self.stage.hub.do("calls", key="", since=0)["last"]
            self.wait(lambda last=last: self.have_turned(last), "the workers have made a turn", TURN_SECONDS)
            found = self.state()
            if self.is_quiet() and (wanted is None or found == wanted):
                self.calm = True
                return found
            assert time.monotonic() < deadline, difference(wanted or {}, found)

    def wait(self, question: Callable[[], bool], what: str, within_seconds: float = SETTLE_SECONDS) -> None:
        deadline = time.monotonic() + within_seconds
        while not question():
            assert time.monotonic() < deadline, f"in vain: {what}"
            time.sleep(PAUSE_SECONDS)

    def is_up(self) -> bool:
        """Whether every process of every site runs and is ready."""
        rows = [row for site in self.stage.world.sites for row in read_state(site.home)["processes"].values()]
        return all(row["pid"] and row["ready"] for row in rows)

    def is_quiet(self) -> bool:
        """Whether no packet is on its way: none to be sent, taken, copied or erased."""
        queues = [hand.do("queue", key="") for hand in (self.stage.ubnd, self.stage.sgddt)]
        assert not any(queue["dead"] for queue in queues), queues
        hub = self.stage.hub.do("waiting", key="")
        on_the_way = sum(hub["deliveries"].get(member, 0) for member in self.connected())
        return not (
            any(queue["queued"] for queue in queues) or on_the_way or hub["copies"] or hub["erasures"]
        )

    def have_turned(self, since: int) -> bool:
        calls = self.stage.hub.do("calls", key="", since=since)["members"]
        return all(calls.get(member, 0) >= TURNS for member in self.connected())

    def connected(self) -> list[str]:
        sites = (self.stage.world.ubnd, self.stage.world.sgddt)
        return [site.name for site in sites if "hub_url" in settings_of(site).read_text("utf-8")]

    def state(self) -> State:
        """The canonical state of all three sites."""
        hands = {"hub": self.stage.hub, "ubnd": self.stage.ubnd, "sgddt": self.stage.sgddt}
        with ThreadPoolExecutor(len(hands)) as pool:
            found = pool.map(lambda hand: hand.do("canonical", key=""), hands.values())
            return dict(zip(hands, found, strict=True))


def difference(wanted: State, found: State) -> str:
    """Which rows are missing and which are too many, for a person."""
    lines = []
    for site in wanted:
        for table in sorted(wanted[site].keys() | found[site].keys()):
            want = Counter(map(str, wanted[site].get(table, [])))
            have = Counter(map(str, found[site].get(table, [])))
            lines += [f"{site} {table} thiếu: {row}" for row in (want - have).elements()]
            lines += [f"{site} {table} thừa: {row}" for row in (have - want).elements()]
    return "\n".join(lines) or "khác, nhưng không ở hàng nào"
