"""Bind first; on a busy port the next."""

from __future__ import annotations

import socket

import pytest

from congvan.sites import ports
from congvan.sites.ports import reserve_port
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


def test_a_reserved_port_is_taken_for_others_though_nobody_serves_it(taken):
    with reserve_port(taken) as first, reserve_port(first.getsockname()[1]) as second:
        ports_held = {taken, first.getsockname()[1], second.getsockname()[1]}
        assert len(ports_held) == 3
        assert find_port(first.getsockname()[1]) not in ports_held


def test_a_server_that_shares_can_serve_a_reserved_port():
    with reserve_port(0) as held, socket.socket() as server, socket.socket() as client:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        server.bind(held.getsockname())
        server.listen()
        client.connect(held.getsockname())
        answered, caller = server.accept()
        with answered:
            assert caller == client.getsockname()


def test_a_reserved_port_is_free_again_when_let_go():
    with reserve_port(0) as held:
        port = held.getsockname()[1]
    assert find_port(port) == port
