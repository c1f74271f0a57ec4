"""Reads of incoming documents."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, QuerySet, Subquery

from congvan.base.keyset import Key, Page, ordered, page_of, place_beside
from congvan.node.acts.states import IncomingState
from congvan.node.agencies.models import Agency
from congvan.node.agencies.people import NodeActor
from congvan.node.assignments.models import Line, Part
from congvan.node.documents.glances import Glance, with_glance
from congvan.node.documents.queries import granted, rules_for, twins
from congvan.node.documents.steps import Description
from congvan.node.dossiers.queries import codes_holding, codes_of
from congvan.node.incoming.models import Directive, Incoming, PaperCopy

BY_LAW = (Key("document__urgency", descending=True), Key("forward_by", nullable=True), Key("id"))
NEWEST_FIRST = (Key("id", descending=True),)


@dataclass(frozen=True)
class ArrivalStamp:
    """The five facts of the dấu đến as data, derived and never typed (QD11/D5.K4.b)."""

    agency: str
    number: int | None
    arrival_date: date | None
    directed_to: str
    dossiers: tuple[str, ...]


def delivered_at(agency: Agency, packet_id: str) -> datetime | None:
    """When a packet reached the agency's queue; None for one that is not a document there."""
    rows = Incoming.objects.filter(agency=agency, packet_id=packet_id)
    return rows.values_list("delivered_at", flat=True).first()


def lives(actor: NodeActor) -> QuerySet[Incoming]:
    """The incoming documents that an actor may see."""
    rows = Incoming.objects.filter(granted(actor), agency=actor.scope_id)
    return rows.select_related("document", "number", "agency")


def waiting(actor: NodeActor) -> QuerySet[Incoming]:
    """“Chờ tiếp nhận”: urgent first, then by what is due first (QD11/D5.K3)."""
    return ordered(lives(actor).filter(state=IncomingState.ARRIVED), BY_LAW)


def by_number(agency: Agency, *, number: int, year: int) -> Incoming:
    """The document that bears a số đến of a year."""
    return Incoming.objects.get(agency=agency, number__value=number, arrival_date__year=year)


def of_document(document_id: UUID) -> Incoming:
    """The incoming life of a document."""
    return Incoming.objects.select_related("document", "number", "agency").get(document=document_id)


def arrival_stamp(incoming: Incoming) -> ArrivalStamp:
    """The dấu đến of a document. Before a bút phê “chuyển” says so."""
    directive = incoming.directives.order_by("-at", "-id").first()
    return ArrivalStamp(
        agency=incoming.agency.name,
        number=incoming.number.value if incoming.number else None,
        arrival_date=incoming.arrival_date,
        directed_to=directive.text if directive else "chưa bút phê",
        dossiers=tuple(codes_holding(incoming.document)),
    )


@dataclass(frozen=True)
class Entry:
    """An incoming document in a list. Moments carry their zone; `number` is its số đến."""

    glance: Glance
    state: str
    channel: str
    number: int | None
    arrival_date: date | None
    delivered_at: datetime
    forward_by: datetime | None
    due_at: datetime | None


LISTED_MAX = 50


def listed(
    actor: NodeActor, *, states: Iterable[IncomingState], channel: str = "", newest: bool = False,
    beside: UUID | None = None, back: bool = False,
) -> Page[Entry]:  # fmt: skip
    """Documents in these states that an actor may see: urgent first, then what is due first (QD11/D5.K3).

    `newest`: the latest first instead, for what is done. The page after the document `beside`, or before it.
    """
    keys = NEWEST_FIRST if newest else BY_LAW
    rows = with_glance(lives(actor).filter(state__in=list(states)), actor)
    if channel:
        rows = rows.filter(channel=channel)
    place = place_beside(lives(actor).filter(document=beside), keys, back=back) if beside else None
    page = page_of(rows, keys, size=LISTED_MAX, place=place)
    return replace(page, rows=tuple(_entry(row) for row in page.rows))


def counts_by_channel(actor: NodeActor, *, states: Iterable[IncomingState]) -> dict[str, int]:
    """How many documents in these states came by which road."""
    rows = lives(actor).filter(state__in=list(states)).order_by().values_list("channel")
    return dict(rows.annotate(count=Count("id")))


