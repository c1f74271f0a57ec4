"""One term, one name: the glossary and the code say the same (architecture §1.9)."""

from __future__ import annotations

import tomllib

import pytest

from dev.repository import ROOT, SOURCE, is_defined


@pytest.fixture(scope="module")
def terms():
    return tomllib.loads((SOURCE / "law/glossary.toml").read_text("utf-8"))["term"]


@pytest.fixture(scope="module")
def not_yet():
    lines = (ROOT / "tests/meta/not_yet.txt").read_text("utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def test_every_identifier_exists_or_is_named_as_not_built(terms, not_yet):
    wanted = {row["identifier"] for row in terms if row.get("identifier")}
    assert {name for name in wanted if not is_defined(name)} - not_yet == set()


def test_list_of_the_not_built_holds_nothing_else(terms, not_yet):
    assert not_yet <= {row.get("identifier") for row in terms}
    assert {name for name in not_yet if is_defined(name)} == set(), "make docs strikes them off"


def test_a_term_has_one_identifier(terms):
    names = [row["term"] for row in terms]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_identifiers_are_words_of_ascii(terms):
    assert [
        row["identifier"] for row in terms if row.get("identifier") and not row["identifier"].isascii()
    ] == []
