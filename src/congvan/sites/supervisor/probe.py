"""Is a process ready? One short question; the supervisor asks again."""

from __future__ import annotations

import http.client
import socket
from pathlib import Path
from urllib.parse import urlsplit

from congvan.sites.supervisor.spec import Ready

PROBE_SECONDS_MAX = 1.0
SERVER_ERROR = 500


def is_ready(ready: Ready) -> bool:
    """Ask once, for at most a second."""
    if ready is None:
        return True
    if isinstance(ready, Path):
        return socket_accepts(ready)
    if isinstance(ready, str):
        return page_answers(ready)
    return ready()


def socket_accepts(path: Path) -> bool:
    """Whether somebody listens on a Unix socket."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(PROBE_SECONDS_MAX)
        try:
            client.connect(str(path))
        except OSError:
            return False
    return True


def page_answers(url: str) -> bool:
    """Whether an http:// address answers without a server error."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PROBE_SECONDS_MAX)
    try:
        connection.request("GET", parts.path or "/")
        return connection.getresponse().status < SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
