"""Điều 6: what is registered is put before a leader, whose direction has the force of one on paper."""

import pytest

from congvan.base.errors import Refusal
from congvan.node.acts.states import IncomingState, LineState
from congvan.node.assignments.models import Line, Part
from congvan.node.incoming import actions
from congvan.node.outbox.models import Transmission
from congvan.packet.codes import StatusCode
from tests.node import cast, lives
from tests.node.cast import AT, actor, seat

pytestmark = pytest.mark.usefixtures("node")
law = pytest.mark.law


@law("QD11/D6.K1")
def test_d6_k1_the_leader_holds_what_is_put_before_him():
    life = lives.submitted()
    line = lives.line(life, Part.DIRECT)
    assert (life.state, line.seat) == (IncomingState.SUBMITTED, seat("Lâm"))


@law("QD11/D6.K1")
@pytest.mark.parametrize("name", ["Chi", "Quân", "Ngọc"])
def test_d6_k1_only_a_leader_of_the_agency_directs(name):
    life = lives.registered()
    with pytest.raises(Refusal) as caught:
        actions.submit(by=actor("Vân"), at=AT, incoming=life, to=seat(name))
    assert caught.value.code == "incoming.submit.not_a_leader"


@law("QD11/D6.K2", "QD11/D7.K1")
def test_d6_k2_the_direction_opens_the_lines_of_those_it_names():
    life = lives.in_handling()
    held = {(line.part, str(line.seat or line.unit)) for line in Line.objects.filter(state=LineState.OPEN)}
    assert held == {
        (Part.LEAD, "Chuyên viên"), (Part.COOPERATE, "Trưởng phòng"), (Part.INFORM, "Văn phòng"),
    }  # fmt: skip
    directive = life.directives.get()
    assert (directive.seat, directive.user, directive.at) == (seat("Lâm"), cast.user("Lâm"), AT)
    assert Transmission.objects.filter(status_code=StatusCode.ASSIGNED).exists()


@law("QD11/D6.K2")
def test_d6_k2_a_direction_says_something():
    with pytest.raises(Refusal) as caught:
        actions.direct(by=actor("Lâm"), at=AT, incoming=lives.submitted(), text=" ", lead=seat("Chi"))
    assert caught.value.code == "incoming.direct.text_missing"


@law("QD11/D7.K1")
def test_d7_k1_nobody_of_another_agency_is_charged():
    life = lives.submitted()
    with pytest.raises(Refusal) as caught:
        actions.direct(by=actor("Lâm"), at=AT, incoming=life, text="Giao.", lead=seat("Ngọc"))
    assert caught.value.code == "incoming.direct.no_lead"
    assert lives.fresh(life).state == IncomingState.SUBMITTED


@law("QD11/D6.K2")
def test_d6_k2_a_correction_supersedes_and_both_stay_readable():
    life = lives.in_handling()
    first = life.directives.get()
    second = actions.supersede_directive(by=actor("Lâm"), at=AT, incoming=life, text="Trả lời trước ngày 10.")
    assert second.supersedes == first
    assert set(life.directives.values_list("text", flat=True)) == {first.text, second.text}
    third = actions.supersede_directive(by=actor("Lâm"), at=AT, incoming=life, text="Trả lời ngay.")
    assert third.supersedes == second, "the chain has no fork"
