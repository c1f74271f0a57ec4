"""Fixtures of the pages' tests: the node's cast and database, its signer process, and people who are signed in."""

import threading
from collections.abc import Iterator

import pytest

from congvan.signing.keys import ring_from_directory
from congvan.signing.signer import serve
from tests.node.conftest import committed, django_db_setup, node, template

__all__ = ["committed", "django_db_setup", "node", "template"]


@pytest.fixture(scope="session", autouse=True)
def signer() -> Iterator[None]:
    """The signer on the socket that the settings name, with the demo's keys."""
    from django.conf import settings

    site, stop = settings.SITE, threading.Event()
    path = site.path(site.signer_socket)
    keys = ring_from_directory(site.path(site.signer_keys))
    thread = threading.Thread(target=serve, args=(path, keys), kwargs={"stop": stop})
    thread.start()
    yield
    stop.set()
    thread.join(10)
