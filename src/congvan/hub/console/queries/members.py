"""Members: who takes part, when each was last heard, what waits for it, what was decided about it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, DurationField, ExpressionWrapper, F, Min, OuterRef, Q, Subquery
from django.db.models.functions import Now

from congvan.base.audit.models import AuditEvent
from congvan.hub.acts.members import (
    ACTIVE,
    ENROLL_MEMBER,
    RESUME_MEMBER,
    SUSPEND_MEMBER,
)
from congvan.hub.acts.relay import WAITING
from congvan.hub.console.limits import AGENCIES_SHOWN_MAX, HISTORY_SHOWN_MAX, MEMBERS_SHOWN_MAX
from congvan.hub.members.models import HubAgency, Member
from congvan.hub.relay.models import Delivery, PacketRow

DECISIONS = (ENROLL_MEMBER, SUSPEND_MEMBER, RESUME_MEMBER)


@dataclass(frozen=True)
class MemberLine:
    """A member at a glance. `silent_for` is real time since it last asked; None: it never did."""

    id: UUID
    code: str
    name: str
    active: bool
    agencies: int
    silent_for: timedelta | None
    sent_at: datetime | None
    waiting: int
    waiting_since: datetime | None


@dataclass(frozen=True)
class AgencyLine:
    """An agency of a member, as the directory has it."""

    code: str
    name: str
    level: int
    valid_from: date
    valid_to: date | None
    represented: bool


@dataclass(frozen=True)
class Decision:
    """An act that was done to a member's connection; `about` is the reason given."""

    code: str
    label: str
    at: datetime
    by: str
    about: str


@dataclass(frozen=True)
class MemberPage:
    """All that the console tells of a member."""

    line: MemberLine
    enrolled_at: datetime
    agencies: tuple[AgencyLine, ...]
    decisions: tuple[Decision, ...]


def members() -> tuple[MemberLine, ...]:
    """Every member by its code, at most MEMBERS_SHOWN_MAX."""
    return _lines(Q())


def member_page(member_id: UUID) -> MemberPage | None:
    """One member; None where there is none."""
    member = Member.objects.filter(pk=member_id).first()
    if member is None:
        return None
    rows = HubAgency.objects.filter(member=member).order_by(F("valid_to").desc(nulls_first=True), "code")
    return MemberPage(
        line=_lines(Q(pk=member_id))[0],
        enrolled_at=member.enrolled_at,
        agencies=tuple(_agency(row) for row in rows[:AGENCIES_SHOWN_MAX]),
        decisions=_decisions(member_id),
    )


def find_member(member_id: UUID) -> Member | None:
    """A member to be acted on: the act decides who may."""
    return Member.objects.filter(pk=member_id).first()


def _lines(which: Q) -> tuple[MemberLine, ...]:
    sent = PacketRow.objects.filter(member=OuterRef("pk")).order_by("-received_at").values("received_at")
    rows = (
        Member.objects.filter(which)
        .annotate(
            open_agencies=Count("hubagency", filter=Q(hubagency__valid_to=None)),
            silent_for=ExpressionWrapper(Now() - F("pulled_at"), output_field=DurationField()),
            sent_at=Subquery(sent[:1]),
        )
        .order_by("code")[:MEMBERS_SHOWN_MAX]
    )
    waiting = _waiting()
    return tuple(
        MemberLine(
            row.pk,
            row.code,
            row.name,
            row.state == ACTIVE,
            row.open_agencies,
            row.silent_for,
            row.sent_at,
            *waiting.get(row.pk, (0, None)),
        )
        for row in rows
    )


def _waiting() -> dict[UUID, tuple[int, datetime | None]]:
    """How much waits for each member, and since when; what was erased waits for nobody."""
    rows = (
        Delivery.objects.filter(state=WAITING, packet__file__erasure=None)
        .values("member_id")
        .annotate(count=Count("id"), since=Min("available_at"))
    )
    return {row["member_id"]: (row["count"], row["since"]) for row in rows}


def _agency(row: HubAgency) -> AgencyLine:
    return AgencyLine(row.code, row.name, row.level, row.valid_from, row.valid_to, row.represented)


def _decisions(member_id: UUID) -> tuple[Decision, ...]:
    """The newest first."""
    labels = {act.code: act.label for act in DECISIONS}
    rows = AuditEvent.objects.filter(subject_id=member_id, act__in=labels, outcome="done").order_by("-id")
    return tuple(
        Decision(
            row.act,
            labels[row.act],
            row.at,
            row.actor_name,
            str(row.kept.get("reason", "")),
        )
        for row in rows[:HISTORY_SHOWN_MAX]
    )
