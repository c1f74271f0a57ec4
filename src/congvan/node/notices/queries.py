"""Reads of notices."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from congvan.node.agencies.people import NodeActor
from congvan.node.notices.models import Notice

PAGE_ROWS = 50


@dataclass(frozen=True)
class Told:
    """What a seat was told, and about which document. `read_at` None: not read yet."""

    id: UUID
    document_id: UUID
    direction: str
    text: str
    urgency: int
    at: datetime
    read_at: datetime | None


def unread(actor: NodeActor) -> QuerySet[Notice]:
    """What the actor's seats have not read, urgent first, newest first."""
    return _own(actor).filter(read_at=None).order_by("-urgency", "-id")


def told_unread(actor: NodeActor, *, limit: int = PAGE_ROWS) -> list[Told]:
    """The first of them as values."""
    return [_told(row) for row in unread(actor).select_related("document")[:limit]]


def told_before(
    actor: NodeActor, *, before: UUID | None = None, after: UUID | None = None, limit: int = PAGE_ROWS
) -> list[Told]:
    """What was read, newest first: older than `before`, or the nearest newer than `after`."""
    rows = _own(actor).exclude(read_at=None).select_related("document")
    if after is not None:
        return [_told(row) for row in rows.filter(id__gt=after).order_by("id")[:limit]][::-1]
    if before is not None:
        rows = rows.filter(id__lt=before)
    return [_told(row) for row in rows.order_by("-id")[:limit]]


def own_notice(actor: NodeActor, identifier: UUID) -> Notice | None:
    """The handle of a notice to one of the actor's seats."""
    return _own(actor).select_related("document").filter(pk=identifier).first()


def newest_unread(actor: NodeActor, *, until: UUID) -> list[Notice]:
    """For each of the actor's seats the newest notice that is unread, none newer than `until`."""
    rows = _own(actor).filter(read_at=None, pk__lte=until)
    return list(rows.order_by("seat", "-id").distinct("seat"))


def _own(actor: NodeActor) -> QuerySet[Notice]:
    return Notice.objects.filter(agency=actor.scope_id, seat__in=actor.seat_ids)


def _told(row: Notice) -> Told:
    return Told(
        id=row.id,
        document_id=row.document_id,
        direction=row.document.direction,
        text=row.text,
        urgency=row.urgency,
        at=row.at,
        read_at=row.read_at,
    )
