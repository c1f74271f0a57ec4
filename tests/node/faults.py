"""Failures on purpose: at the Nth statement of a database connection, or when it commits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import OperationalError, connection


class Injected(OperationalError):
    """The failure that a test asked for."""


@dataclass
class Statements:
    """Counts statements and fails once: before the `at`-th runs, or after it ran. 0 never fails."""

    at: int = 0
    after: bool = False
    count: int = 0
    failed: bool = False

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count += 1
        due = self.count == self.at and not self.failed
        if due and not self.after:
            self._fail()
        result = execute(sql, params, many, context)
        if due:
            self._fail()
        return result

    def _fail(self) -> None:
        self.failed = True
        raise Injected(f"statement {self.at}")


@contextmanager
def failing(*, at: int, after: bool = False) -> Iterator[Statements]:
    """Within the block the `at`-th statement fails."""
    statements = Statements(at=at, after=after)
    with connection.execute_wrapper(statements):
        yield statements


@contextmanager
def failing_commit() -> Iterator[None]:
    """Within the block the first commit fails, as when the server goes away."""
    usual = connection._commit

    def fail() -> None:
        connection._commit = usual
        raise Injected("commit")

    connection._commit = fail
    try:
        yield
    finally:
        connection._commit = usual
