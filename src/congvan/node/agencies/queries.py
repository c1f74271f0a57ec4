"""Reads about agencies: by code, their rules in force, the authority and key of a seat or a body."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import Q

from congvan.law.holidays import national_calendar
from congvan.law.rulebook import Rulebook, resolve
from congvan.law.working_time import WorkingCalendar
from congvan.node.agencies.models import (
    Agency,
    AgencyCode,
    Appointment,
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


def bodies_of(agency: Agency) -> list[tuple[str, str]]:
    """The bodies for which an agency issues, to choose from: id and name."""
    rows = IssuingBody.objects.filter(agency=agency).order_by("id").values_list("id", "name")
    return [(str(pk), name) for pk, name in rows]


def body_of(agency: Agency, identifier: str) -> IssuingBody:
    """A body of an agency that was chosen. IssuingBody.DoesNotExist for another's."""
    return IssuingBody.objects.get(agency=agency, pk=identifier)


def unit_of_seat(seat_id: Any) -> str:
    """The short name of the unit in which a seat is, its full name where it has none."""
    unit = Seat.objects.select_related("unit").get(pk=seat_id).unit
    return str(unit.abbreviation or unit.name)


@dataclass(frozen=True)
class Signer:
    """Somebody who may sign: `form` is TM., KT., TL., …, `lines` what is printed over the signature."""

    seat: str
    name: str
    title: str
    form: str
    lines: tuple[str, ...]


def signers(body: IssuingBody, *, kind: str, on: date) -> list[Signer]:
    """Who may sign a kind of document for a body on a day, by given name. Law: QD11/D3.K1.a."""
    in_force = Q(from_date__lte=on) & (Q(to_date=None) | Q(to_date__gte=on))
    found: dict[Any, SigningAuthority] = {}
    for row in SigningAuthority.objects.filter(in_force, body=body).order_by("-from_date"):
        if not row.kinds or kind in row.kinds:
            found.setdefault(row.seat_id, row)
    held = Appointment.objects.filter(in_force, seat__in=found).order_by("user__sort_key", "id")
    rows = held.values_list("seat_id", "user__name", "seat__title")
    return [
        Signer(str(seat), name, title, found[seat].form, tuple(found[seat].lines))
        for seat, name, title in rows
    ]


class _Nobody:
    agency = None


_NOBODY = _Nobody()
