"""Reads about agencies: by code, their rules in force, the authority and key of a seat or a body."""

from datetime import date, time

from django.db.models import Q

from congvan.law.holidays import national_calendar
from congvan.law.rulebook import Rulebook, resolve
from congvan.law.working_time import WorkingCalendar
from congvan.node.agencies.models import (
    Agency,
    AgencyCode,
    Installation,
    IssuingBody,
    Seat,
    SigningAuthority,
    SigningKey,
)

INSTALLATION = "hệ thống này"


def agency_by_code(code: str) -> Agency | None:
    """The agency of this node that has, or ever had, a code. An open code wins over a closed one."""
    row = AgencyCode.objects.filter(code=code).order_by("-to_date").select_related("agency")
    return (row.filter(to_date=None).first() or row.first() or _NOBODY).agency


def own_code(agency: Agency) -> str:
    """The code that an agency signs its packets with: the one in force, newest first."""
    return AgencyCode.objects.filter(agency=agency, to_date=None).order_by("-from_date", "id")[0].code


def open_codes() -> dict[str, Agency]:
    """Every code in force at this node with its agency."""
    rows = AgencyCode.objects.filter(to_date=None).select_related("agency")
    return {row.code: row.agency for row in rows}


def agencies_by_name() -> list[tuple[str, str]]:
    """Code and name of the agencies of this node, in Vietnamese order."""
    rows = AgencyCode.objects.filter(to_date=None, agency__closed_on=None)
    return list(rows.order_by("agency__sort_key", "code").values_list("code", "agency__name"))


def installation() -> Installation:
    """The node itself as the subject of the operator's and the system's acts."""
    row, _ = Installation.objects.get_or_create(name=INSTALLATION)
    return row


def rules_for(agency: Agency, *, on: date) -> Rulebook:
    """The rules that bind an agency on a day, by its profile and pilot adoption."""
    return resolve(profile=agency.profile, on=on, adopted_on=agency.adopted_on)


def calendar_of(agency: Agency) -> WorkingCalendar:
    """The working calendar of an agency: eight hours a day on the Vietnamese calendar (QD11/D5.K2)."""
    hours = tuple((time.fromisoformat(early), time.fromisoformat(late)) for early, late in agency.hours)
    return national_calendar(hours=hours) if hours else national_calendar()


def authority_in_force(*, seat: Seat, body: IssuingBody, kind: str, on: date) -> SigningAuthority | None:
    """The authority under which a seat may sign a kind of document for a body on a day."""
    rows = SigningAuthority.objects.filter(seat=seat, body=body, from_date__lte=on)
    rows = rows.filter(Q(to_date=None) | Q(to_date__gte=on)).order_by("-from_date")
    return next((row for row in rows if not row.kinds or kind in row.kinds), None)


def key_in_force(*, on: date, seat: Seat | None = None, body: IssuingBody | None = None) -> SigningKey | None:
    """The signing key of a seat or the seal key of a body on a day."""
    rows = SigningKey.objects.filter(seat=seat, body=body, from_date__lte=on)
    return rows.filter(Q(to_date=None) | Q(to_date__gte=on)).order_by("-from_date").first()


class _Nobody:
    agency = None


_NOBODY = _Nobody()
