"""Fixtures of the console's tests: people and traffic inside one process, through the real protocol."""

import httpx
import pytest
from django.test import Client

from congvan.sites.demo.peer import Peer
from tests.hub import seed
from tests.hub.cast import EDUCATION, FOREIGN, KEYS, LOGIN, PASSWORD, PROVINCE
from tests.hub.console import story

CALLED_WITH = ("Authorization", "Packet-Id")


class InProcess(httpx.BaseTransport):
    """Calls go to this very process, inside the transaction of the test."""

    def handle_request(self, request):
        response = Client(raise_request_exception=False).generic(
            request.method,
            request.url.raw_path.decode(),
            data=request.read(),
            headers={name: request.headers[name] for name in CALLED_WITH if name in request.headers},
        )
        return httpx.Response(response.status_code, headers=dict(response.items()), content=response.content)


@pytest.fixture
def cast(db):
    """Members, agencies and the operator's account."""
    seed.enroll_all()


@pytest.fixture
def peers(cast):
    """The three members, each calling this very process."""
    opened = {
        code: Peer("http://testserver", code, KEYS[code], transport=InProcess())
        for code in (PROVINCE, EDUCATION, FOREIGN)
    }
    yield opened
    for one in opened.values():
        one.close()


@pytest.fixture
def traffic(peers):
    """One packet of each fate; the answers of the hub by name."""
    return story.of_each_fate(peers[PROVINCE], peers[EDUCATION], peers[FOREIGN])


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def operator(cast, client) -> Client:
    """A browser in which the operator has signed in, as a person does it."""
    response = client.post("/truc/dang-nhap", {"login": LOGIN, "password": PASSWORD})
    assert response.status_code == 303
    return client
