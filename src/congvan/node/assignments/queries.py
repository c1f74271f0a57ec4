"""Reads of lines: who holds what."""

from django.db.models import F, Q, QuerySet

from congvan.node.acts.states import LineState
from congvan.node.agencies.people import NodeActor
from congvan.node.assignments.models import Line, Part
from congvan.node.documents.models import Document


def held_by(actor: NodeActor) -> QuerySet[Line]:
    """“Danh sách văn bản chưa xử lý”: open lines of one's seats and units, urgent first (QD11/D5.K3)."""
    mine = Q(seat__in=actor.seat_ids) | Q(unit__in=actor.headed_unit_ids)
    rows = Line.objects.filter(mine, agency=actor.scope_id, state=LineState.OPEN)
    return rows.select_related("document").order_by(
        "-document__urgency", F("due_at").asc(nulls_last=True), "id"
    )


def open_line(document: Document, *, part: Part) -> Line | None:
    """The open line of a document in a part."""
    return Line.objects.filter(document=document, part=part, state=LineState.OPEN).order_by("id").first()


def open_lines(document: Document) -> list[Line]:
    """All open lines of a document."""
    return list(Line.objects.filter(document=document, state=LineState.OPEN).order_by("id"))


def holds(actor: NodeActor, document: Document, *parts: Part) -> bool:
    """Whether one of the actor's seats or units holds an open line of a document (in one of the parts)."""
    rows = held_by(actor).filter(document=document)
    return (rows.filter(part__in=parts) if parts else rows).exists()
