"""Acts and verbs are the same set: each verb opens one act, each act has one verb, one scene and existing law."""

import ast
import itertools
from pathlib import Path

import pytest

from congvan import node
from congvan.base.errors import Refusal
from congvan.law.refs import require
from tests.node.scenes import ACTS, SCENES

PACKAGE = Path(node.__file__).parent
TABLES = {path.stem for path in (PACKAGE / "acts").glob("*.py")}


def action_files() -> list[Path]:
    return sorted(
        path for pattern in ("*/actions.py", "*/actions/*.py") for path in PACKAGE.glob(pattern)
        if path.name != "__init__.py"
    )  # fmt: skip


def verbs() -> dict[str, tuple[str, ast.FunctionDef]]:
    """“incoming.register” → the act that its `with acting(…)` names, and the function."""
    found = {}
    for path in action_files():
        package = path.relative_to(PACKAGE).parts[0]
        tree = ast.parse(path.read_text("utf-8"))
        for function in tree.body:
            if isinstance(function, ast.FunctionDef) and not function.name.startswith("_"):
                found[f"{package}.{function.name}"] = (_act_of(tree, function), function)
    return found


def acting_calls(function: ast.FunctionDef) -> list[ast.Call]:
    items = itertools.chain.from_iterable(
        one.items for one in ast.walk(function) if isinstance(one, ast.With)
    )
    calls = [item.context_expr for item in items]
    return [call for call in calls if isinstance(call, ast.Call) and ast.unparse(call.func) == "acting"]


def _act_of(tree: ast.Module, function: ast.FunctionDef) -> str:
    """The code of the act, from the file's import of one act table as `acts`."""
    imported = [
        alias.name for one in tree.body if isinstance(one, ast.ImportFrom) and one.module == "congvan.node.acts"
        for alias in one.names if alias.asname == "acts"
    ]  # fmt: skip
    assert [name for name in imported if name in TABLES] == imported, "acts come from act tables"
    assert len(imported) == 1, "a file of verbs reads one of them"
    named = [ast.unparse(call.args[1]) for call in acting_calls(function)]
    table = __import__(f"congvan.node.acts.{imported[0]}", fromlist=["acts"])
    return getattr(table, named[0].removeprefix("acts.")).code if len(named) == 1 else f"{named}"


VERBS = verbs()


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_opens_exactly_one_act_of_its_own_name(name):
    act, function = VERBS[name]
    assert len(acting_calls(function)) == 1
    assert act == name


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_takes_who_and_when_first_and_all_by_name(name):
    arguments = VERBS[name][1].args
    assert not arguments.args
    assert [argument.arg for argument in arguments.kwonlyargs[:2]] == ["by", "at"]


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_cites_its_clause(name):
    assert "Law: QD11/D" in (ast.get_docstring(VERBS[name][1]) or "")


def test_acts_verbs_and_scenes_are_the_same_set():
    codes = [act.code for act in ACTS]
    assert sorted(codes) == sorted(set(codes))
    assert set(codes) == set(VERBS) == set(SCENES)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.code)
def test_an_act_rests_on_clauses_that_exist(act):
    assert require(*act.law)
    assert act.label[0].isupper()


def refusals(kind: type[Refusal] = Refusal) -> list[type[Refusal]]:
    return [one for sub in kind.__subclasses__() for one in (sub, *refusals(sub))]


NODE_REFUSALS = [one for one in refusals() if one.__module__.startswith("congvan.node")]


@pytest.mark.parametrize("refusal", NODE_REFUSALS, ids=lambda one: f"{one.__module__}.{one.__name__}")
def test_a_refusal_says_what_why_and_by_which_clause(refusal):
    assert require(refusal.law)
    assert refusal.code != Refusal.code
    assert refusal().message.endswith(".")
    assert refusal().message == refusal.__doc__.strip()


def test_one_code_means_one_thing():
    by_code: dict[str, set[str]] = {}
    for one in NODE_REFUSALS:
        by_code.setdefault(one.code, set()).add(one.law)
    assert {code: laws for code, laws in by_code.items() if len(laws) > 1} == {}
