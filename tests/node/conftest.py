"""Fixtures of the node's tests: one cast for all, a cloned database for tests that commit."""

import itertools
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import setup_databases

TEMPLATE = "congvan_cast"
_clones = itertools.count(1)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker) -> Iterator[None]:
    """Build the cast once and commit it: each test rolls back to it. The cluster takes the database with it."""
    from tests.node import cast
    from tests.node.settings import LENT

    with django_db_blocker.unblock():
        setup_databases(
            verbosity=0, interactive=False, aliases={"default"}, serialized_aliases=set(), keepdb=bool(LENT)
        )
        cast.build()
    yield
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture
def node(db) -> None:
    """A node with its cast, in a transaction that is rolled back; deferred constraints are checked at the end."""


@pytest.fixture(scope="session")
def template(django_db_setup, django_db_blocker) -> Iterator[str]:
    """The cast in a database that nobody uses, to be cloned: append-only tables cannot be flushed."""
    from tests.node.settings import CLUSTER

    with django_db_blocker.unblock():
        connection.close()
        CLUSTER.create_database(TEMPLATE, template=connection.settings_dict["NAME"])
    yield TEMPLATE
    CLUSTER.drop_database(TEMPLATE)


@pytest.fixture
def committed(template, django_db_blocker) -> Iterator[str]:
    """The URL of a clone on which this test, its threads and its processes really commit."""
    from tests.node.settings import CLUSTER

    name, usual = f"congvan_clone_{next(_clones)}", connection.settings_dict["NAME"]
    url = CLUSTER.create_database(name, template=template)
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = name
        yield url
        connection.close()
        connection.settings_dict["NAME"] = usual
    CLUSTER.drop_database(name)
