"""Which process dies, and when."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from congvan.sites.demo.story.step import Stage
from congvan.sites.demo.world import SiteProgram
from congvan.sites.supervisor import read_state

FIND_SECONDS = 30.0
PAUSE_SECONDS = 0.01
HAND, ANSWER = "hand", "answer"
PROCESSES = (
    "hub.web",
    "hub.worker",
    "hub.postgres",
    "node.web",
    "node.worker",
    "node.signer",
    "node.postgres",
)
KINDS = (*PROCESSES, HAND, ANSWER)
"""Processes of the hub; of the node where the step plays; the hand that plays; its answer, after the commit."""
MOMENTS = (0.0, 0.5, 0.15, 0.75, 0.3, 0.95, 0.05)
"""When, as a part of the time that the step takes undisturbed, until nothing is under way."""


@dataclass(frozen=True)
class Kill:
    """One death: of a kind of process, at or for a node, so many seconds after the step begins."""

    kind: str
    node: str
    after_seconds: float

    def site(self, stage: Stage) -> SiteProgram:
        return getattr(stage.world, "hub" if self.kind.startswith("hub.") else self.node)

    @property
    def process(self) -> str:
        return self.kind.partition(".")[2]


@contextmanager
def dying(stage: Stage, kill: Kill) -> Iterator[None]:
    """Let it die while the block runs; at its end it is dead and, if a site's process, was started again."""
    if kill.kind == ANSWER:
        with losing_answers(stage, getattr(stage, kill.node)):
            yield
        return
    starts = starts_of(stage, kill)
    deaths: list[bool] = []
    timer = threading.Timer(kill.after_seconds, lambda: deaths.append(strike(stage, kill)))
    timer.start()
    if not kill.after_seconds:
        timer.join()
    try:
        yield
    finally:
        timer.join()
    assert deaths == [True], "it was killed"
    if kill.kind != HAND:
        until(lambda: starts_of(stage, kill) > starts)


@contextmanager
def losing_answers(stage: Stage, hand) -> Iterator[None]:
    """The hand dies after each command of the block, done but not answered."""
    lost: list[str] = []

    def lose(verb: str) -> None:
        lost.append(verb)
        hand.lose_next_answer()

    stage.before = lose
    try:
        yield
    finally:
        stage.before = lambda _: None
        hand.losing = False


def strike(stage: Stage, kill: Kill) -> bool:
    """Kill -9 it, as soon as there is one to kill."""
    if kill.kind == HAND:
        return until(getattr(stage, kill.node).kill_now)
    return until(lambda: kill.site(stage).kill(kill.process) > 0)


def starts_of(stage: Stage, kill: Kill) -> int:
    """How often the supervisor has started it."""
    if kill.kind == HAND:
        return 0
    return int(read_state(kill.site(stage).home)["processes"][kill.process]["starts"])


def until(question) -> bool:
    """Wait until the answer is yes; False where that is in vain."""
    deadline = time.monotonic() + FIND_SECONDS
    while not question():
        if time.monotonic() > deadline:
            return False
        time.sleep(PAUSE_SECONDS)
    return True
