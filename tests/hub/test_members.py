"""Members and directory: the operator's verbs, their refusals, and what the audit keeps."""

from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from congvan.base.actor import Actor
from congvan.base.audit.models import AuditEvent
from congvan.base.errors import Denied, Stale
from congvan.hub.acts.roles import MEMBER, OPERATOR
from congvan.hub.members import actions, queries, tokens
from tests.hub.conftest import AT
from tests.hub.house import public_pem

BY = Actor(name="Vận hành", roles=frozenset({OPERATOR}))
OTHERS = [Actor(name="Ngọc", roles=frozenset()), Actor(name="he-thong", roles=frozenset({MEMBER}))]
PEM = public_pem(Ed25519PrivateKey.generate())
OPEN = {"name": "Sở Nội vụ", "level": 2, "valid_from": date(2018, 1, 1)}

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return actions.enroll_member(by=BY, at=AT, code="he-thong.snv", name="Hệ thống Sở Nội vụ", public_key=PEM)


@pytest.fixture
def agency(member):
    return actions.add_agency(by=BY, at=AT, member=member, code="000.00.05.H45", **OPEN)


@pytest.mark.law("QD11/D10.K4")
def test_d10_k4_only_the_operator_changes_who_takes_part(member, agency):
    calls = [
        lambda by: actions.enroll_member(by=by, at=AT, code="x", name="x", public_key=PEM),
        lambda by: actions.suspend_member(by=by, at=AT, member=member, reason="thử"),
        lambda by: actions.resume_member(by=by, at=AT, member=member, reason="thử"),
        lambda by: actions.add_agency(by=by, at=AT, member=member, code="1.H45", **OPEN),
        lambda by: actions.close_agency(by=by, at=AT, agency=agency, on=date(2019, 1, 1)),
    ]
    for call in calls:
        for other in OTHERS:
            with pytest.raises(Denied):
                call(other)
    assert AuditEvent.objects.filter(outcome="denied").count() == len(calls) * len(OTHERS)


@pytest.mark.law("QD11/D3.K3")
def test_d3_k3_a_member_is_enrolled_with_its_key(member):
    found = queries.member_key("he-thong.snv")
    assert (found.id, found.public_key, found.active) == (member.pk, PEM, True)
    kept = AuditEvent.objects.get(act="members.enroll", outcome="done").kept
    assert (kept["code"], len(kept["key_id"])) == ("he-thong.snv", 16)
    assert queries.member_key("he-thong.khac") is None


def test_a_code_is_enrolled_once(member):
    with pytest.raises(actions.MemberKnown):
        actions.enroll_member(by=BY, at=AT, code="he-thong.snv", name="Khác", public_key=PEM)


@pytest.mark.parametrize(
    "pem", ["", "không phải khóa", "-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----\n"]
)
def test_only_a_public_key_is_a_key(pem):
    with pytest.raises(actions.KeyUnfit):
        actions.enroll_member(by=BY, at=AT, code="x", name="x", public_key=pem)
    assert queries.member_key("x") is None


def test_only_an_ed25519_key_will_do():
    other = generate_private_key(SECP256R1()).public_key()
    pem = other.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    with pytest.raises(actions.KeyUnfit):
        actions.enroll_member(by=BY, at=AT, code="x", name="x", public_key=pem)


def test_suspend_and_resume_are_moves(member):
    actions.suspend_member(by=BY, at=AT, member=member, reason="Đổi máy chủ")
    assert not queries.member_key(member.code).active
    with pytest.raises(Stale):
        actions.suspend_member(by=BY, at=AT, member=member, reason="lần nữa")
    with pytest.raises(Stale):
        actions.add_agency(by=BY, at=AT, member=member, code="1.H45", **OPEN)
    actions.resume_member(by=BY, at=AT, member=member, reason="Đổi xong")
    assert queries.member_key(member.code).active


@pytest.mark.law("QD11/D3.K4")
def test_d3_k4_an_agency_is_found_by_its_code_while_the_code_holds(agency):
    actions.close_agency(by=BY, at=AT, agency=agency, on=date(2019, 7, 1))

    def holds(day):
        return queries.agency_on(agency.code, on=day) is not None

    assert [holds(date(2017, 12, 31)), holds(date(2018, 1, 1)), holds(date(2019, 6, 30)), holds(date(2019, 7, 1))] == [
        False, True, True, False,
    ]  # fmt: skip
    found = queries.receivers([agency.code, "9.H45"], on=date(2019, 7, 1))
    assert (found.held, found.closed) == ({}, frozenset({agency.code}))


def test_a_code_belongs_to_one_agency_at_a_time(member, agency):
    with pytest.raises(actions.CodeTaken):
        actions.add_agency(by=BY, at=AT, member=member, code=agency.code, **OPEN)
    actions.close_agency(by=BY, at=AT, agency=agency, on=date(2019, 7, 1))
    with pytest.raises(actions.CodeTaken):
        actions.add_agency(
            by=BY, at=AT, member=member, code=agency.code, **OPEN | {"valid_from": date(2019, 6, 30)}
        )
    again = OPEN | {"valid_from": date(2019, 7, 1), "name": "Sở mới"}
    actions.add_agency(by=BY, at=AT, member=member, code=agency.code, **again)
    assert queries.agency_on(agency.code, on=date(2019, 7, 1)).name == "Sở mới"
    assert queries.agency_on(agency.code, on=date(2019, 6, 30)).name == "Sở Nội vụ"


def test_a_code_is_closed_once_and_forward(agency):
    with pytest.raises(actions.PeriodBackward):
        actions.close_agency(by=BY, at=AT, agency=agency, on=date(2017, 12, 31))
    actions.close_agency(by=BY, at=AT, agency=agency, on=date(2018, 1, 1))
    with pytest.raises(actions.CodeClosed):
        actions.close_agency(by=BY, at=AT, agency=agency, on=date(2018, 1, 2))


def test_p70_a_change_comes_after_all_cursors_given_before(member, agency):
    before = queries.directory(since=0, limit=10)
    other = actions.add_agency(by=BY, at=AT, member=member, code="000.00.06.H45", **OPEN)
    actions.close_agency(by=BY, at=AT, agency=agency, on=date(2019, 1, 1))
    after = queries.directory(since=before.cursor, limit=10)
    assert [entry.code for entry in after.entries] == [other.code, agency.code]


def test_p13_expired_tokens_are_forgotten_living_ones_not(member):
    from datetime import UTC, datetime, timedelta

    now = datetime.now(UTC)
    assert tokens.spend(member_id=member.pk, jti="old", expires_at=now - timedelta(seconds=1))
    assert tokens.spend(member_id=member.pk, jti="new", expires_at=now + timedelta(seconds=60))
    assert not tokens.spend(member_id=member.pk, jti="new", expires_at=now + timedelta(seconds=60))
    assert tokens.forget_expired() == 1
    assert not tokens.spend(member_id=member.pk, jti="new", expires_at=now + timedelta(seconds=60))
