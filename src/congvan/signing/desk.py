"""What the signer process answers: which keys there are, their certificates, and signatures under one PIN."""

from __future__ import annotations

import base64
import binascii
import logging
import socket
import threading
import traceback
from collections import defaultdict
from collections.abc import Generator, Iterator
from contextlib import closing
from typing import Any

from congvan.signing import wire
from congvan.signing.attempts import Attempts
from congvan.signing.errors import KeyRefused
from congvan.signing.keys import KeyRing, LockedKey, check_batch, refusals

log = logging.getLogger(__name__)

_CLIENT_SECONDS = 10.0
"""A client that reads no answer for this long is given up, and the keeper of its key is free again."""

_LABEL_CHARACTERS_MAX = 200
_PIN_CHARACTERS_MAX = 128


class Desk:
    """Answers one request after the other; shared by the worker threads.

    {"do": "list"} → {"kinds": {label: kind}}; {"do": "chain", "label"} → {"chain": [base64]};
    {"do": "sign", "label", "pin", "items": [base64]} → {"index": 0, "signature": base64}, {"index": 1, …} …,
    each as soon as it is made; {"error": {"code", "message"}} wherever the answer ends early.
    """

    def __init__(self, keys: KeyRing, attempts: Attempts) -> None:
        self._keys = keys
        self._attempts = attempts
        # A PKCS#11 module allows one login per process, and guesses of a PIN must not run side by side.
        self._at_work: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def answer(self, connection: socket.socket) -> None:
        """Read one request, answer it, hang up; a broken client costs nothing but its own connection."""
        with connection:
            connection.settimeout(_CLIENT_SECONDS)
            try:
                with closing(self._replies(wire.receive(connection))) as replies:
                    for reply in replies:
                        wire.send(connection, reply)
            except (wire.WireError, OSError) as error:
                log.warning("signer client failed: %s", type(error).__name__)
            except Exception as error:  # noqa: BLE001 - the last place that sees a bug of a worker thread
                # Its words may hold what was asked for, the PIN too: only where it happened is logged.
                places = "".join(traceback.format_tb(error.__traceback__))
                log.error("signer failed: %s\n%s", type(error).__name__, places)  # noqa: TRY400 - see above

    def _replies(self, request: dict[str, Any]) -> Generator[dict[str, Any], None, None]:
        try:
            yield from self._do(request)
        except KeyRefused as refused:
            log.info("signer refused: %s", refused.code)
            yield {"error": {"code": refused.code, "message": refused.message}}

    def _do(self, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        match request.get("do"):
            case "list":
                yield {"kinds": self._keys.kinds()}
            case "chain":
                key = self._keys.get(_text(request, "label", _LABEL_CHARACTERS_MAX))
                yield {"chain": [base64.b64encode(der).decode() for der in key.certificate_chain()]}
            case "sign":
                for index, signature in enumerate(self._sign(request)):
                    yield {"index": index, "signature": base64.b64encode(signature).decode()}
            case _:
                raise refusals.malformed()

    def _sign(self, request: dict[str, Any]) -> Iterator[bytes]:
        label = _text(request, "label", _LABEL_CHARACTERS_MAX)
        pin = _text(request, "pin", _PIN_CHARACTERS_MAX)
        items = _items(request)
        key = self._keys.get(label)
        with self._at_work[key.keeper]:
            if (wait := self._attempts.wait_for(key.keeper)) > 0:
                raise refusals.slow_down(wait)
            count = 0
            try:
                for signature in key.sign_many(items, pin=pin):
                    self._attempts.record_right(key.keeper)
                    count += 1
                    yield signature
            except KeyRefused as refused:
                raise self._counted(refused, key) from refused
            finally:
                log.info("signed", extra={"key": label, "signatures": count, "asked": len(items)})

    def _counted(self, refused: KeyRefused, key: LockedKey) -> KeyRefused:
        """The refusal; that of a wrong PIN with what it means for the next attempt."""
        if refused.code != refusals.WRONG_PIN:
            return refused
        left = self._attempts.record_wrong(key.keeper)
        return refusals.wrong_pin(left=left, wait=self._attempts.wait_for(key.keeper))


def _items(request: dict[str, Any]) -> tuple[bytes, ...]:
    texts = request.get("items")
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise refusals.malformed()
    try:
        items = tuple(base64.b64decode(text, validate=True) for text in texts)
    except (binascii.Error, ValueError) as error:
        raise refusals.malformed() from error
    check_batch(items)
    return items


def _text(request: dict[str, Any], name: str, characters_max: int) -> str:
    value = request.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= characters_max or not value.isprintable():
        raise refusals.malformed()
    return value