@dataclass(frozen=True)
class Opened:
    """What the page of an incoming document says beside its list entry."""

    entry: Entry
    sender_name: str
    findings: tuple[dict[str, str], ...]
    signatory: str
    due_date: date | None
    electronic_only: bool | None
    directed_to: str
    dossiers: tuple[str, ...]
    outcome: str
    paper_on: date | None


def opened(actor: NodeActor, document_id: UUID) -> tuple[Incoming, Opened] | None:
    """A document that an actor may see: the handle for verbs, and what its page says."""
    newest = Directive.objects.filter(incoming=OuterRef("pk")).order_by("-at", "-id")
    rows = with_glance(lives(actor), actor).annotate(
        directed=Subquery(newest.values("text")[:1]),
        filed_in=ArraySubquery(codes_of(OuterRef("document"))),
        paper=Subquery(PaperCopy.objects.filter(incoming=OuterRef("pk")).values("received_on")[:1]),
    )
    row = rows.filter(document=document_id).first()
    if row is None:
        return None
    document = row.document
    return row, Opened(
        entry=_entry(row),
        sender_name=row.sender_name,
        findings=tuple(row.findings),
        signatory=document.signatory_name,
        due_date=document.due_date,
        electronic_only=document.electronic_only,
        directed_to=row.directed or "",
        dossiers=tuple(row.filed_in),
        outcome=row.outcome,
        paper_on=row.paper,
    )


@dataclass(frozen=True)
class Told:
    """A bút phê as it is shown: who, when, what, until when."""

    name: str
    title: str
    text: str
    at: datetime
    due_at: datetime | None


def directives_of(incoming: Incoming) -> list[Told]:
    """The bút phê of a document, the newest first (QD11/D6.K2)."""
    rows = incoming.directives.select_related("user", "seat").order_by("-at", "-id")
    return [
        Told(name=row.user.name, title=row.seat.title, text=row.text, at=row.at, due_at=row.due_at)
        for row in rows
    ]


def entered(agency: Agency, description: Description) -> Incoming:
    """The document that was registered by hand with this description: for who sends the form again."""
    same = twins(
        agency,
        issuer=description.issuer_name,
        notation=description.notation,
        issued_date=description.issued_date,
    )
    rows = Incoming.objects.filter(document__in=same).select_related("document", "number", "agency")
    return rows.order_by("-id")[0]


@dataclass(frozen=True)
class Standing:
    """What the row of a line adds from its incoming document: its số đến, and the day by which it asks."""

    number: int | None
    due_date: date | None


def standings_of(actor: NodeActor, documents: Iterable[UUID]) -> dict[UUID, Standing]:
    """Those of these documents that an actor may see, by the document's id."""
    rows = lives(actor).filter(document__in=list(documents)).order_by()
    found = rows.values_list("document", "number__value", "document__due_date")
    return {document: Standing(number, due) for document, number, due in found}


def last_lead(incoming: Incoming) -> str:
    """Who was given the lead in the last document of the same issuer: "unit:…" or "seat:…"; else empty."""
    rows = Line.objects.filter(
        agency_id=incoming.agency_id, part=Part.LEAD, parent__part=Part.DIRECT,
        document__issuer_name=incoming.document.issuer_name,
    ).exclude(document=incoming.document_id)  # fmt: skip
    last = rows.order_by("-opened_at", "-id").first()
    if last is None:
        return ""
    return f"unit:{last.unit_id}" if last.unit_id else f"seat:{last.seat_id}"


def grounds_of(incoming: Incoming) -> list[tuple[str, str]]:
    """On which grounds a document may be refused, by the rules that it was born under (QD11/D5.K6.a)."""
    grounds = rules_for(incoming.document).reception.rejection_grounds
    return [(ground.value, ground.label) for ground in grounds]


def _entry(row: Any) -> Entry:
    return Entry(
        glance=Glance.of(row.document, row),
        state=row.state,
        channel=row.channel,
        number=row.number.value if row.number else None,
        arrival_date=row.arrival_date,
        delivered_at=row.delivered_at,
        forward_by=None if row.forwarded_at else row.forward_by,
        due_at=row.due_at,
    )
