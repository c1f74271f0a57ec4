"""Reads of lines: who holds what."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from congvan.node.acts.states import LineState
from congvan.node.agencies.people import NodeActor
from congvan.node.assignments.models import Line, Part
from congvan.node.documents.glances import Glance, with_glance
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


def parts_held(actor: NodeActor, document: Document) -> frozenset[str]:
    """In which parts the actor's seats and units hold open lines of a document."""
    return frozenset(held_by(actor).filter(document=document).order_by().values_list("part", flat=True))


@dataclass(frozen=True)
class Held:
    """A line that a person holds, with its document as a list shows it."""

    glance: Glance
    part: str
    opened_at: datetime
    due_at: datetime | None
    note: str


HELD_MAX = 50


def held(actor: NodeActor, *, limit: int = HELD_MAX) -> list[Held]:
    """The lines of one's list, urgent first, as values (QD11/D5.K3)."""
    rows = with_glance(held_by(actor), actor)[:limit]
    return [Held(Glance.of(row.document, row), row.part, row.opened_at, row.due_at, row.note) for row in rows]


def own_line(actor: NodeActor, document_id: UUID) -> Line | None:
    """The open line that a person acts on at a document: the lead's before the others."""
    rows = held_by(actor).filter(document=document_id)
    by_part = sorted(rows, key=lambda row: (row.part != Part.LEAD, row.part != Part.DIRECT, row.id))
    return by_part[0] if by_part else None


def last_line(actor: NodeActor, document_id: UUID) -> Line | None:
    """The latest line that a person had at a document, open or closed: what a late click was about."""
    mine = Q(seat__in=actor.seat_ids) | Q(unit__in=actor.headed_unit_ids)
    rows = Line.objects.filter(mine, agency=actor.scope_id, document=document_id)
    return rows.order_by("-opened_at", "-id").first()
