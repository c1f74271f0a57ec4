"""One supervisor for one home."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from congvan.sites.supervisor.errors import SupervisorError


@contextmanager
def held(home: Path) -> Iterator[None]:
    """Hold the home for as long as the block runs. The kernel lets go of it however the process ends."""
    handle = os.open(home / "supervisor.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        message = f"Hệ thống trong {home} đang chạy; hãy dừng nó trước (Ctrl-C ở cửa sổ đó)."
        raise SupervisorError("supervisor.already_running", message) from None
    try:
        yield
    finally:
        os.close(handle)
