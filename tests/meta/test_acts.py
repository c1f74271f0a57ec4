"""Act tables, verbs and refusals of both products fit together: each act one verb, each refusal its clause."""

from __future__ import annotations

import ast
import re

import pytest

from congvan.law.refs import require
from dev.repository import ROOT, SOURCE
from dev.verbs import PRODUCTS, act_of, acts, refusals, roles, verbs

ACTS = [(product, act) for product in PRODUCTS for act in acts(product)]
VERBS = [verb for product in PRODUCTS for verb in verbs(product)]
DIACRITICS = re.compile(r"[À-ỹđĐ]")
PROTOCOL = SOURCE / "hub/api"  # what the hub's door refuses comes before any act; docs/protocol is its law
REFUSALS = [row for row in refusals() if not row.file.is_relative_to(PROTOCOL)]
NEVER_SAID = {"packet.refused"}  # its instances say “packet.” and the reader's code (P23)
every_act = pytest.mark.parametrize(("product", "act"), ACTS, ids=lambda value: getattr(value, "code", value))
every_verb = pytest.mark.parametrize("verb", VERBS, ids=lambda verb: f"{verb.product}.{verb.name}")
every_refusal = pytest.mark.parametrize("row", REFUSALS, ids=lambda row: f"{row.file.parent.name}.{row.name}")


@every_act
def test_an_act_rests_on_clauses_that_exist(product, act):
    assert require(*act.law)


@every_act
def test_an_act_has_a_vietnamese_label_and_keeps_each_fact_once(product, act):
    assert DIACRITICS.search(act.label), act.label
    assert act.label[0].isupper()
    assert len(set(act.keeps)) == len(act.keeps)
    assert all(re.fullmatch(r"[a-z_]+", name) for name in act.keeps)


@every_act
def test_an_act_is_for_declared_roles(product, act):
    """A way of doing it names at most one role: the matrix shows roles one by one."""
    declared = set(roles(product))
    for way in act.may.ways():
        named = [atom for atom in way if type(atom).__name__ == "Role"]
        assert len(named) <= 1
        assert set(named) <= declared


@pytest.mark.parametrize("product", PRODUCTS)
def test_codes_and_labels_are_their_own(product):
    codes = [act.code for act in acts(product)]
    assert sorted(codes) == sorted(set(codes))
    labels = [act.label for act in acts(product)]
    assert sorted(labels) == sorted(set(labels))


@every_verb
def test_a_verb_opens_exactly_one_act_and_bears_its_name(verb):
    assert len(verb.acts) == 1
    code = act_of(verb, verb.acts[0]).code
    assert verb.name == code or verb.name.startswith(f"{code}_"), "members.enroll is enroll_member"


@pytest.mark.parametrize("product", PRODUCTS)
def test_each_act_has_exactly_one_verb(product):
    opened = [act_of(verb, verb.acts[0]).code for verb in verbs(product)]
    assert sorted(opened) == sorted(act.code for act in acts(product))


@every_verb
def test_a_verb_takes_who_and_when_first_and_all_by_name(verb):
    arguments = verb.function.args
    assert not arguments.args
    assert [argument.arg for argument in arguments.kwonlyargs[:2]] == ["by", "at"]


@every_verb
def test_a_verb_cites_its_clause(verb):
    cited = re.findall(r"[A-Z][A-Z0-9.]*/[A-Za-z0-9.]*[A-Za-z0-9]", ast.get_docstring(verb.function) or "")
    assert cited
    assert require(*cited)


@every_refusal
def test_a_refusal_has_a_code_a_clause_and_words_for_people(row):
    assert re.fullmatch(r"[a-z_]+(\.[a-z_]+){1,2}", row.code)
    assert DIACRITICS.search(row.message)
    assert row.message.endswith(".")
    if row.file.is_relative_to(SOURCE / "base") and row.law.startswith("house/"):
        return  # base knows no law: a rule of the house
    assert require(row.law)


def test_what_the_hubs_door_refuses_is_in_the_protocol():
    protocol = (ROOT / "docs/protocol/v1.md").read_text("utf-8")
    rows = [row for row in refusals() if row.file.is_relative_to(PROTOCOL) and row.code]
    assert rows, "the door refuses nothing"
    assert [row.code for row in rows if row.code not in protocol and row.code not in NEVER_SAID] == []
    assert [row.name for row in rows if not DIACRITICS.search(row.message)] == []


def test_one_code_means_one_thing():
    """The same code stands twice only for the same refusal, under the same name and clause, in two packages."""
    by_code: dict[str, set[tuple[str, str]]] = {}
    for row in refusals():
        if row.code:
            by_code.setdefault(row.code, set()).add((row.name, row.law))
    assert {code: meant for code, meant in by_code.items() if len(meant) > 1} == {}
    within = [(row.file.parent, row.code) for row in refusals() if row.code]
    assert sorted({str(pair) for pair in within if within.count(pair) > 1}) == []
