"""The other end of the signer's socket, for web processes."""

from __future__ import annotations

import base64
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from congvan.signing import wire
from congvan.signing.errors import KeyRefused

_CALL_SECONDS = 60.0
"""A token may take long; the signature itself takes under a second."""


@dataclass(frozen=True)
class SignerClient:
    """Calls to the signer process; each raises KeyRefused with the signer's code, or "signer.unavailable"."""

    path: Path

    def labels(self) -> tuple[str, ...]:
        """The keys that the signer keeps; also a sign that it is alive."""
        return tuple(self._call({"do": "list"})["labels"])

    def chain(self, label: str) -> tuple[bytes, ...]:
        """The certificates of a key, DER, leaf first; no PIN needed."""
        return tuple(base64.b64decode(der) for der in self._call({"do": "chain", "label": label})["chain"])

    def sign(self, *, label: str, pin: str, attributes: bytes) -> bytes:
        """Have the attributes signed."""
        data = base64.b64encode(attributes).decode()
        reply = self._call({"do": "sign", "label": label, "pin": pin, "data": data})
        return base64.b64decode(reply["signature"])

    def key(self, *, label: str, pin: str) -> RemoteKey:
        """A Key for one signing by the person who just gave the PIN."""
        return RemoteKey(self, label, pin)

    def _call(self, request: Mapping[str, Any]) -> dict[str, Any]:
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
                connection.settimeout(_CALL_SECONDS)
                connection.connect(str(self.path))
                wire.send(connection, request)
                reply = wire.receive(connection)
        except (OSError, wire.WireError) as error:
            raise KeyRefused(
                "signer.unavailable",
                "Tiến trình ký số chưa sẵn sàng: hãy thử lại sau ít phút hoặc báo người quản trị.",
            ) from error
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
