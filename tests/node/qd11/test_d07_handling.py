"""Điều 7: deadlines, passing on with the draft, figures, and into the clerks' queue."""

from datetime import date, datetime, timedelta

import pytest

from congvan.base.clock import ZONE
from congvan.base.errors import Refusal
from congvan.node.acts.states import IncomingState, LineState, OutgoingState
from congvan.node.assignments import actions as lines
from congvan.node.assignments.models import Handoff, Line, Part
from congvan.node.documents.models import Version
from congvan.node.documents.queries import sees
from congvan.node.incoming import actions as incoming
from congvan.node.notices.queries import unread
from congvan.node.outgoing import actions as outgoing
from congvan.node.outgoing.queries import to_issue
from congvan.node.reports.queries import count_incoming
from tests.node import cast, lives
from tests.node.cast import AT, actor, seat

pytestmark = pytest.mark.usefixtures("node")
law = pytest.mark.law
LATER = datetime(2018, 5, 9, 17, 0, tzinfo=ZONE)


@law("QD11/D7.K1")
def test_d7_k1_the_term_that_the_leader_sets_binds():
    life = lives.in_handling(due_at=LATER, due_date=date(2018, 6, 1))
    assert life.due_at == lives.line(life, Part.LEAD).due_at == LATER


@law("QD11/D7.K1")
def test_d7_k1_else_the_term_that_the_document_asks_for():
    life = lives.in_handling(due_date=date(2018, 6, 1))
    assert life.due_at == datetime(2018, 6, 1, 17, 0, tzinfo=ZONE)


@law("QD11/D7.K2")
def test_d7_k2_else_the_term_of_the_house_rules_in_working_days():
    assert lives.in_handling().due_at == datetime(2018, 5, 21, 8, 0, tzinfo=ZONE), (
        "10 working days from 7 May"
    )


@law("QD11/D7.K1")
def test_d7_k1_the_lead_finishes_and_all_other_lines_close_with_it():
    life = lives.in_handling()
    incoming.finish(by=actor("Chi"), at=AT, incoming=life, outcome="Đã trả lời.")
    assert lives.fresh(life).state == IncomingState.FINISHED
    assert not Line.objects.filter(document=life.document, state=LineState.OPEN).exists()


@law("QD11/D7.K1")
def test_d7_k1_who_leads_cannot_just_tick_it_off():
    life = lives.in_handling()
    with pytest.raises(Refusal) as caught:
        lines.acknowledge(by=actor("Chi"), at=AT, line=lives.line(life, Part.LEAD))
    assert caught.value.code == "assignments.acknowledge.must_be_handled"


@law("QD11/D7.K3")
def test_d7_k3_arrived_finished_and_overdue_are_counted_as_known_at_the_end():
    done, late, _open = (lives.in_handling(due_at=due) for due in (LATER, LATER, LATER + timedelta(days=9)))
    incoming.finish(by=actor("Chi"), at=AT, incoming=done, outcome="Đã trả lời.")
    lives.arrived()
    ended = incoming.finish
    week = {"since": AT - timedelta(days=1), "until": LATER + timedelta(hours=1)}
    counts = count_incoming(cast.agency(), **week)
    assert (counts.arrived, counts.finished, counts.overdue) == (3, 1, 1)
    ended(by=actor("Chi"), at=week["until"] + timedelta(minutes=1), incoming=late, outcome="Trễ.")
    assert count_incoming(cast.agency(), **week) == counts, "what came later changes no earlier figure"


@law("QD11/D7.K3")
def test_d7_k3_a_document_is_finished_with_an_outcome():
    with pytest.raises(Refusal) as caught:
        incoming.finish(by=actor("Chi"), at=AT, incoming=lives.in_handling(), outcome=" ")
    assert caught.value.law == "QD11/D7.K3"


