"""What a worker does over and over: named jobs, each with its pace; a failure is logged and tried again."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import close_old_connections

log = logging.getLogger("congvan.jobs")
BACKOFF_SECONDS_FIRST = 0.5
BACKOFF_SECONDS_MAX = 60.0
DOUBLINGS_MAX = (
    10  # more lead past the longest pause anyway; in a long outage the power would leave all bounds
)


@dataclass(frozen=True)
class Job:
    """A thin task. `run` returns how many things it did; while it did any, it is called again at once."""

    name: str
    every_seconds: float
    run: Callable[[], int]


@dataclass
class _Turn:
    job: Job
    due: float = 0.0
    failures: int = 0


def work(jobs: Sequence[Job], *, stop: threading.Event) -> None:
    """Run the jobs until `stop` is set. Real time: retries do not follow the legal clock."""
    turns = [_Turn(job) for job in jobs]
    while not stop.is_set():
        now = time.monotonic()
        for turn in turns:
            if turn.due <= now:
                turn.due = time.monotonic() + _take(turn)
        soonest = min(turn.due for turn in turns)
        stop.wait(max(0.01, min(soonest - time.monotonic(), 1.0)))


def _take(turn: _Turn) -> float:
    """Run one job once; seconds until its next turn."""
    close_old_connections()
    try:
        done = turn.job.run()
    except Exception:
        turn.failures += 1
        pause = _pause_after(turn.failures)
        log.exception("job %s failed, next try in %.1f s", turn.job.name, pause)
        return pause
    turn.failures = 0
    return 0.0 if done else turn.job.every_seconds


def _pause_after(failures: int) -> float:
    """Soon at first, whatever the pace of the job: an hourly job must not wait long for a short fault."""
    doublings = min(failures - 1, DOUBLINGS_MAX)
    return float(min(BACKOFF_SECONDS_FIRST * 2**doublings, BACKOFF_SECONDS_MAX))
