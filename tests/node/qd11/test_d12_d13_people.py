"""Điều 12 khoản 1, Điều 13: the system is handed over; everybody answers for their own account."""

from dataclasses import replace
from datetime import timedelta

import pytest

from congvan.base.audit.models import AuditEvent
from congvan.base.errors import Denied, Refusal
from congvan.node.acts.roles import ADMIN, CLERK, LEADER, OFFICER, REPORTER
from congvan.node.acts.states import IncomingState, OutgoingState
from congvan.node.agencies import actions
from congvan.node.agencies.models import Agency, Duty
from congvan.node.agencies.people import NoSeat, actor_for, operator, seats_with_role
from congvan.node.agencies.queries import installation
from congvan.node.documents.queries import visible_to
from congvan.node.incoming import actions as incoming
from congvan.node.outgoing import actions as outgoing
from congvan.node.outgoing.queries import newest_version
from congvan.node.outgoing.reserving import prepare_leader
from congvan.node.registers.models import Purpose
from tests.node import cast, lives
from tests.node.cast import AT, FROM, actor, seat
from tests.node.scene import signed

pytestmark = pytest.mark.usefixtures("node")
law = pytest.mark.law


@law("QD11/D12.K1", "QD11/D2.K1")
def test_d12_k1_the_operator_founds_an_agency_and_hands_it_to_its_admin():
    home = actions.found_agency(
        by=operator(), at=AT, installation=installation(), name="Sở Tài chính", abbreviation="STC",
        code="000.00.12.H45", scheme="QCVN102", level=2, place="Phú Yên", profile=cast.PROFILE,
        letterhead="Sở Tài chính",
    )  # fmt: skip
    unit = actions.add_unit(by=operator(), at=AT, agency=home, name="Văn phòng")
    bao = actions.enroll_user(by=operator(), at=AT, agency=home, login="bao", name="Bùi Bảo", password="dài")
    place = actions.appoint(by=operator(), at=AT, unit=unit, user=bao, title="Quản trị", from_date=FROM)
    actions.give_duty(by=operator(), at=AT, seat=place, role=ADMIN, from_date=FROM)
    admin = actor_for(user=bao, agency=home, at=AT)
    actions.add_unit(by=admin, at=AT, agency=home, name="Phòng Ngân sách")
    assert AuditEvent.objects.latest("id").actor_name == "Bùi Bảo"


@law("QD11/D12.K1")
def test_d12_k1_no_agency_founds_another():
    with pytest.raises(Denied):
        actions.found_agency(
            by=actor("Quân"), at=AT, installation=installation(), name="Sở Tài chính", abbreviation="STC",
            code="000.00.12.H45", scheme="QCVN102", level=2, place="Phú Yên", profile=cast.PROFILE,
            letterhead="Sở Tài chính",
        )  # fmt: skip
    assert Agency.objects.count() == len(cast.AGENCIES)


@law("QD11/D12.K1", "QD11/D2.K2")
def test_d12_k1_the_operator_reads_no_document():
    lives.in_handling()
    assert not visible_to(operator()).exists()


@law("QD11/D13.K2")
def test_d13_k2_every_act_stands_under_the_account_and_seat_of_who_did_it():
    life = lives.in_handling()
    incoming.finish(by=actor("Chi"), at=AT, incoming=life, outcome="Đã trả lời.")
    trail = AuditEvent.objects.filter(subject_id=life.pk).order_by("id")
    assert [(event.act, event.user_id, event.seat_id) for event in trail] == [
        ("incoming.register", cast.user("Vân").id, seat("Vân").id),
        ("incoming.submit", cast.user("Vân").id, seat("Vân").id),
        ("incoming.direct", cast.user("Lâm").id, seat("Lâm").id),
        ("incoming.finish", cast.user("Chi").id, seat("Chi").id),
    ]


def delegated() -> None:
    actions.delegate(
        by=actor("Lâm"), at=AT, seat=seat("Lâm"), substitute=seat("Phú"), from_date=AT.date(),
        to_date=AT.date() + timedelta(days=2), reason="Đi công tác",
    )  # fmt: skip


@law("QD11/D13.K2")
def test_d13_k2_a_substitute_acts_under_their_own_name_for_the_stated_days():
    life = lives.submitted()
    with pytest.raises(Denied):
        incoming.direct(by=actor("Phú"), at=AT, incoming=life, text="Giao Chi.", lead=seat("Chi"))
    delegated()
    after = AT + timedelta(days=3)
    assert LEADER not in actor("Phú", at=after).roles
    incoming.direct(by=actor("Phú"), at=AT, incoming=life, text="Giao Chi.", lead=seat("Chi"))
    directive = life.directives.get()
    assert (directive.user, directive.seat) == (cast.user("Phú"), seat("Phú"))


