"""Random acts by random people: whatever they try, the invariants of the system hold after every attempt."""

from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from congvan.base.audit.models import AuditEvent
from congvan.base.audit.sealing import seal_batch, verify_seals
from congvan.base.errors import NotDone
from congvan.law.parameters import Ground
from congvan.node.acts.roles import CHIEF_OF_OFFICE, CLERK, LEADER
from congvan.node.agencies.people import NodeActor
from congvan.node.assignments import actions as lines
from congvan.node.assignments.models import Line
from congvan.node.documents.models import Document, Version
from congvan.node.documents.queries import visible_to
from congvan.node.incoming import actions as incoming
from congvan.node.incoming.models import Channel, Incoming
from congvan.node.outgoing import actions as outgoing
from congvan.node.outgoing.models import AnswersFor, Outgoing
from congvan.node.registers.models import Number, Purpose, Series
from congvan.node.registers.queries import check_ledger
from tests.node import cast, lives, papers
from tests.node.cast import AT, HUYEN, SO

EVERYBODY = [*cast.PEOPLE, "mọi vai trò", "hệ thống"]
PICK = st.integers(0, 1000)
SEAT = st.sampled_from(["Lâm", "Chi", *cast.PEOPLE])
REASON = st.sampled_from(["Gửi nhầm nơi nhận.", "   "])
WHOLE_AGENCY = {CLERK, LEADER, CHIEF_OF_OFFICE}


def mostly(name: str) -> st.SearchStrategy[str]:
    """Half of the tries by whoever may do it, half by anybody."""
    return st.one_of(st.just(name), st.sampled_from(EVERYBODY))


def who(name: str) -> NodeActor:
    return cast.stranger() if name == "mọi vai trò" else cast.actor(name)


