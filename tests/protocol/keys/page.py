"""What the page does towards the local service, without a browser: one WebSocket (RFC 6455), one text each way."""

import base64
import os
import socket
import ssl
import threading
from urllib.parse import urlsplit

from congvan.signing.agent import AgentCall, absent

ORIGIN = "https://vanphong.example.vn"
TRIES_MAX = 100
CALL_SECONDS = 10
TEXT, MASKED, FINAL = 0x1, 0x80, 0x80


def pipe(call: AgentCall, trusted: ssl.SSLContext, *, origin: str = ORIGIN) -> str:
    """Connect, send, receive, close; again for a while where the service is not there, or dies before it answers."""
    for _ in range(TRIES_MAX):
        try:
            return _once(call, trusted, origin)
        except OSError:
            threading.Event().wait(0.1)  # polls the state of another process, bounded to 10 s
    raise absent()


def _once(call: AgentCall, trusted: ssl.SSLContext, origin: str) -> str:
    parts = urlsplit(call.address)
    with (
        socket.create_connection((parts.hostname, parts.port), timeout=CALL_SECONDS) as plain,
        trusted.wrap_socket(plain, server_hostname=parts.hostname) as connection,
        connection.makefile("rb") as received,
    ):
        nonce = base64.b64encode(os.urandom(16)).decode()
        connection.sendall(
            f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nOrigin: {origin}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {nonce}\r\n\r\n".encode()
        )
        status = received.readline()
        while received.readline().strip():
            pass
        if b" 101 " not in status:
            raise ConnectionError(status)
        connection.sendall(_frame(call.text.encode()))
        return _read(received).decode()


def _frame(body: bytes) -> bytes:
    mask = os.urandom(4)
    length = bytes([MASKED | 126]) + len(body).to_bytes(2, "big")
    return bytes([FINAL | TEXT]) + length + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(body))


def _read(received) -> bytes:
    head = received.read(2)
    if len(head) < 2 or head[0] != FINAL | TEXT:
        raise ConnectionError("no text")
    length = head[1]
    if length >= 126:
        length = int.from_bytes(received.read(2 if length == 126 else 8), "big")
    return received.read(length)
