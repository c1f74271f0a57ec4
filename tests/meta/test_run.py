"""What `make test` concludes: only a whole run that passed says which clauses are proved, and then the page must agree."""

from __future__ import annotations

import json
import threading
from collections import Counter

import pytest

from dev import run

MARKS = {"passed": {"QD11/D5.K1": ["tests/a.py::test_it"]}, "skipped": {}}


@pytest.fixture
def house(monkeypatch, tmp_path):
    """A run of two suites, of which the second ends as told; nothing is really started."""
    kept = tmp_path / "build/law-marks.json"
    monkeypatch.setattr(run, "LAW_MARKS", kept)
    monkeypatch.setattr(
        run,
        "suites",
        lambda: [run.Suite("one", ("a",), "", quick=True), run.Suite("two", ("b",), "", quick=False)],
    )
    asked = []

    def ends(*, passed, page_agrees):
        outcome = Counter(passed=3) if passed else Counter(passed=2, failed=1)
        ended = {"one": (True, Counter(passed=1)), "two": (passed, outcome)}
        monkeypatch.setattr(run, "pytest", lambda suite: run.Outcome(*map(_copy, ended[suite.name]), [MARKS]))
        monkeypatch.setattr(run, "called", lambda *command: asked.append(command[1:]) or page_agrees)
        return run.everything_passes(), kept, asked

    return ends


def _copy(value):
    return value.copy() if isinstance(value, Counter) else value


def test_a_whole_run_leaves_its_marks_and_asks_whether_the_page_agrees(house, capsys):
    passed, kept, asked = house(passed=True, page_agrees=True)
    assert passed
    assert json.loads(kept.read_text("utf-8")) == MARKS
    assert asked == [("-m", "dev.docs.make_law_coverage", "check")]
    assert capsys.readouterr().out == "\n4 passed, 0 failed\n"


def test_a_page_that_disagrees_fails_the_run_and_can_be_renewed(house):
    passed, kept, _ = house(passed=True, page_agrees=False)
    assert not passed
    assert kept.exists(), "make docs needs the marks"


def test_a_failed_run_proves_nothing(house):
    _, kept, _ = house(passed=True, page_agrees=True)
    passed, kept, asked = house(passed=False, page_agrees=True)
    assert not passed
    assert not kept.exists(), "the marks of an earlier run are no longer true"
    assert len(asked) == 1, "the page is asked after whole runs only"


def test_a_run_leaves_out_what_another_one_has_inside_its_folders():
    found = {suite.name: suite for suite in run.suites()}
    assert found["meta"].ignore == ("tests/meta/test_mutations.py",)
    assert found["mutations"].folders == found["meta"].ignore
    assert not found["mutations"].quick


def test_nothing_runs_beside_one_that_is_alone(monkeypatch):
    under_way, seen = set(), {}

    def runs(suite):
        under_way.add(suite.name)
        met = set(under_way)
        if not suite.alone:
            both.wait()
            met = set(under_way)
            both.wait()
        seen[suite.name] = met
        under_way.remove(suite.name)
        return run.Outcome(counts=Counter(passed=1))

    both = threading.Barrier(2, timeout=10)
    monkeypatch.setattr(run, "LANES", 2)
    monkeypatch.setattr(run, "pytest", runs)
    chosen = [run.Suite(name, (), "", quick=False, alone=name == "c") for name in "abc"]
    assert run.run_suites(chosen).passed
    assert seen == {"a": {"a", "b"}, "b": {"a", "b"}, "c": {"c"}}
