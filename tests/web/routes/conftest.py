"""One example for each route: made once, in a transaction that stays open while the checks of that route run."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from tests.web.routes.prepared import Prepared, prepare


@pytest.fixture(scope="package")
def prepared(request, django_db_setup, django_db_blocker) -> Iterator[Prepared]:
    """The example of a route, with its person signed in and the form before them.

    pytest runs all checks of one route one after the other, over all modules of this folder; each of them is rolled
    back to this point by its own `node`, so that none sees what another did.
    """
    with django_db_blocker.unblock(), rolled_back():
        yield prepare(request.param)


@contextmanager
def rolled_back() -> Iterator[None]:
    """A transaction around those of the tests: acts, which demand an outermost one, take it for the test's own."""
    outer = transaction.atomic()
    outer._from_testcase = True  # as django.test.TestCase marks its own
    with outer:
        yield
        connection.check_constraints()
        transaction.set_rollback(True)