class Walk(RuleBasedStateMachine):
    """Documents of both agencies, and people of both who try things."""

    @initialize()
    def begin(self) -> None:
        self.savepoint = transaction.savepoint()
        lives.arrived(code=HUYEN)
        for bring in (lives.arrived, lives.registered, lives.submitted, lives.in_handling, lives.revised):
            bring()
        self.attempts, self.refused = AuditEvent.objects.count(), 0
        self.people = {name: who(name) for name in EVERYBODY}
        self.files = {"draft": lives.upload(papers.draft().pdf)}

    def teardown(self) -> None:
        seal_batch()
        verdict = verify_seals()
        assert verdict.fault is None
        assert verdict.open_events == 0
        assert verdict.sealed_events == self.attempts
        transaction.savepoint_rollback(self.savepoint)

    def attempt(self, verb: Any, name: str, **kwargs: Any) -> None:
        """One try: done or lawfully refused; anything else is a bug and ends the walk."""
        self.attempts += 1
        try:
            verb(by=self.people[name], at=AT, **kwargs)
        except NotDone:
            self.refused += 1

    def pick(self, model: Any, number: int) -> Any:
        rows = list(model.objects.order_by("id"))
        return rows[number % len(rows)] if rows else None

    @rule(
        code=st.sampled_from([SO, HUYEN]), who=st.sampled_from(["hệ thống", "Vân"]), urgency=st.integers(0, 3)
    )
    def arrives(self, code: str, who: str, urgency: int) -> None:
        self.attempt(
            incoming.arrive,
            who,
            agency=cast.agency(code),
            arrival=lives.arrival(urgency=urgency, legal_class=""),
        )

    @rule(who=mostly("Vân"), marking=st.sampled_from(["", "", "Mật"]))
    def enters_by_hand(self, who: str, marking: str) -> None:
        facts = lives.description(sender_code="", exchange_id="")
        self.attempt(
            incoming.enter_by_hand, who, register=cast.register(Purpose.INCOMING), channel=Channel.POST,
            description=facts, marking=marking,
        )  # fmt: skip

    @rule(who=mostly("Vân"), number=PICK, code=st.sampled_from([SO, HUYEN]))
    def registers(self, who: str, number: int, code: str) -> None:
        if life := self.pick(Incoming, number):
            self.attempt(incoming.register, who, incoming=life, into=cast.register(Purpose.INCOMING, code))

    @rule(who=mostly("Vân"), number=PICK, ground=st.sampled_from(list(Ground)), reason=REASON)
    def rejects(self, who: str, number: int, ground: Ground, reason: str) -> None:
        if life := self.pick(Incoming, number):
            self.attempt(incoming.reject, who, incoming=life, ground=ground, reason=reason)

    @rule(who=mostly("Vân"), number=PICK, to=SEAT)
    def submits(self, who: str, number: int, to: str) -> None:
        if life := self.pick(Incoming, number):
            self.attempt(incoming.submit, who, incoming=life, to=cast.seat(to))

    @rule(who=mostly("Lâm"), number=PICK, lead=SEAT, told=SEAT)
    def directs(self, who: str, number: int, lead: str, told: str) -> None:
        if life := self.pick(Incoming, number):
            self.attempt(
                incoming.direct, who, incoming=life, text="Giao xử lý.", lead=cast.seat(lead),
                informed=[cast.seat(told)],
            )  # fmt: skip

    @rule(who=mostly("Chi"), number=PICK)
    def finishes(self, who: str, number: int) -> None:
        if life := self.pick(Incoming, number):
            self.attempt(incoming.finish, who, incoming=life, outcome="Đã giải quyết.")

    @rule(who=mostly("Chi"), number=PICK, to=SEAT)
    def forwards(self, who: str, number: int, to: str) -> None:
        if line := self.pick(Line, number):
            version = line.document.versions.order_by("-ordinal").first()
            self.attempt(lines.forward, who, line=line, to=cast.seat(to), version=version)

    @rule(who=mostly("Chi"), number=PICK, reason=REASON)
    def returns(self, who: str, number: int, reason: str) -> None:
        if line := self.pick(Line, number):
            self.attempt(lines.return_line, who, line=line, reason=reason)

    @rule(who=mostly("Phú"), number=PICK)
    def acknowledges(self, who: str, number: int) -> None:
        if line := self.pick(Line, number):
            self.attempt(lines.acknowledge, who, line=line)

    @rule(who=st.sampled_from(list(cast.PEOPLE)), number=PICK, code=st.sampled_from([SO, HUYEN]))
    def starts(self, who: str, number: int, code: str) -> None:
        self.attempt(
            outgoing.start, who, agency=cast.agency(code), body=cast.body(), kind="official_letter",
            symbol=papers.SYMBOL, subject="trả lời", answers=self.pick(Document, number),
        )  # fmt: skip

    @rule(who=mostly("Chi"), number=PICK)
    def revises(self, who: str, number: int) -> None:
        if life := self.pick(Outgoing, number):
            self.attempt(
                outgoing.revise, who, outgoing=life, main=self.files["draft"], places=papers.places()
            )

    @rule(who=mostly("Phú"), number=PICK, other=PICK)
    def initials(self, who: str, number: int, other: int) -> None:
        life, version = self.pick(Outgoing, number), self.pick(Version, other)
        if life and version:
            self.attempt(outgoing.initial, who, outgoing=life, version=version, answers_for=AnswersFor.FORM)

    @rule(who=mostly("Chi"), number=PICK, other=PICK, to=SEAT)
    def submits_draft(self, who: str, number: int, other: int, to: str) -> None:
        life, version = self.pick(Outgoing, number), self.pick(Version, other)
        if life and version:
            self.attempt(outgoing.submit, who, outgoing=life, version=version, to=cast.seat(to))

    @rule(who=mostly("Lâm"), number=PICK, reason=REASON)
    def sends_back(self, who: str, number: int, reason: str) -> None:
        if life := self.pick(Outgoing, number):
            self.attempt(outgoing.send_back, who, outgoing=life, reason=reason)

    @rule(who=mostly("Lâm"), number=PICK)
    def approves(self, who: str, number: int) -> None:
        if life := self.pick(Outgoing, number):
            self.attempt(outgoing.approve, who, outgoing=life)

    @invariant()
    def one_audit_row_per_attempt(self) -> None:
        assert AuditEvent.objects.count() == self.attempts

    @invariant()
    def every_number_once_and_none_missing(self) -> None:
        connection.check_constraints()
        for series in Series.objects.all():
            values = list(Number.objects.filter(series=series).values_list("value", flat=True))
            assert len(values) == len(set(values)) == series.last
            assert check_ledger(series).missing == ()
        used = set(Number.objects.values_list("document_id", flat=True))
        assert used == set(Incoming.objects.exclude(number=None).values_list("document_id", flat=True))

    @invariant()
    def everybody_sees_their_own_only(self) -> None:
        for name, actor in self.people.items():
            seen = visible_to(actor)
            assert not seen.exclude(agency=actor.scope_id).exists()
            if not actor.roles & WHOLE_AGENCY:
                held = Line.objects.filter(seat__in=actor.seat_ids).values("document")
                assert not seen.exclude(pk__in=held).exists(), f"{name} sees what they never held"


def test_random_acts_by_random_people_break_no_invariant(node):
    quick = settings(
        max_examples=8, stateful_step_count=40, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(Walk, settings=quick)


@pytest.mark.parametrize("column", ["reason", "outcome", "kept"])
def test_a_changed_event_is_refused_and_an_altered_one_found(node, column):
    """The trigger refuses the change; whoever gets around it is found by the seals."""
    from django.db import DatabaseError

    lives.registered()
    seal_batch()
    event = AuditEvent.objects.latest("id")
    value = {"forged": True} if column == "kept" else "denied"
    with pytest.raises(DatabaseError, match="chỉ được ghi thêm"), transaction.atomic():
        AuditEvent.objects.filter(pk=event.pk).update(**{column: value})
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE base_auditevent DISABLE TRIGGER append_only_row")
        AuditEvent.objects.filter(pk=event.pk).update(**{column: value})
    assert "bị sửa" in verify_seals().fault
