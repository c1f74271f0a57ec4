"""The rules' data refuse to load when they could mean two things, or nothing."""

import copy
from datetime import date
from typing import Any

import pytest

from congvan.law.data import table, tables
from congvan.law.errors import BadLawData
from congvan.law.rule_data import read_profiles, read_rules, rules


@pytest.fixture
def files() -> dict[str, Any]:
    return copy.deepcopy({name: dict(content) for name, content in tables("rules").items()})


def broken(files: dict[str, Any], problem: str) -> None:
    with pytest.raises(BadLawData, match=problem) as caught:
        read_rules(files)
    assert caught.value.code == "law.data"


def test_the_real_data_load(files: dict[str, Any]) -> None:
    assert read_rules(files) == rules()
    assert all(rule.meaning for rule in rules().values())


def test_a_rule_without_otherwise(files: dict[str, Any]) -> None:
    del files["secrecy.toml"]["secrecy"]["refused"]["otherwise"]
    broken(files, "không có otherwise")


def test_a_rule_with_neither(files: dict[str, Any]) -> None:
    files["handling.toml"]["handling"]["default_days"] = {"meaning": "x"}
    broken(files, "không có otherwise")


def test_a_missing_rule(files: dict[str, Any]) -> None:
    del files["release.toml"]["release"]["two_copies"]
    broken(files, "thiếu quy tắc release.two_copies")


def test_an_unknown_rule(files: dict[str, Any]) -> None:
    files["release.toml"]["release"]["three_copies"] = {"meaning": "x", "otherwise": True}
    broken(files, "release.three_copies không có")


def test_a_rule_twice(files: dict[str, Any]) -> None:
    files["zz.toml"] = {"secrecy": {"refused": {"meaning": "x", "otherwise": True}}}
    broken(files, "hai lần")


def values_of(files: dict[str, Any]) -> list[dict[str, Any]]:
    return files["secrecy.toml"]["secrecy"]["refused"]["values"]


@pytest.mark.parametrize(
    ("since", "until", "ambiguous"),
    [
        (date(2018, 4, 10), None, True),
        (date(2030, 1, 1), None, True),
        (date(2018, 1, 1), None, True),
        (date(2018, 1, 1), date(2018, 4, 11), True),
        (date(2018, 1, 1), date(2018, 4, 10), False),
    ],
)
def test_two_values_of_one_source(
    files: dict[str, Any], since: date, until: date | None, ambiguous: bool
) -> None:
    value = {"source": "QD11", "from": since, "law": "QD11/D4", "is": False}
    values_of(files).append(value | ({"until": until} if until else {}))
    if ambiguous:
        broken(files, "nói hai điều trong cùng một ngày")
    else:
        assert read_rules(files)


def test_a_value_of_an_unknown_source(files: dict[str, Any]) -> None:
    values_of(files)[0]["source"] = "QD99"
    broken(files, "nguồn lạ QD99")


def test_a_value_that_cites_no_clause(files: dict[str, Any]) -> None:
    values_of(files)[0]["law"] = "QD11/D2.K9"
    broken(files, "QD11/D2.K9")


@pytest.mark.parametrize(
    ("rule", "otherwise", "problem"),
    [
        ("reception.urgent_at_once", 1, "không đúng kiểu bool"),
        ("handling.default_days", True, "không đúng kiểu int"),
        ("handling.default_days", "10", "không đúng kiểu int"),
        ("signing.seal_place", "page2", "giá trị lạ"),
        ("reception.rejection_grounds", "wrong_recipient", "danh sách"),
        ("reception.rejection_grounds", ["late"], "giá trị lạ"),
        ("reception.forward_within", 8, "working_hours"),
        ("reception.forward_within", {"working_hours": 8}, "from_event"),
        ("reception.forward_within", {"working_hours": 8.0, "from_event": "delivered_to_agency"}, "kiểu int"),
    ],
)
def test_a_value_of_the_wrong_type(files: dict[str, Any], rule: str, otherwise: Any, problem: str) -> None:
    group, field = rule.split(".")
    files[f"{group}.toml"][group][field]["otherwise"] = otherwise
    broken(files, problem)


def test_profiles_name_known_sources_only() -> None:
    content = copy.deepcopy(dict(table("profiles.toml")))
    assert read_profiles(content)["phu-yen-2020"].sources == ("ND30", "QD28", "QD11")
    content["new"] = {"name": "x", "sources": ["QD99"]}
    with pytest.raises(BadLawData, match="QD99"):
        read_profiles(content)
