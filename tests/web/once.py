"""What is made once and serves several checks, each of which is rolled back to it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def rolled_back() -> Iterator[None]:
    """A transaction that ends without a trace. Acts, which demand an outermost one, take it for the test's own."""
    outer = transaction.atomic()
    outer._from_testcase = True  # as django.test.TestCase marks its own
    with outer:
        yield
        connection.check_constraints()
        transaction.set_rollback(True)
