"""Reads of lines: who holds what."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet

from congvan.base.keyset import Key, Page, ordered, page_of, place_beside
from congvan.node.acts.states import LineState
from congvan.node.agencies.people import NodeActor
from congvan.node.assignments.models import Line, Part
from congvan.node.documents.glances import Glance, with_glance
from congvan.node.documents.models import Document
from congvan.node.documents.queries import visible_to

BY_LAW = (Key("document__urgency", descending=True), Key("due_at", nullable=True), Key("id"))


def held_by(actor: NodeActor) -> QuerySet[Line]:
    """“Danh sách văn bản chưa xử lý”: open lines of one's seats and units, urgent first (QD11/D5.K3)."""
    return ordered(_mine(actor).filter(state=LineState.OPEN).select_related("document"), BY_LAW)


def open_line(document: Document, *, part: Part) -> Line | None:
    """The open line of a document in a part."""
    return Line.objects.filter(document=document, part=part, state=LineState.OPEN).order_by("id").first()


def open_lines(document: Document) -> list[Line]:
    """All open lines of a document."""
    return list(Line.objects.filter(document=document, state=LineState.OPEN).order_by("id"))


def parts_in(actor: NodeActor, document_id: UUID) -> frozenset[str] | None:
    """In which parts an actor holds open lines of a document; None of one that the actor may not see."""
    held = held_by(actor).filter(document=OuterRef("pk")).order_by().values("part")
    seen = visible_to(actor).filter(pk=document_id).values_list(ArraySubquery(held), flat=True).first()
    return None if seen is None else frozenset(seen)


@dataclass(frozen=True)
class Held:
    """A line that a person holds, with its document as a list shows it."""

    glance: Glance
    part: str
    opened_at: datetime
    due_at: datetime | None
    note: str


HELD_MAX = 50


def held(
    actor: NodeActor, *, part: str = "", direction: str = "", beside: UUID | None = None,
    back: bool = False,
) -> Page[Held]:  # fmt: skip
    """The lines of one's list, urgent first, as values (QD11/D5.K3).

    Those of one part or of documents of one direction only, where asked. The page after the line of the
    document `beside`, or before it.
    """
    rows = held_by(actor)
    if part:
        rows = rows.filter(part=part)
    if direction:
        rows = rows.filter(document__direction=direction)
    place = place_beside(_mine(actor).filter(document=beside), BY_LAW, back=back) if beside else None
    page = page_of(with_glance(rows, actor), BY_LAW, size=HELD_MAX, place=place)
    return replace(page, rows=tuple(map(_held, page.rows)))


def held_of(actor: NodeActor, documents: Sequence[UUID]) -> list[Held]:
    """The lines of one's list on these documents, in its order."""
    return [_held(row) for row in with_glance(held_by(actor).filter(document__in=documents), actor)]


def _held(row: Any) -> Held:
    return Held(Glance.of(row.document, row), row.part, row.opened_at, row.due_at, row.note)


def own_line(actor: NodeActor, document_id: UUID) -> Line | None:
    """The open line that a person acts on at a document: the lead's before the others."""
    rows = held_by(actor).filter(document=document_id)
    by_part = sorted(rows, key=lambda row: (row.part != Part.LEAD, row.part != Part.DIRECT, row.id))
    return by_part[0] if by_part else None


def last_line(actor: NodeActor, document_id: UUID) -> Line | None:
    """The latest line that a person had at a document, open or closed: what a late click was about."""
    return _mine(actor).filter(document=document_id).order_by("-opened_at", "-id").first()


def _mine(actor: NodeActor) -> QuerySet[Line]:
    """Every line of one's seats and of the units that one heads."""
    mine = Q(seat__in=actor.seat_ids) | Q(unit__in=actor.headed_unit_ids)
    return Line.objects.filter(mine, agency=actor.scope_id)
