"""The signer process: the only one that touches private keys, on a Unix socket of its own user."""

from __future__ import annotations

import fcntl
import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from congvan.signing.attempts import Attempts
from congvan.signing.desk import Desk
from congvan.signing.errors import SigningError
from congvan.signing.keys import KeyRing

log = logging.getLogger(__name__)

SOCKET_PATH_BYTES_MAX: Final = 107
_WORKERS = 4
_WAITING_MAX = 16
_POLL_SECONDS = 0.2


def serve(
    socket_path: Path,
    keys: KeyRing,
    *,
    stop: threading.Event | None = None,
    monotonic: Callable[[], float] = time.monotonic,
) -> None:
    """Answer requests until `stop` is set. One process per socket; a socket left by a killed one is replaced.

    What is asked and answered: `desk.Desk`. PINs live in the request only: they are neither kept nor logged.
    Raises SigningError when another signer already serves this socket.
    """
    desk = Desk(keys, Attempts(monotonic))
    with _bound(socket_path) as listener, ThreadPoolExecutor(_WORKERS, thread_name_prefix="signer") as pool:
        listener.settimeout(_POLL_SECONDS)
        log.info("signer ready", extra={"keys": len(keys.keys)})
        while stop is None or not stop.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            pool.submit(desk.answer, connection)


@contextmanager
def _bound(path: Path) -> Iterator[socket.socket]:
    """A listening socket of mode 0600, alone by a lock that a killed process gives up by dying."""
    if len(os.fsencode(path)) > SOCKET_PATH_BYTES_MAX:
        raise SigningError(
            "signer.path", "Đường dẫn ổ cắm của tiến trình ký quá dài: hãy đặt thư mục ngắn hơn."
        )
    lock = os.open(f"{path}.lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SigningError(
                "signer.running", "Tiến trình ký đang chạy: không chạy tiến trình thứ hai."
            ) from error
        path.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
            old_mask = os.umask(0o177)
            try:
                listener.bind(str(path))
            finally:
                os.umask(old_mask)
            listener.listen(_WAITING_MAX)
            yield listener
        path.unlink(missing_ok=True)
    finally:
        os.close(lock)
