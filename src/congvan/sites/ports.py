"""Ports on the loopback address: bind first, on a busy port take the next (architecture §6.13)."""

from __future__ import annotations

import errno
import socket

LOOPBACK = "127.0.0.1"
PORT_TRIES_MAX = 200
PORT_LAST = 65535


class NoFreePort(Exception):
    """Không còn cổng trống gần cổng đã chọn; hãy đổi cổng trong site.toml."""


def find_port(preferred: int, *, host: str = LOOPBACK) -> int:
    """The first port from `preferred` on that could be bound just now; 0 lets the system choose one.

    Another program may take it before its user binds: whoever binds must still be ready to fail.
    """
    if preferred == 0:
        return bound(0, host)
    for port in range(preferred, min(preferred + PORT_TRIES_MAX, PORT_LAST + 1)):
        try:
            return bound(port, host)
        except OSError as error:
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
    raise NoFreePort(f"{host}:{preferred}")


def bound(port: int, host: str) -> int:
    """Bind `port` and give it back; OSError where it is taken."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a connection in TIME_WAIT is no owner
        probe.bind((host, port))
        return int(probe.getsockname()[1])


def reserve_port(preferred: int, *, host: str = LOOPBACK) -> socket.socket:
    """Hold the first free port from `preferred` on: others find it taken, also while its server is down.

    The server itself shares it by SO_REUSEPORT. That option also lets two web servers serve one port in turns
    with neither noticing, so a port that was only looked at is not safe. Held while the socket is open.
    """
    while True:
        port = find_port(preferred, host=host)
        holder = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            holder.bind((host, port))  # first without sharing: of two that found it free, one gets it
        except OSError as error:
            holder.close()
            if error.errno != errno.EADDRINUSE:
                raise
            preferred = port + 1
            continue
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        return holder
