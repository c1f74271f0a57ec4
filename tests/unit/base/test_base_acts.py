"""Terms, moves and acts: what a table of authority is made of."""

import itertools

import pytest

from congvan.base.acts import Act, ActTable, Move, Relation, Role

CLERK, LEADER = Role("clerk", "văn thư"), Role("leader", "lãnh đạo")
HERE, HOLDS = Relation("here", "cùng cơ quan"), Relation("holds", "đang giữ")
ATOMS = (CLERK, LEADER, HERE, HOLDS)


def all_facts():
    return [frozenset(facts) for size in range(5) for facts in itertools.combinations(ATOMS, size)]


def test_an_atom_holds_when_it_is_a_fact():
    assert CLERK.holds(frozenset({CLERK}))
    assert not CLERK.holds(frozenset({LEADER}))
    assert not CLERK.holds(frozenset())


def test_a_role_is_not_the_relation_of_the_same_code():
    assert Role("x", "x") != Relation("x", "x")


TERMS = [
    (CLERK & HERE, lambda facts: CLERK in facts and HERE in facts),
    (CLERK | LEADER, lambda facts: CLERK in facts or LEADER in facts),
    ((CLERK | LEADER) & HERE, lambda facts: (CLERK in facts or LEADER in facts) and HERE in facts),
    (CLERK & HERE | LEADER & HOLDS, lambda facts: {CLERK, HERE} <= facts or {LEADER, HOLDS} <= facts),
]


@pytest.mark.parametrize(("term", "truth"), TERMS)
@pytest.mark.parametrize(
    "facts", all_facts(), ids=lambda facts: "+".join(sorted(atom.code for atom in facts))
)
def test_terms_hold_as_logic_says_and_their_ways_say_the_same(term, truth, facts):
    assert term.holds(facts) is truth(facts)
    assert any(way <= facts for way in term.ways()) is truth(facts)


def test_ways_are_the_alternatives():
    assert ((CLERK | LEADER) & HERE).ways() == (frozenset({CLERK, HERE}), frozenset({LEADER, HERE}))


def test_moves():
    assert Move.between("a", "b", to="c") == Move(frozenset({"a", "b"}), "c")
    assert Move.within("a") == Move(frozenset({"a"}), None)


def test_an_act_needs_law_and_a_move_starts_somewhere():
    with pytest.raises(AssertionError, match="law"):
        Act("x.y", "X", law=(), may=CLERK)
    with pytest.raises(AssertionError, match="starts somewhere"):
        Act("x.y", "X", law=("QD11/D5",), may=CLERK, move=Move(frozenset(), "b"))


def test_a_table_yields_its_acts_in_order():
    one, two = (Act(code, "X", law=("QD11/D5",), may=CLERK) for code in ("b.b", "a.a"))
    assert list(ActTable("Bảng", (one, two))) == [one, two]
