"""The signer process: the only one that touches private keys, on a Unix socket of its own user."""

from __future__ import annotations

import base64
import binascii
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
from typing import Any, Final

from congvan.signing import limits, wire
from congvan.signing.attempts import Attempts
from congvan.signing.errors import KeyRefused, SigningError
from congvan.signing.keys import KeyRing

log = logging.getLogger(__name__)

SOCKET_PATH_BYTES_MAX: Final = 107
_WORKERS = 4
_WAITING_MAX = 16
_CLIENT_SECONDS = 10.0
_POLL_SECONDS = 0.2
_LABEL_CHARACTERS_MAX = 200
_PIN_CHARACTERS_MAX = 128


def serve(
    socket_path: Path,
    keys: KeyRing,
    *,
    stop: threading.Event | None = None,
    monotonic: Callable[[], float] = time.monotonic,
) -> None:
    """Answer requests until `stop` is set. One process per socket; a socket left by a killed one is replaced.

    Requests: {"do": "sign", "label", "pin", "data": base64} → {"signature": base64};
    {"do": "chain", "label"} → {"chain": [base64]}; {"do": "list"} → {"labels": []};
    else {"error": {"code", "message"}}. PINs live in the request only: they are neither kept nor logged.
    Raises SigningError when another signer already serves this socket.
    """
    desk = _Desk(keys, Attempts(monotonic))
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


class _Desk:
    """Answers one request after the other; shared by the worker threads."""

    def __init__(self, keys: KeyRing, attempts: Attempts) -> None:
        self._keys = keys
        self._attempts = attempts
        self._token = threading.Lock()  # PKCS#11 modules allow one login per process

    def answer(self, connection: socket.socket) -> None:
        """Read one request, answer it, hang up; a broken client costs nothing but its own connection."""
        with connection:
            connection.settimeout(_CLIENT_SECONDS)
            try:
                wire.send(connection, self._reply(wire.receive(connection)))
            except (wire.WireError, OSError) as error:
                log.warning("signer client failed: %s", type(error).__name__)

    def _reply(self, request: dict[str, Any]) -> dict[str, Any]:
        try:
            return self._do(request)
        except KeyRefused as refused:
            log.info("signer refused: %s", refused.code)
            return {"error": {"code": refused.code, "message": refused.message}}

    def _do(self, request: dict[str, Any]) -> dict[str, Any]:
        match request.get("do"):
            case "list":
                return {"labels": sorted(self._keys.keys)}
            case "chain":
                key = self._keys.get(_text(request, "label", _LABEL_CHARACTERS_MAX))
                return {"chain": [base64.b64encode(der).decode() for der in key.certificate_chain()]}
            case "sign":
                return {"signature": base64.b64encode(self._sign(request)).decode()}
            case _:
                raise _malformed()

    def _sign(self, request: dict[str, Any]) -> bytes:
        label = _text(request, "label", _LABEL_CHARACTERS_MAX)
        pin = _text(request, "pin", _PIN_CHARACTERS_MAX)
        try:
            data = base64.b64decode(_text(request, "data", limits.MESSAGE_BYTES_MAX), validate=True)
        except binascii.Error as error:
            raise _malformed() from error
        key = self._keys.get(label)
        with self._token:
            wait = self._attempts.wait_for(label)
            if wait > 0:
                raise KeyRefused(
                    "signer.slow_down",
                    f"Đã nhập sai mã PIN nhiều lần: hãy đợi {int(wait) + 1} giây rồi thử lại.",
                )
            try:
                signature = key.sign(data, pin=pin)
            except KeyRefused as refused:
                if refused.code == "signer.wrong_pin":
                    raise self._wrong_pin(label) from refused
                raise
            self._attempts.record_right(label)
        log.info("signed", extra={"key": label})
        return signature

    def _wrong_pin(self, label: str) -> KeyRefused:
        """The refusal with what it means for the next attempt."""
        left = self._attempts.record_wrong(label)
        if left:
            after = f"Còn {left} lần thử, sau đó phải đợi."
        else:
            after = f"Hãy đợi {int(self._attempts.wait_for(label)) + 1} giây rồi thử lại."
        return KeyRefused("signer.wrong_pin", f"Mã PIN không đúng. {after}")


def _text(request: dict[str, Any], name: str, characters_max: int) -> str:
    value = request.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= characters_max:
        raise _malformed()
    return value


def _malformed() -> KeyRefused:
    return KeyRefused("signer.malformed", "Yêu cầu ký không hợp lệ: hãy tải lại trang rồi thử lại.")
