"""The other end of the signer's socket, for web processes."""

from __future__ import annotations

import base64
import socket
import threading
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from congvan.signing import wire
from congvan.signing.errors import KeyRefused
from congvan.signing.keys import KeyKind, check_batch, refusals

_REPLY_SECONDS = 60.0
"""A token or a service may take long to open; the signatures themselves take under a second."""

_PAUSES_SECONDS = (0.3, 0.6, 1.2, 2.4, 4.8)
"""How long a signer that went away is waited for, try after try; the supervisor starts it again soon."""


@dataclass(frozen=True)
class SignerClient:
    """Calls to the signer process; each raises KeyRefused with the signer's code, or "signer.unavailable"."""

    path: Path

    def labels(self) -> tuple[str, ...]:
        """The keys that the signer keeps; also a sign that it is alive."""
        return tuple(self.kinds())

    def kinds(self) -> dict[str, KeyKind]:
        """Who keeps each key; those of a file have a `caution` for the administrator."""
        return {label: KeyKind(kind) for label, kind in self._call({"do": "list"})["kinds"].items()}

    def chain(self, label: str) -> tuple[bytes, ...]:
        """The certificates of a key, DER, leaf first; no PIN needed."""
        return tuple(base64.b64decode(der) for der in self._call({"do": "chain", "label": label})["chain"])

    def sign_many(self, *, label: str, pin: str, items: Sequence[bytes]) -> Iterator[bytes]:
        """Have each attribute set signed under one PIN: one signature per item, in order, as soon as made.

        At most `keys.limits.ITEMS_MAX` items. Where it raises KeyRefused in the middle, the signatures given
        out before are good: ask again for the rest only.
        """
        check_batch(items)
        texts = [base64.b64encode(item).decode() for item in items]
        request = {"do": "sign", "label": label, "pin": pin, "items": texts}
        with closing(self._replies(request, count=len(items))) as replies:
            for index, reply in enumerate(replies):
                if reply.get("index") != index:
                    raise refusals.unavailable()
                yield base64.b64decode(reply["signature"])

    def sign_session(self, *, label: str, pin: str, items: Sequence[bytes]) -> Iterator[bytes]:
        """As `sign_many`; a signer that goes away is waited for and asked for the rest, same PIN.

        Each item is given out once. Raises "signer.unavailable" after nine fruitless seconds.
        """
        done = fruitless = 0
        while done < len(items):
            before = done
            try:
                for signature in self.sign_many(label=label, pin=pin, items=items[done:]):
                    done += 1
                    yield signature
            except KeyRefused as refused:
                fruitless = 0 if done > before else fruitless + 1
                if refused.code != refusals.UNAVAILABLE or fruitless >= len(_PAUSES_SECONDS):
                    raise
                threading.Event().wait(_PAUSES_SECONDS[fruitless])

    def sign(self, *, label: str, pin: str, attributes: bytes) -> bytes:
        """Have the attributes signed: a batch of one."""
        (signature,) = self.sign_many(label=label, pin=pin, items=(attributes,))
        return signature

    def key(self, *, label: str, pin: str) -> RemoteKey:
        """A Key for one signing by the person who just gave the PIN."""
        return RemoteKey(self, label, pin)

    def _call(self, request: Mapping[str, Any]) -> dict[str, Any]:
        (reply,) = self._replies(request, count=1)
        return reply

    def _replies(self, request: Mapping[str, Any], *, count: int) -> Generator[dict[str, Any], None, None]:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(_REPLY_SECONDS)
            try:
                connection.connect(str(self.path))
                wire.send(connection, request)
            except (OSError, wire.WireError) as error:
                raise refusals.unavailable() from error
            for _ in range(count):
                yield _next(connection)


def _next(connection: socket.socket) -> dict[str, Any]:
    try:
        reply = wire.receive(connection)
    except (OSError, wire.WireError) as error:
        raise refusals.unavailable() from error
    if "error" in reply:
        raise KeyRefused(reply["error"]["code"], reply["error"]["message"])
    return reply


@dataclass(frozen=True)
class RemoteKey:
    """A key in the signer process, with the PIN of this one request."""

    client: SignerClient
    label: str
    pin: str = field(repr=False)

    def certificate_chain(self) -> tuple[bytes, ...]:
        return self.client.chain(self.label)

    def sign(self, attributes: bytes) -> bytes:
        return self.client.sign(label=self.label, pin=self.pin, attributes=attributes)
