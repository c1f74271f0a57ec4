"""What the page of issuing reads: the number to come, the places on the page, who was written to before.

Beside the fixed file names of a package (ADR 0010): `queries` serves the lists, this the one page of QD11/D8.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count

from congvan.law.kinds import kind as kind_of
from congvan.law.numbering import notation as notation_of
from congvan.law.numbering import printed_day, printed_month, printed_number
from congvan.node.agencies.models import Agency
from congvan.node.documents.models import Because
from congvan.node.documents.queries import rules_for
from congvan.node.outgoing.models import Dispatch, Outgoing, Via
from congvan.node.outgoing.queries import newest_version
from congvan.node.registers.models import Purpose, Register
from congvan.node.registers.queries import next_number
from congvan.signing.layout import YEAR_GAP, FieldName, seal_place

USED_MAX: Final = 20


@dataclass(frozen=True)
class Expected:
    """The number that the document would get now, and its notation; another clerk may take it first."""

    number: str
    notation: str


@dataclass(frozen=True)
class Box:
    """A reserved place: `what` it is for, in points from the lower left of a page; pages count from 1."""

    what: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Asked:
    """Who sent the document that this one answers; no code where it did not come over the hub."""

    code: str
    name: str
    notation: str


@dataclass(frozen=True)
class Dispatched:
    """One recipient of a released document and its road."""

    via: str
    name: str
    electronic_only: bool


def books(agency: Agency, *, year: int) -> list[tuple[str, str]]:
    """The agency's books of documents issued in a year, to choose from: id and name (QD11/D8.K2.a)."""
    rows = Register.objects.filter(agency=agency, purpose=Purpose.OUTGOING, year=year).order_by("id")
    return [(str(row.pk), row.name) for row in rows]


def book_of(agency: Agency, identifier: str) -> Register:
    """A book that was chosen. Register.DoesNotExist for another's."""
    return Register.objects.get(agency=agency, purpose=Purpose.OUTGOING, pk=identifier)


def expected(outgoing: Outgoing, *, book: str, on: date) -> Expected | None:
    """The next number of a book for this document; None where the book has no series for its kind."""
    document = outgoing.document
    value = next_number(book_of(outgoing.agency, book), kind=document.kind)
    if value is None:
        return None
    zero = rules_for(document).numbering.leading_zero_below_10
    return Expected(
        number=printed_number(value, leading_zero=zero),
        notation=notation_of(
            kind=kind_of(document.kind), number=value, year=on.year, symbol=document.symbol, leading_zero=zero
        ),
    )


def boxes(outgoing: Outgoing) -> list[Box]:
    """The places on the newest version that number, date, seal and signature have; none once it is sealed."""
    places = newest_version(outgoing).places
    seal = seal_place(rules_for(outgoing.document).signing.seal_place)
    wanted = {
        FieldName.NUMBER: FieldName.NUMBER, FieldName.DAY: FieldName.DAY, FieldName.MONTH: FieldName.MONTH,
        FieldName.YEAR: YEAR_GAP,
        FieldName.LEADER: FieldName.LEADER, FieldName.SEAL: seal,
    }  # fmt: skip
    return [Box(what=what.value, **places[name]) for what, name in wanted.items() if name in places]


def printed_date(on: date) -> dict[str, str]:
    """Day, month and year as they are filled into their places (ND30/PL1.F1.M2.K4.b)."""
    return {
        FieldName.DAY.value: printed_day(on.day), FieldName.MONTH.value: printed_month(on.month),
        FieldName.YEAR.value: str(on.year),
    }  # fmt: skip


def asked_by(outgoing: Outgoing) -> list[Asked]:
    """Who waits for an answer: the senders of what the document answers (QD11/D8.K2.b)."""
    links = outgoing.document.links.filter(because=Because.ANSWERS).select_related("to").order_by("id")
    return [
        Asked(link.to.sender_code or link.to.issuer_code, link.to.issuer_name, link.to.notation)
        for link in links
    ]


def most_used(agency: Agency) -> list[str]:
    """The codes that the agency wrote to most often, the most used first."""
    rows = Dispatch.objects.filter(agency=agency, via=Via.AXIS).values_list("code")
    counted = rows.annotate(times=Count("pk")).order_by("-times", "code")
    return [code for code, _ in counted[:USED_MAX]]


def dispatched(outgoing: Outgoing) -> list[Dispatched]:
    """Those recipients that are not on the hub: units and people of the agency, and paper (QD11/D8.K4)."""
    rows = outgoing.dispatches.exclude(via=Via.AXIS).order_by("via", "id")
    return [Dispatched(row.via, row.name, row.electronic_only) for row in rows]
