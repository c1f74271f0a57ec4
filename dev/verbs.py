"""Acts, verbs and refusals of both products, read from the source: no settings, no database."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from congvan.base.acts import Act, ActTable, Role
from dev.repository import SOURCE, python_files

PRODUCTS = ("node", "hub")


@dataclass(frozen=True)
class Verb:
    """A public function of an `actions` module: `acts` are the constants that its `with acting(…)` name."""

    product: str
    package: str
    function: ast.FunctionDef
    table: str
    acts: tuple[str, ...]

    @property
    def name(self) -> str:
        """As the act's code names it: “incoming.register”."""
        return f"{self.package}.{self.function.name}"


@dataclass(frozen=True)
class DeclaredRefusal:
    """A subclass of Refusal as it is written. Empty where the class leaves it out."""

    file: Path
    name: str
    code: str
    law: str
    message: str


def tables(product: str) -> list[ActTable]:
    """The act tables of a product: the node's in the order of its list, the hub's by name."""
    package = importlib.import_module(f"congvan.{product}.acts")
    if hasattr(package, "TABLES"):
        return list(package.TABLES)
    names = [module.name for module in pkgutil.iter_modules(package.__path__)]
    modules = [importlib.import_module(f"{package.__name__}.{name}") for name in names]
    return [module.TABLE for module in modules if hasattr(module, "TABLE")]


def acts(product: str) -> list[Act]:
    """Every act of a product."""
    return [act for table in tables(product) for act in table]


def roles(product: str) -> list[Role]:
    """Every role of a product, in the order in which it is declared."""
    module = importlib.import_module(f"congvan.{product}.acts.roles")
    return [value for value in vars(module).values() if isinstance(value, Role)]


def act_of(verb: Verb, constant: str) -> Act:
    """The act that a constant of the verb's act table is."""
    module = importlib.import_module(f"congvan.{verb.product}.acts.{verb.table}")
    act = getattr(module, constant)
    assert isinstance(act, Act)
    return act


@cache
def verbs(product: str) -> tuple[Verb, ...]:
    """Every verb of a product."""
    return tuple(_verbs(product))


def _verbs(product: str) -> Iterator[Verb]:
    for file, tree in python_files(SOURCE / product):
        package, *rest = file.relative_to(SOURCE / product).with_suffix("").parts
        if not rest or rest[0] != "actions":
            continue
        for function in tree.body:
            if isinstance(function, ast.FunctionDef) and not function.name.startswith("_"):
                yield Verb(product, package, function, _table_of(tree), acts_opened(function))


def acts_opened(function: ast.FunctionDef) -> tuple[str, ...]:
    """The X of every `with acting(by, acts.X, …)` in a function."""
    items = [item for node in ast.walk(function) if isinstance(node, ast.With) for item in node.items]
    calls = [item.context_expr for item in items if isinstance(item.context_expr, ast.Call)]
    named = [ast.unparse(call.args[1]) for call in calls if ast.unparse(call.func) == "acting"]
    return tuple(name.removeprefix("acts.") for name in named)


def _table_of(tree: ast.Module) -> str:
    """The act table that a file of verbs imports as `acts`."""
    found = [
        alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname == "acts"
    ]
    return found[0] if len(found) == 1 else ""


@cache
def refusals() -> tuple[DeclaredRefusal, ...]:
    """Every class of ours that is a Refusal, directly or through another."""
    classes = [
        (file, node)
        for file, tree in python_files()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    ]
    known = {"Refusal"}
    while True:
        more = {node.name for _, node in classes if known & {ast.unparse(base) for base in node.bases}}
        if more <= known:
            break
        known |= more
    return tuple(
        DeclaredRefusal(
            file,
            node.name,
            _text(node, "code"),
            _text(node, "law"),
            " ".join((ast.get_docstring(node) or "").split()),
        )
        for file, node in classes
        if node.name in known and node.name != "Refusal"
    )


def _text(node: ast.ClassDef, attribute: str) -> str:
    for statement in node.body:
        if (
            isinstance(statement, ast.Assign)
            and ast.unparse(statement.targets[0]) == attribute
            and isinstance(statement.value, ast.Constant)
        ):
            return str(statement.value.value)
    return ""
