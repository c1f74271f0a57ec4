"""A pytest plugin: a skip needs a reason from the written list, and the counts are handed to `dev.run`."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

ALLOWED_SKIPS = Path(__file__).resolve().parent.parent / "tests/meta/allowed_skips.txt"


class HouseRules:
    """Counts outcomes and holds every skip against the written list."""

    def __init__(self, allowed: frozenset[str]) -> None:
        self.allowed = allowed
        self.counts: Counter[str] = Counter()
        self.unlisted: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a test once: by its call, or by the phase in which it ended early."""
        if report.skipped and not hasattr(report, "wasxfail"):
            self.counts["skipped"] += 1
            self.judge(report.nodeid, skip_reason(report.longrepr))
        elif hasattr(report, "wasxfail"):
            self.counts["xpassed" if report.passed else "xfailed"] += 1
        elif report.when == "call" or report.failed:
            self.counts[outcome(report)] += 1

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A module that skips or fails as a whole counts as well."""
        if report.skipped:
            self.counts["skipped"] += 1
            self.judge(report.nodeid, skip_reason(report.longrepr))
        elif report.failed:
            self.counts["error"] += 1

    def judge(self, nodeid: str, reason: str) -> None:
        """Remember a skip that the list does not allow."""
        if reason not in self.allowed:
            self.unlisted[nodeid] = reason

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail the run for an unlisted skip; leave the counts where the caller asked for them."""
        if self.unlisted and session.exitstatus == 0:
            session.exitstatus = 1
        kept = os.environ.get("CONGVAN_TEST_COUNTS")
        if kept:
            Path(kept).write_text(json.dumps(self.counts), "utf-8")

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Name each unlisted skip and where to look."""
        for nodeid, reason in self.unlisted.items():
            line = f"Bỏ qua không có trong {ALLOWED_SKIPS.name}: {nodeid}: {reason}"
            terminalreporter.write_line(line, red=True)


def pytest_configure(config: pytest.Config) -> None:
    """Enter the plugin with the list as it stands."""
    config.pluginmanager.register(HouseRules(allowed_skips(ALLOWED_SKIPS.read_text("utf-8"))), "house-rules")


def allowed_skips(text: str) -> frozenset[str]:
    """The reasons of the list: one a line, `#` starts a remark."""
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def skip_reason(longrepr: object) -> str:
    """The reason of a skip, without pytest's own prefix."""
    text = str(longrepr[2] if isinstance(longrepr, tuple) else longrepr)
    return re.sub(r"^Skipped: ", "", text)


def outcome(report: pytest.TestReport) -> str:
    """Pytest's word for a finished test: trouble outside the call is an error."""
    if report.failed and report.when != "call":
        return "error"
    return "passed" if report.passed else "failed"