@law("QD11/D13.K2")
def test_d13_k2_a_substitute_never_signs_with_the_key_of_another():
    life = lives.outgoing_at(OutgoingState.APPROVED)
    delegated()
    chain = cast.key("lam").certificate_chain()
    pdf = signed(prepare_leader(newest_version(life), name=actor("Lâm").name, chain=chain, at=AT), "lam")
    with pytest.raises(Refusal) as caught:
        outgoing.sign(by=actor("Phú"), at=AT, outgoing=life, signed=pdf)
    assert caught.value.code == "outgoing.sign.others_signature"
    assert not life.signatures.exists()


@law("QD11/D13.K2")
def test_d13_k2_without_an_appointment_there_is_no_actor():
    with pytest.raises(NoSeat):
        actor_for(user=cast.user("Ngọc"), agency=cast.agency(), at=AT)
    with pytest.raises(NoSeat):
        actor("Chi", at=AT.replace(day=1))


@law("QD11/D13.K2")
def test_d13_k2_passwords_are_kept_as_hashes():
    user = actions.enroll_user(
        by=actor("Quân"), at=AT, agency=cast.agency(), login="bao", name="Bùi Bảo", password="rất bí mật"
    )
    assert "rất bí mật" not in user.password
    assert user.check_password("rất bí mật")
    assert "rất bí mật" not in str(AuditEvent.objects.latest("id").kept)


@law("QD11/D13.K3.P1", "QD11/D13.K3.P2")
def test_d13_k3_what_arrives_is_registered_by_the_clerk_and_by_nobody_else():
    life, into = lives.arrived(), cast.register(Purpose.INCOMING)
    for name in set(cast.PEOPLE) - {"Vân"}:
        with pytest.raises(Denied):
            incoming.register(by=actor(name), at=AT, incoming=life, into=into)
    incoming.register(by=actor("Vân"), at=AT, incoming=life, into=into)
    assert lives.fresh(life).state == IncomingState.REGISTERED


@law("QD11/D13.K3.P3")
def test_d13_k3_the_admin_gives_duties_from_a_day_on():
    actions.give_duty(
        by=actor("Quân"), at=AT, seat=seat("Chi"), role=REPORTER, from_date=AT.date() + timedelta(days=1)
    )
    assert actor("Chi").roles == {OFFICER}
    assert actor("Chi", at=AT + timedelta(days=1)).roles == {OFFICER, REPORTER}
    assert seats_with_role(cast.agency(), REPORTER, on=AT.date()) == []


@law("QD11/D13.K3.P3")
def test_d13_k3_the_admin_gives_himself_no_duty_and_no_authority():
    own = {"seat": seat("Quân"), "from_date": FROM}
    with pytest.raises(Refusal) as caught:
        actions.give_duty(by=actor("Quân"), at=AT, role=CLERK, **own)
    assert caught.value.code == "agencies.own_seat"
    with pytest.raises(Refusal) as caught:
        actions.empower(
            by=actor("Quân"),
            at=AT,
            body=cast.body(),
            form="TL.",
            lines=["TL. GIÁM ĐỐC"],
            basis="Tự giao",
            **own,
        )
    assert caught.value.code == "agencies.own_seat"
    later = actions.appoint(
        by=actor("Quân"), at=AT, unit=cast.unit("Văn phòng"), user=cast.user("Quân"), title="Chánh Văn phòng",
        from_date=AT.date() + timedelta(days=30),
    )  # fmt: skip
    with pytest.raises(Refusal):
        actions.give_duty(by=actor("Quân"), at=AT, seat=later, role=LEADER, from_date=FROM)
    held = Duty.objects.filter(seat__in=[own["seat"], later])
    assert list(held.values_list("role", flat=True)) == ["admin"]


@law("QD11/D13.K3.P3")
def test_d13_k3_the_admin_reads_no_content():
    lives.in_handling()
    lives.outgoing_at(OutgoingState.SUBMITTED)
    assert not visible_to(actor("Quân")).exists()
    assert not visible_to(replace(actor("Quân"), roles=frozenset({ADMIN}))).exists()


@law("QD11/D13.K3.P3")
@pytest.mark.parametrize("name", ["Vân", "Lâm", "Chi", "Phú", "Ngọc"])
def test_d13_k3_only_the_admin_gives_duties(name):
    with pytest.raises(Denied):
        actions.give_duty(by=actor(name), at=AT, seat=seat("Chi"), role=CLERK, from_date=FROM)
