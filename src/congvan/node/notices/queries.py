"""Reads of notices."""

from django.db.models import QuerySet

from congvan.node.agencies.people import NodeActor
from congvan.node.notices.models import Notice


def unread(actor: NodeActor) -> QuerySet[Notice]:
    """What the actor's seats have not read, urgent first, newest first."""
    rows = Notice.objects.filter(agency=actor.scope_id, seat__in=actor.seat_ids, read_at=None)
    return rows.order_by("-urgency", "-id")
