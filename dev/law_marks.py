"""A pytest plugin: which tests that ran prove which clauses, handed to `dev.run` as JSON.

A test counts for its clauses when it passed, in every form that ran. One that was skipped for a listed reason
(dev.house_rules fails all others) counts too, but apart: on another machine it runs.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

WANTED = "CONGVAN_LAW_MARKS"
Marks = dict[str, list[str]]
"""Clause → tests, sorted."""


class LawMarks:
    """Remembers the clauses of each collected test and how it ended."""

    def __init__(self) -> None:
        self.clauses: dict[str, set[str]] = {}
        self.proved: set[str] = set()
        self.skipped: set[str] = set()
        self.failed: set[str] = set()

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Read the marks while the tests are at hand; reports carry names only."""
        for item in session.items:
            marked = {ref for mark in item.iter_markers("law") for ref in mark.args}
            if marked:
                self.clauses.setdefault(whole(item.nodeid), set()).update(marked)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test in several forms is proved when one passed and none failed."""
        test = whole(report.nodeid)
        if report.failed or hasattr(report, "wasxfail"):
            self.failed.add(test)
        elif report.skipped:
            self.skipped.add(test)
        elif report.when == "call":
            self.proved.add(test)

    def pytest_sessionfinish(self) -> None:
        """Leave the marks where the caller asked for them."""
        kept = os.environ.get(WANTED)
        if kept:
            Path(kept).write_text(json.dumps(self.found()), "utf-8")

    def found(self) -> dict[str, Marks]:
        """The marks of passed tests, and of skipped ones apart."""
        proved = self.proved - self.failed
        return {
            "passed": by_clause(self.clauses, proved),
            "skipped": by_clause(self.clauses, self.skipped - proved - self.failed),
        }


def pytest_configure(config: pytest.Config) -> None:
    """Enter the plugin."""
    config.pluginmanager.register(LawMarks(), "law-marks")


def whole(nodeid: str) -> str:
    """A test without the form in which it ran."""
    return nodeid.partition("[")[0]


def by_clause(clauses: Mapping[str, set[str]], tests: Iterable[str]) -> Marks:
    """Clause → tests, of the tests named."""
    found: dict[str, list[str]] = {}
    for test in sorted(tests):
        for clause in sorted(clauses.get(test, ())):
            found.setdefault(clause, []).append(test)
    return dict(sorted(found.items()))


def merged(parts: Iterable[Mapping[str, Marks]]) -> dict[str, Marks]:
    """The marks of several runs as one."""
    whole_run: dict[str, Marks] = {"passed": {}, "skipped": {}}
    for part in parts:
        for outcome, marks in part.items():
            for clause, tests in marks.items():
                known = whole_run[outcome].setdefault(clause, [])
                known[:] = sorted({*known, *tests})
    return {outcome: dict(sorted(marks.items())) for outcome, marks in whole_run.items()}
