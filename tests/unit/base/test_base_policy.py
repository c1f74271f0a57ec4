"""Denied by default; what one may not see is not there."""

import pytest

from congvan.base.acts import Act, Relation, Role
from congvan.base.policy import Facts, Verdict, allowed, lacks_a_relation_only

CLERK, LEADER = Role("clerk", "văn thư"), Role("leader", "lãnh đạo")
HERE, HOLDS = Relation("here", "cùng cơ quan"), Relation("holds", "đang giữ")
ACT = Act("x.y", "X", law=("QD11/D5",), may=LEADER & HERE & HOLDS)


def facts(*atoms, visible=True):
    return Facts(frozenset(atoms), visible=visible)


@pytest.mark.parametrize("visible", [True, False])
def test_who_meets_the_term_is_allowed(visible):
    assert allowed(ACT, facts(LEADER, HERE, HOLDS, visible=visible)) is Verdict.ALLOWED


@pytest.mark.parametrize("atoms", [(), (LEADER,), (LEADER, HERE), (CLERK, HERE, HOLDS), (HERE, HOLDS)])
def test_anybody_else_is_forbidden_or_sees_nothing(atoms):
    assert allowed(ACT, facts(*atoms)) is Verdict.FORBIDDEN
    assert allowed(ACT, facts(*atoms, visible=False)) is Verdict.INVISIBLE


@pytest.mark.parametrize(
    ("atoms", "only"),
    [((LEADER,), True), ((LEADER, HERE), True), ((CLERK, HERE, HOLDS), False), ((), False)],
)
def test_a_missing_relation_is_told_from_a_missing_role(atoms, only):
    assert lacks_a_relation_only(ACT, facts(*atoms)) is only
