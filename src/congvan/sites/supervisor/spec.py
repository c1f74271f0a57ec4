"""What the supervisor is told about one process."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

# An http:// address that answers below 500, the path of a Unix socket that accepts, a question, or nothing.
Ready = str | Path | Callable[[], bool] | None

GRACE_SECONDS = 15.0
READY_WITHIN_SECONDS = 90.0


@dataclass(frozen=True, kw_only=True)
class ProcessSpec:
    """One process: how to start it, how to know that it is ready, how to stop it."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)  # the whole environment, nothing is inherited
    cwd: Path = Path("/")
    address: str = ""  # what others reach it by, for processes.json
    ready: Ready = None
    ready_within_seconds: float = READY_WITHIN_SECONDS
    once: bool = False  # runs to its end before the next one starts, e.g. migrations
    before: Callable[[], None] | None = None  # called before every start, also a restart
    stop_signal: signal.Signals = signal.SIGTERM
    grace_seconds: float = GRACE_SECONDS  # between the stop signal and SIGKILL
    death_signal: signal.Signals = signal.SIGTERM  # what it gets when the supervisor dies
    account: tuple[int, int] | None = None  # uid, gid to run as when we are root
    port_holder: socket.socket | None = None  # keeps the port ours while the process is down
