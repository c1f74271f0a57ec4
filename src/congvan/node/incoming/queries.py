"""Reads of incoming documents."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, QuerySet

from congvan.node.acts.states import IncomingState
from congvan.node.agencies.models import Agency
from congvan.node.agencies.people import NodeActor
from congvan.node.documents.queries import visible_to
from congvan.node.dossiers.queries import codes_holding
from congvan.node.incoming.models import Incoming


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
    rows = Incoming.objects.filter(agency=actor.scope_id, document__in=visible_to(actor))
    return rows.select_related("document", "number", "agency")


def waiting(actor: NodeActor) -> QuerySet[Incoming]:
    """“Chờ tiếp nhận”: urgent first, then by what is due first (QD11/D5.K3)."""
    return (
        lives(actor)
        .filter(state=IncomingState.ARRIVED)
        .order_by("-document__urgency", F("forward_by").asc(nulls_last=True), "id")
    )


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
