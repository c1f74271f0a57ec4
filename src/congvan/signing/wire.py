"""Messages between a web process and the signer: four length bytes, then one JSON object, bounded."""

from __future__ import annotations

import json
import socket
from collections.abc import Mapping
from typing import Any

from congvan.signing import limits

_LENGTH_BYTES = 4


class WireError(Exception):
    """The other side broke the framing or went away in the middle."""


def send(connection: socket.socket, message: Mapping[str, Any]) -> None:
    """Send one message; WireError when it is over the bound."""
    body = json.dumps(message, separators=(",", ":")).encode()
    if len(body) > limits.MESSAGE_BYTES_MAX:
        raise WireError("message too large")
    connection.sendall(len(body).to_bytes(_LENGTH_BYTES, "big") + body)


def receive(connection: socket.socket) -> dict[str, Any]:
    """Read one message; WireError when it is cut off, too large or not a JSON object."""
    length = int.from_bytes(_exactly(connection, _LENGTH_BYTES), "big")
    if not 0 < length <= limits.MESSAGE_BYTES_MAX:
        raise WireError("message length out of bounds")
    try:
        message = json.loads(_exactly(connection, length))
    except (ValueError, RecursionError) as error:
        raise WireError("message is not JSON") from error
    if not isinstance(message, dict):
        raise WireError("message is not an object")
    return message


def _exactly(connection: socket.socket, count: int) -> bytes:
    data = bytearray()
    while len(data) < count:
        chunk = connection.recv(count - len(data))
        if not chunk:
            raise WireError("connection closed")
        data += chunk
    return bytes(data)
