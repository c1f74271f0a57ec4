"""Bind first; on a busy port the next."""

from __future__ import annotations

import socket

import pytest

from congvan.sites import ports
from congvan.sites.supervisor import find_port


@pytest.fixture
def taken():
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        yield busy.getsockname()[1]


def test_preferred_port_when_free(taken):
    free = find_port(0)
    assert find_port(free) == free != taken


def test_next_port_when_busy(taken):
    assert find_port(taken) > taken


def test_no_port_left(taken, monkeypatch):
    monkeypatch.setattr(ports, "PORT_TRIES_MAX", 1)
    with pytest.raises(ports.NoFreePort):
        find_port(taken)
