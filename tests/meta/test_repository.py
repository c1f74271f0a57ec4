"""The repository itself: addresses, sizes, pins, pages that name what exists."""

from __future__ import annotations

import ast
import importlib
import re
import tomllib

import pytest

from dev.repository import ROOT, files, python_files, texts

FILE_LINES_MAX = 400
FUNCTION_LINES_MAX = 60
MAKERS = sorted(path.stem for path in (ROOT / "dev/docs").glob("make_*.py"))
# Written in halves, or this file would hold what it forbids.
ADDRESSES = (
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry." + "npmjs",
    "deb." + "debian.org",
    "file:" + "///opt",
)
MACHINE_PATHS = ("/wo" + "rk/", "/ro" + "ot/", "/opt/" + "wheels")
INDEX_FLAGS = ("--index" + "-url", "--extra-index" + "-url", "--find" + "-links", "--trusted" + "-host")


def named(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("words", [ADDRESSES, MACHINE_PATHS], ids=["registry", "machine"])
def test_no_file_holds_an_address_of_one_machine(words):
    found = {named(path): word for path, text in texts() for word in words if word in text}
    assert found == {}


def test_requirements_hold_no_index():
    found = [
        (named(path), flag)
        for path, text in texts()
        if path.name.startswith("requirements")
        for flag in INDEX_FLAGS
        if flag in text
    ]
    assert found == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_with_hashes(name):
    blocks = re.split(r"\n(?=\S)", (ROOT / name).read_text("utf-8").strip())
    loose = [block for block in blocks if not re.match(r"[\w.\[\]-]+==\S+.*--hash=sha256:", block, re.DOTALL)]
    assert loose == []


def test_what_runs_is_pinned_alike_for_development():
    pins = [set(re.findall(r"^\S+==\S+", (ROOT / name).read_text("utf-8"), re.MULTILINE))
            for name in ("requirements.txt", "requirements-dev.txt")]  # fmt: skip
    assert pins[0] <= pins[1]


def test_python_files_are_short():
    long = {named(path): path.read_text("utf-8").count("\n") for path in files() if path.suffix == ".py"}
    assert {
        path: lines for path, lines in long.items() if lines > FILE_LINES_MAX and "/migrations/" not in path
    } == {}


def test_functions_are_short():
    long = [
        f"{named(path)}:{node.name} {node.end_lineno - node.lineno + 1}"
        for path, tree in python_files()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno >= FUNCTION_LINES_MAX
    ]
    assert long == []


def test_every_make_target_says_what_it_does():
    text = (ROOT / "Makefile").read_text("utf-8")
    phony = set(re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)[1].split()) - {"venv"}
    explained = set(re.findall(r"^([a-z-]+):.*## \S", text, re.MULTILINE))
    assert phony == explained


def test_pages_name_only_make_targets_that_exist():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named_targets = {
        (named(path), target)
        for path, text in texts()
        if path.suffix == ".md"
        for target in re.findall(r"(?:^|`)make ([a-z-]+)", text, re.MULTILINE)
    }
    assert named_targets, "the pages name no target at all"
    assert {pair for pair in named_targets if pair[1] not in targets} == set()


def test_links_between_pages_lead_somewhere():
    broken = [
        (named(path), link)
        for path, text in texts()
        if path.suffix == ".md"
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
        if not (path.parent / link).exists()
    ]
    assert broken == []


@pytest.mark.parametrize("maker", MAKERS)
def test_page_made_from_code_is_fresh(maker):
    module = importlib.import_module(f"dev.docs.{maker}")
    assert module.PAGE.read_text("utf-8") == module.page(), "make docs renews it"


def test_decisions_are_numbered_and_say_all_four_things():
    decisions = sorted((ROOT / "docs/adr").glob("[0-9]*.md"))
    assert [path.name[:4] for path in decisions] == [
        f"{number:04}" for number in range(1, len(decisions) + 1)
    ]
    index = (ROOT / "docs/adr/README.md").read_text("utf-8")
    for path in decisions:
        text = path.read_text("utf-8")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
            "Context",
            "Decision",
            "Consequences",
            "Rejected",
        ], path
        assert re.search(r"^Status: (proposed|accepted|superseded by \d{4})", text, re.MULTILINE), path
        assert text.count("\n") <= 60, f"{path.name} is longer than a page"
        assert path.name in index


def test_every_lint_exception_has_a_reason():
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    block = re.search(r"^ignore = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)[1]
    assert [line for line in block.splitlines() if not re.search(r"# \S+ \S+", line)] == []
    bare = [
        f"{named(path)}: {line.strip()}"
        for path, source in texts()
        if path.suffix == ".py"
        and "/migrations/" not in named(path)
        and not named(path).startswith("tests/meta/")
        for line in source.splitlines()
        if re.search(r"# noqa: [A-Z]+\d+(, ?[A-Z]+\d+)*\s*$", line)
    ]
    assert bare == []


def test_every_suite_names_folders_and_every_test_folder_is_in_a_suite():
    rows = tomllib.loads((ROOT / "dev/suites.toml").read_text("utf-8"))["suite"]
    listed = [folder for row in rows for folder in row["folders"]]
    assert len(listed) == len(set(listed))
    tests = [named(path) for path in files() if path.name.startswith("test_") and path.suffix == ".py"]
    assert [
        path for path in tests if not any(path == one or path.startswith(f"{one}/") for one in listed)
    ] == []