@law("QD11/D7.K4")
def test_d7_k4_an_answer_passes_on_with_its_draft_only():
    life, version = lives.revised()
    line = lives.line(life, Part.LEAD)
    with pytest.raises(Refusal, match="dự thảo") as caught:
        lines.forward(by=actor("Chi"), at=AT, line=line, to=seat("Phú"))
    assert (caught.value.law, caught.value.param) == ("QD11/D7.K4", "version")
    child = lines.forward(by=actor("Chi"), at=AT, line=line, to=seat("Phú"), version=version)
    handoff = Handoff.objects.get()
    assert (handoff.line, handoff.to, handoff.version) == (line, child, version)
    assert child.part == Part.LEAD
    assert sees(actor("Phú"), life.document_id)


@law("QD11/D7.K4")
def test_d7_k4_the_draft_of_another_document_does_not_serve():
    line = lives.line(lives.revised()[0], Part.LEAD)
    _, foreign = lives.revised()
    with pytest.raises(Refusal) as caught:
        lines.forward(by=actor("Chi"), at=AT, line=line, to=seat("Phú"), version=foreign)
    assert caught.value.code == "assignments.forward.draft_missing"


@law("QD11/D7.K4")
def test_d7_k4_passing_on_stays_within_the_agency():
    life = lives.in_handling()
    with pytest.raises(Refusal) as caught:
        lines.forward(by=actor("Chi"), at=AT, line=lives.line(life, Part.LEAD), to=seat("Ngọc"))
    assert caught.value.code == "assignments.forward.foreign_seat"


@law("QD11/D7.K4")
def test_d7_k4_what_is_given_back_returns_to_the_giver_with_the_reason():
    life = lives.in_handling()
    back = lines.return_line(
        by=actor("Chi"), at=AT, line=lives.line(life, Part.LEAD), reason="Thuộc Phòng Tổ chức."
    )
    assert (back.seat, back.note) == (seat("Lâm"), "Thuộc Phòng Tổ chức.")
    assert back.part == Part.LEAD


@law("QD11/D7.K4")
def test_d7_k4_an_initial_answers_for_the_version_before_the_leader_signs():
    life, version = lives.revised()
    line = lives.line(life, Part.LEAD)
    lines.forward(by=actor("Chi"), at=AT, line=line, to=seat("Phú"), version=version)
    with pytest.raises(Refusal) as caught:
        outgoing.initial(
            by=actor("Phú"), at=AT, outgoing=life, version=lives.revised()[1], answers_for="nội dung"
        )
    assert caught.value.code == "outgoing.foreign_version"
    outgoing.initial(by=actor("Phú"), at=AT, outgoing=life, version=version, answers_for="nội dung")
    assert life.initials.get().seat == seat("Phú")


@law("QD11/D7.K5")
def test_d7_k5_the_approved_draft_goes_to_the_clerks_queue():
    life = lives.outgoing_at(OutgoingState.SIGNED)
    assert list(to_issue(actor("Vân"))) == []
    outgoing.send_to_issue(by=actor("Lâm"), at=AT, outgoing=life)
    assert list(to_issue(actor("Vân"))) == [life]
    assert [notice.kind for notice in unread(actor("Vân"))] == ["outgoing.to_issue"]


@law("QD11/D7.K5")
@pytest.mark.parametrize("state", [OutgoingState.SUBMITTED, OutgoingState.APPROVED])
def test_d7_k5_a_draft_sent_back_returns_to_its_drafter_with_the_reason(state):
    life = lives.outgoing_at(state)
    with pytest.raises(Refusal) as caught:
        outgoing.send_back(by=actor("Lâm"), at=AT, outgoing=life, reason=" ")
    assert caught.value.law == "QD11/D7.K5"
    outgoing.send_back(by=actor("Lâm"), at=AT, outgoing=life, reason="Thiếu số liệu.")
    assert lives.fresh(life).state == OutgoingState.DRAFTING
    line = lives.line(life, Part.LEAD)
    assert (line.seat, line.note) == (seat("Chi"), "Thiếu số liệu.")
    again, version = lives.revised(life)
    outgoing.submit(by=actor("Chi"), at=AT, outgoing=again, version=version, to=seat("Lâm"))
    assert Version.objects.filter(document=life.document).count() == 4, "nothing is overwritten"
