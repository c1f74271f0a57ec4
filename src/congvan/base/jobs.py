"""What a worker does over and over: named jobs, each with its pace; a failure is logged and tried again."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import close_old_connections

log = logging.getLogger("congvan.jobs")
BACKOFF_SECONDS_MAX = 60.0


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
        pause: float = min(turn.job.every_seconds * 2**turn.failures, BACKOFF_SECONDS_MAX)
        log.exception("job %s failed, next try in %.1f s", turn.job.name, pause)
        return pause
    turn.failures = 0
    return 0.0 if done else turn.job.every_seconds
