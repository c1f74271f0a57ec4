"""Reads on members and the directory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from congvan.hub.acts.members import ACTIVE
from congvan.hub.members.models import HubAgency, Member


@dataclass(frozen=True)
class MemberKey:
    """What is needed to check who calls."""

    id: UUID
    code: str
    public_key: str
    active: bool


@dataclass(frozen=True)
class Entry:
    """One agency of the directory."""

    code: str
    name: str
    level: int
    member: str
    valid_from: date
    valid_to: date | None
    represented: bool


@dataclass(frozen=True)
class Page:
    """A part of the directory, and the cursor from which to go on."""

    entries: tuple[Entry, ...]
    cursor: int
    has_more: bool


@dataclass(frozen=True)
class Receivers:
    """What codes mean on a day: who holds each, and which codes are held on other days only."""

    held: dict[str, HubAgency]
    closed: frozenset[str]


def member_key(code: str) -> MemberKey | None:
    """The key of a member; None where no such member is enrolled."""
    member = Member.objects.filter(code=code).first()
    if member is None:
        return None
    return MemberKey(member.pk, member.code, member.public_key, active=member.state == ACTIVE)


def get_member(member_id: UUID) -> Member:
    """A member that has just been authenticated."""
    return Member.objects.get(pk=member_id)


def agency_on(code: str, *, on: date) -> HubAgency | None:
    """The agency that holds a code on a day."""
    period = Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gt=on))
    return HubAgency.objects.filter(period, code=code).select_related("member").first()


def receivers(codes: Sequence[str], *, on: date) -> Receivers:
    """Look codes up in the directory, as it is on a day."""
    rows = HubAgency.objects.filter(code__in=codes)
    held = {
        row.code: row for row in rows if row.valid_from <= on and (row.valid_to is None or row.valid_to > on)
    }
    return Receivers(held, frozenset(row.code for row in rows) - held.keys())


def code_free(code: str, *, since: date) -> bool:
    """Whether nobody holds a code on or after a day."""
    later = Q(valid_to=None) | Q(valid_to__gt=since)
    return not HubAgency.objects.filter(later, code=code).exists()


def directory(*, since: int, limit: int) -> Page:
    """The agencies that were added or changed after `since`, in order of change."""
    rows = list(
        HubAgency.objects.filter(change__gt=since).select_related("member").order_by("change")[: limit + 1]
    )
    shown = rows[:limit]
    return Page(
        entries=tuple(_entry(row) for row in shown),
        cursor=shown[-1].change if shown else since,
        has_more=len(rows) > limit,
    )


def members_by_name() -> tuple[tuple[str, str, int], ...]:
    """Code, name and number of open agencies of each active member, by code."""
    rows = Member.objects.filter(state=ACTIVE).order_by("code")
    return tuple((row.code, row.name, row.hubagency_set.filter(valid_to=None).count()) for row in rows)


def _entry(row: HubAgency) -> Entry:
    return Entry(
        code=row.code,
        name=row.name,
        level=row.level,
        member=row.member.code,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        represented=row.represented,
    )
