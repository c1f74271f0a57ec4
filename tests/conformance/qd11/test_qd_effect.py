from datetime import date, timedelta

import pytest

from congvan.law.rule_data import rules
from congvan.law.rulebook import HOUSE, resolve

IN_FORCE = date(2018, 4, 10)
QD11_RULES = [name for name, rule in rules().items() if any(value.source == "QD11" for value in rule.values)]


@pytest.mark.law("QD11.QD/D2")
def test_qd_d2_the_rules_are_silent_before_10_april_2018() -> None:
    before = resolve(profile="phu-yen-2018", on=IN_FORCE - timedelta(days=1))
    assert {before.source_of(name).law for name in rules()} == {HOUSE}


@pytest.mark.law("QD11.QD/D2")
@pytest.mark.parametrize("rule", QD11_RULES)
def test_qd_d2_the_rules_speak_from_10_april_2018(rule: str) -> None:
    source = resolve(profile="phu-yen-2018", on=IN_FORCE).source_of(rule)
    assert source.law.startswith("QD11/")
    assert source.since == IN_FORCE
    assert not source.adopted_early


@pytest.mark.law("QD11.QD/D2")
@pytest.mark.parametrize("rule", QD11_RULES)
def test_qd_d2_an_agency_may_adopt_them_early_and_it_shows(rule: str) -> None:
    source = resolve(profile="phu-yen-2018", on=date(2018, 3, 30), adopted_on=date(2018, 3, 27)).source_of(
        rule
    )
    assert source.law.startswith("QD11/")
    assert source.adopted_early
