"""Only what ran and passed proves a clause; the page of coverage says what is open and stays true in between."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import tomllib

from congvan.law.refs import LawRef, require
from congvan.law.texts import clauses
from dev.docs import make_law_coverage as coverage
from dev.docs.citations import rows
from dev.law_marks import WANTED, merged
from dev.repository import ROOT, python_files

RAN = """
import pytest
law = pytest.mark.law

@law("QD11/D5.K1")
def test_passes(): pass

@law("QD11/D5.K2")
def test_fails(): assert False

@law("QD11/D5.K3")
@pytest.mark.parametrize("form", [1, 2])
def test_fails_in_one_form(form): assert form == 1

@law("QD11/D6.K1")
@pytest.mark.parametrize("form", [1, 2])
def test_passes_in_both(form): pass

@law("QD11/D6.K2")
def test_cannot_run_here(): pytest.skip("vì thế")

@law("QD11/D7.K1")
def test_wrong_before_it_begins(gone): pass
"""


def test_only_tests_that_passed_prove_a_clause(tmp_path):
    (tmp_path / "test_it.py").write_text(RAN, "utf-8")
    kept = tmp_path / "marks.json"
    own = {"PYTHONPATH": str(ROOT), WANTED: str(kept), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    plugins = ["-p", "dev.law_marks", "-p", "no:cacheprovider"]
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-c",
        os.devnull,
        "--rootdir",
        str(tmp_path),
        *plugins,
        ".",
    ]
    subprocess.run(command, env=os.environ | own, cwd=tmp_path, capture_output=True, check=False)
    assert json.loads(kept.read_text("utf-8")) == {
        "passed": {
            "QD11/D5.K1": ["test_it.py::test_passes"],
            "QD11/D6.K1": ["test_it.py::test_passes_in_both"],
        },
        "skipped": {"QD11/D6.K2": ["test_it.py::test_cannot_run_here"]},
    }


def test_marks_of_several_runs_add_up():
    one = {"passed": {"QD11/D5.K1": ["b"]}, "skipped": {}}
    other = {"passed": {"QD11/D5.K1": ["a", "b"], "QD11/D2.K2": ["c"]}, "skipped": {"QD11/D4": ["d"]}}
    assert merged([one, other]) == {
        "passed": {"QD11/D2.K2": ["c"], "QD11/D5.K1": ["a", "b"]},
        "skipped": {"QD11/D4": ["d"]},
    }


def test_a_clause_without_its_test_is_open():
    proved = {"QD11/D5.K6": ["tests/a.py::test_it"]}
    found = {row.clause.id: row for row in rows(proved)}
    assert found["QD11/D5.K6.b"].missing == (), "a parent that is cited counts for its parts"
    assert found["QD11/D5.K1"].missing == ("kiểm thử",), "a part that is cited does not count for its parent"
    assert found["QD11/D5.K5"].missing == ("kiểm thử",)
    assert found["QD11/D11.K2"].missing == ("việc hay quy tắc", "kiểm thử")


def test_a_heading_without_words_is_proved_by_its_parts():
    found = {row.clause.id: row for row in rows({"QD11/D8.K2.b.P2": ["tests/a.py::test_it"]})}
    assert not found["QD11/D8.K2.b"].clause.text
    assert found["QD11/D8.K2.b"].missing == ()
    assert found["QD11/D8.K2.b.P1"].missing == ("kiểm thử",)


def test_the_page_reads_back_what_it_says(tmp_path):
    marks = {
        "QD11/D5.K6.b": ["tests/a.py::test_it"],
        "QD11/D7": ["tests/b.py::test_all"],
        "QD11/D8.K2.b.P2": ["tests/c.py::test_it"],
    }
    page = tmp_path / "page.md"
    page.write_text(coverage.page(marks), "utf-8")
    named = coverage.named_on(page)
    assert named["QD11/D5.K6.b"] == ["tests/a.py::test_it"]
    assert named["QD11/D7.K4"] == ["tests/b.py::test_all"]
    assert coverage.page(named) == page.read_text("utf-8")


def test_a_page_without_a_test_that_ran_is_stale():
    assert coverage.page({"QD11/D5.K6.b": ["tests/a.py::test_it"]}) != coverage.page({})


def test_every_test_that_the_page_names_is_there():
    named = {test for tests in coverage.named_on(coverage.PAGE).values() for test in tests}
    defined = {
        f"{path.relative_to(ROOT).as_posix()}::{node.name}"
        for path, tree in python_files(ROOT / "tests")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    }
    functions = {f"{test.split('::')[0]}::{test.split('::')[-1]}" for test in named}
    assert sorted(functions - defined) == []


def test_every_mark_cites_a_clause_that_exists():
    cited = [
        argument.value
        for path, tree in python_files(ROOT / "tests")
        if path.parent.name != "meta"
        for node in ast.walk(tree)
        if is_mark(node)
        for argument in node.args
        if isinstance(argument, ast.Constant)
    ]
    assert cited, "no test cites the law"
    assert require(*cited)


def test_a_conformance_test_named_by_its_clause_is_marked_with_one():
    """`test_d5_k6_b_…` without its mark would not count for QD11/D5.K6.b."""
    unmarked = [
        f"{path.name}::{node.name}"
        for path, tree in python_files(ROOT / "tests")
        if path.parent.name == "qd11" and not any(map(is_mark, ast.walk(whole_file_mark(tree))))
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith(("test_d", "test_qd"))
        if not any(map(is_mark, node.decorator_list))
    ]
    assert unmarked == []


def is_mark(node):
    """Whether a node is `pytest.mark.law(…)`, also where a file calls it `law`."""
    return isinstance(node, ast.Call) and ast.unparse(node.func) in {"pytest.mark.law", "law"}


def whole_file_mark(tree):
    """What marks a whole file, or nothing."""
    named = [
        node
        for node in tree.body
        if isinstance(node, ast.Assign) and "pytestmark" in ast.unparse(node.targets[0])
    ]
    return named[0].value if named else ast.Constant(None)


def test_rooms_name_clauses_that_exist():
    listed = [
        own for room in tomllib.loads(coverage.ROOMS.read_text("utf-8"))["room"] for own in room["clauses"]
    ]
    known = [LawRef.parse(clause) for clause in clauses()]
    for own in listed:
        parent = LawRef.parse(own) if "/" in own else None
        assert any(parent.covers(ref) if parent else ref.source == own for ref in known), own
