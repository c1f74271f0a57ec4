"""What carries a clause: acts, rules, functions of the storey `law`, and tests that ran."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from congvan.law.refs import LawRef, require
from congvan.law.rule_data import rules
from congvan.law.texts import Binds, Clause, clauses
from dev.repository import SOURCE, python_files
from dev.verbs import PRODUCTS, acts

CITED = re.compile(r"Law: ((?:[A-Z][A-Z0-9.]*/[A-Za-z0-9.]*[A-Za-z0-9](?: \([^)]*\))?(?:, )?)+)")
REF = re.compile(r"[A-Z][A-Z0-9.]*/[A-Za-z0-9.]*[A-Za-z0-9]")
Cites = Mapping[str, Sequence[str]]
"""Clause as cited → who cites it."""


@dataclass(frozen=True)
class Row:
    """One clause with all that carries it; a citation of a parent counts for its parts."""

    clause: Clause
    acts: tuple[str, ...]
    rules: tuple[str, ...]
    functions: tuple[str, ...]
    tests: tuple[str, ...]

    @property
    def carried(self) -> bool:
        return bool(self.acts or self.rules or self.functions)

    @property
    def missing(self) -> tuple[str, ...]:
        """What an open row lacks. Only clauses that bind the system can be open."""
        if self.clause.binds is not Binds.SYSTEM:
            return ()
        wanted = ((self.carried, "việc hay quy tắc"), (bool(self.tests), "kiểm thử"))
        return tuple(name for there, name in wanted if not there)


def rows(marks: Cites) -> list[Row]:
    """Every clause that binds the system or is cited. Raises where a clause cited is not in the texts."""
    by_act, by_rule, by_function = act_cites(), rule_cites(), function_cites()
    for cites in (by_act, by_rule, by_function, marks):
        require(*cites)
    found = (
        Row(clause, _of(clause, by_act), _of(clause, by_rule), _of(clause, by_function), _of(clause, marks))
        for clause in clauses().values()
    )
    return [row for row in found if row.clause.binds is Binds.SYSTEM or row.carried or row.tests]


def act_cites() -> Cites:
    """Clause → acts of both products."""
    return _gathered(
        (law, f"{act.code} ({product})") for product in PRODUCTS for act in acts(product) for law in act.law
    )


def rule_cites() -> Cites:
    """Clause → dated values of rules."""
    return _gathered((value.law, rule.name) for rule in rules().values() for value in rule.values)


def function_cites() -> Cites:
    """Clause → modules, classes and functions of the storey `law` whose docstring says `Law:`."""
    return _gathered(
        (ref, name)
        for name, doc in _law_docstrings()
        for said in CITED.findall(" ".join(doc.split()))
        for ref in REF.findall(said)
    )


def _law_docstrings() -> Iterator[tuple[str, str]]:
    for file, tree in python_files(SOURCE / "law"):
        module = ".".join(file.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
        yield module, ast.get_docstring(tree) or ""
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                yield f"{module}.{node.name}", ast.get_docstring(node) or ""


def _gathered(pairs: Iterator[tuple[str, str]]) -> Cites:
    found: dict[str, list[str]] = {}
    for ref, who in pairs:
        found.setdefault(ref, []).append(who)
    return found


def _of(clause: Clause, cites: Cites) -> tuple[str, ...]:
    """Who cites a clause or what it is part of; of a heading without words, also who cites its parts."""
    own = LawRef.parse(clause.id)
    found: set[str] = set()
    for text, whos in cites.items():
        ref = LawRef.parse(text)
        if ref.covers(own) or (not clause.text and own.covers(ref)):
            found.update(whos)
    return tuple(sorted(found))
