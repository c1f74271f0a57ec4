"""docs/life-of-a-document.md against the story itself: the same steps call the same verbs in the same order.

The story is played on a stage whose hands only listen. Which verb a command of the hand calls, and which verb a
process calls, is read from the source.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from unittest.mock import MagicMock

import pytest

from congvan.sites.demo.story import STEPS, chapter_2
from congvan.sites.demo.story.step import Stage
from dev.repository import ROOT, SOURCE
from dev.verbs import PRODUCTS, acts

TEXT = (ROOT / "docs/life-of-a-document.md").read_text("utf-8")
BY_PEOPLE = re.findall(r"^- \*\*(\d\.\d\d)\*\* (✘ )?`([a-z_]+\.[a-z_]+)`", TEXT, re.MULTILINE)
BY_PROCESS = re.findall(r"^- ⚙ `([a-z_.]+)` → `([a-z_]+\.[a-z_]+)`", TEXT, re.MULTILINE)
NAMED = sorted(set(re.findall(r"`([a-z_]+(?:\.[a-z_]+){1,3})`", TEXT)))
PROCESS_ROLES = {"system", "hub.member"}


class ListeningHand:
    """A hand that does nothing; whatever is looked at is anything."""

    def do(self, command, /, **arguments):
        return MagicMock()


class ListeningStage(Stage):
    """Notes each command that a person gives, and whether it must be refused."""

    def refused(self, hand, verb, *, by, **arguments):
        self.before = lambda command: self.heard.append((self.step[:4], "✘ ", command))
        super().refused(hand, verb, by=by, **arguments)
        self.listen()
        return MagicMock()

    def listen(self):
        self.before = lambda command: self.heard.append((self.step[:4], "", command))


@pytest.fixture
def heard(monkeypatch):
    monkeypatch.setattr(chapter_2, "connect", lambda *_: None)
    hands = {name: ListeningHand() for name in ("hub", "ubnd", "sgddt")}
    stage = ListeningStage(world=MagicMock(), peer=MagicMock(), **hands)
    stage.heard = []
    stage.listen()
    for step in STEPS:
        stage.enter(step.id, step.at)
        step.play(stage)
        step.see(stage)
    return stage.heard


@cache
def tree_of(path):
    return ast.parse(path.read_text("utf-8"))


def functions(tree):
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def verb_modules(tree):
    """Alias → package, for every `from congvan.….X import actions as alias` of a file."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("congvan."):
            for alias in node.names:
                if alias.name == "actions":
                    found[alias.asname or "actions"] = node.module.rpartition(".")[2]
    return found


def verbs_called(path, function):
    """The verbs that one function calls, in order; those of `ceremony` through its own file."""
    tree = tree_of(path)
    modules = verb_modules(tree)
    calls = [node for node in ast.walk(functions(tree)[function]) if isinstance(node, ast.Call)]
    found = []
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        module, _, name = ast.unparse(call.func).rpartition(".")
        if module == "ceremony":
            found += verbs_called(SOURCE / "node/outgoing/ceremony.py", name)
        elif module in modules and name[0].islower():
            found.append(f"{modules[module]}.{name}")
    return found


def verb_of(command):
    (verb,) = verbs_called(SOURCE / "sites/demo/hand/node_commands.py", command)
    return verb


def test_the_page_and_the_story_name_the_same_verbs_in_the_same_order(heard):
    told = [(step, refused, verb_of(command)) for step, refused, command in heard]
    assert sorted(BY_PEOPLE) == sorted(told)
    assert in_story_order(BY_PEOPLE) == in_story_order(told)


def in_story_order(lines):
    """As they stand, attempts apart: what must be refused is tried after the step is played."""
    return [line for line in lines if not line[1]], [line for line in lines if line[1]]


@pytest.mark.parametrize(("function", "verb"), BY_PROCESS)
def test_a_process_calls_the_verb_that_the_page_says(function, verb):
    *module, name = function.split(".")
    assert verb in verbs_called(file_of(module), name)


def test_every_act_of_a_process_is_on_the_page():
    owed = {
        act.code
        for product in PRODUCTS
        for act in acts(product)
        if all({atom.code for atom in way} & PROCESS_ROLES for way in act.may.ways())
    }
    assert owed == {verb for _, verb in BY_PROCESS}


@pytest.mark.parametrize("name", NAMED)
def test_every_name_on_the_page_is_there(name):
    """A verb, or a function by its place, or a module."""
    if any(name == act.code for product in PRODUCTS for act in acts(product)):
        return
    *module, function = name.split(".")
    assert file_of(name.split(".")) or function in names_in(file_of(module))


def names_in(path):
    return (
        {node.name for node in tree_of(path).body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        if path
        else set()
    )


def file_of(parts):
    """The file of a module, named with its storey or, in the node, by its package."""
    for root in (SOURCE, SOURCE / "node"):
        path = root.joinpath(*parts).with_suffix(".py") if parts else root
        if path.is_file():
            return path
    return None
