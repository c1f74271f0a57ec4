"""acting(): one durable transaction, one audit row, keys that are spent only by what was done."""

from dataclasses import replace

import pytest
from django.db import connection, transaction

from congvan.base.acting import acting
from congvan.base.actor import RequestMark
from congvan.base.audit.models import AuditEvent
from congvan.base.errors import KeyReused, Repeated, Stale
from congvan.base.models import ActKey
from congvan.law.parameters import Ground
from congvan.node.acts import admin, incoming
from congvan.node.acts.states import IncomingState
from congvan.node.agencies import actions
from congvan.node.agencies.models import Unit
from congvan.node.incoming import actions as incoming_verbs
from congvan.node.incoming.refusals import ReasonMissing
from tests.node import cast, lives
from tests.node.cast import AT, actor

pytestmark = pytest.mark.usefixtures("node")


def marked(name: str, *, key: str = "k-1", digest: str = "a" * 64):
    return actor(name, request=RequestMark(id="r", key=key, digest=digest))


def last() -> AuditEvent:
    return AuditEvent.objects.order_by("recorded_at", "id").last()


class Broken(Exception):
    pass


def test_a_bug_in_a_verb_undoes_all_and_is_audited_as_failed():
    life = lives.arrived()

    def verb() -> None:
        with acting(actor("Vân"), incoming.REJECT, on=life, at=AT):
            Unit.objects.create(agency=cast.agency(), name="dở dang")
            raise Broken("secret detail")

    with pytest.raises(Broken):
        verb()
    assert not Unit.objects.filter(name="dở dang").exists()
    assert lives.fresh(life).state == IncomingState.ARRIVED
    event = AuditEvent.objects.get(act=incoming.REJECT.code)
    assert (event.outcome, event.reason, event.kept) == ("failed", "Broken", {}), (
        "the message may hold content"
    )


def test_the_reason_of_a_refusal_is_audited_and_nothing_is_kept():
    life = lives.arrived()
    with pytest.raises(ReasonMissing):
        incoming_verbs.reject(by=actor("Vân"), at=AT, incoming=life, ground=Ground.WRONG_RECIPIENT, reason="")
    event = AuditEvent.objects.get(act=incoming.REJECT.code)
    assert event.reason == "incoming.reject.reason_missing: Phải ghi rõ lý do từ chối tiếp nhận."
    assert event.kept == {}


def test_only_announced_facts_are_kept():
    with (
        pytest.raises(AssertionError, match="does not keep"),
        acting(actor("Quân"), admin.ADD_UNIT, on=cast.agency(), at=AT) as deed,
    ):
        deed.keep(password="x")


def test_legal_time_carries_its_zone():
    with (
        pytest.raises(AssertionError, match="zone"),
        acting(actor("Quân"), admin.ADD_UNIT, on=cast.agency(), at=AT.replace(tzinfo=None)),
    ):
        pass


def test_an_act_within_an_act_is_a_bug():
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        actions.add_unit(by=actor("Quân"), at=AT, agency=cast.agency(), name="Thanh tra")
    assert not Unit.objects.filter(name="Thanh tra").exists()


def test_a_key_is_spent_only_by_what_was_done():
    life, by = lives.arrived(), marked("Vân")
    call = {"by": by, "at": AT, "incoming": life, "ground": Ground.WRONG_RECIPIENT}
    with pytest.raises(ReasonMissing):
        incoming_verbs.reject(**call, reason="")
    assert not ActKey.objects.exists()
    incoming_verbs.reject(**call, reason="Gửi nhầm.")
    with pytest.raises(Repeated):
        incoming_verbs.reject(**call, reason="Gửi nhầm.")


def test_a_key_stands_for_one_request_of_one_act():
    add = {"at": AT, "agency": cast.agency()}
    actions.add_unit(by=marked("Quân"), name="Thanh tra", **add)
    with pytest.raises(KeyReused):
        actions.add_unit(by=marked("Quân", digest="b" * 64), name="Tổ chức", **add)
    with pytest.raises(KeyReused):
        actions.enroll_user(by=marked("Quân"), login="bao", name="Bùi Bảo", password="dài", **add)
    assert last().outcome == "refused"
    assert set(Unit.objects.filter(name__in=["Thanh tra", "Tổ chức"]).values_list("name", flat=True)) == {
        "Thanh tra"
    }


def test_the_keys_of_two_seats_are_apart():
    first, second = lives.arrived(), lives.submitted()
    into = cast.register(lives.Purpose.INCOMING)
    incoming_verbs.register(by=marked("Vân"), at=AT, incoming=first, into=into)
    incoming_verbs.direct(by=marked("Lâm"), at=AT, incoming=second, text="Giao.", lead=cast.seat("Chi"))
    assert ActKey.objects.count() == 2


def test_who_lost_the_relation_by_the_move_is_late_who_lacks_the_role_is_denied():
    from congvan.base.errors import Denied

    life = lives.in_handling()
    direct = {"at": AT, "incoming": life, "text": "Giao.", "lead": cast.seat("Chi")}
    with pytest.raises(Stale):
        incoming_verbs.direct(by=actor("Lâm"), **direct)
    with pytest.raises(Denied):
        incoming_verbs.direct(by=actor("Vân"), **direct)


def test_roles_count_only_where_they_are_held():
    life = lives.arrived()
    outside = replace(actor("Ngọc"), seat_ids=actor("Vân").seat_ids)
    facts = life.facts_for(outside)
    assert (facts.holds, facts.visible) == (frozenset(), False)


def test_the_audit_takes_no_unknown_outcome():
    from django.db import IntegrityError

    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEvent.objects.create(act="x", outcome="maybe", actor_name="x", subject_kind="x", at=AT)
    assert connection.is_usable()
