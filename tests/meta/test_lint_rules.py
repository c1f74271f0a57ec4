"""Each rule of dev/lint catches its bad lines and lets its good ones pass; the repository keeps all of them."""

from __future__ import annotations

import pytest

from dev.lint.__main__ import findings
from dev.lint.rules import RULES


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule in RULES for line in rule.bad])
def test_bad_line_is_caught(rule, line):
    assert rule.catches(line)


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule in RULES for line in rule.good])
def test_good_line_passes(rule, line):
    assert not rule.catches(line)


def test_every_rule_has_a_reason_examples_and_a_name_of_its_own():
    assert all(rule.why and rule.bad and rule.good for rule in RULES)
    assert len({rule.code for rule in RULES}) == len(RULES)


def test_repository_keeps_the_rules():
    assert [f"{place}: {rule.code}" for rule, place in findings()] == []
