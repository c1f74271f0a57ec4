"""What came through the hub since a moment, counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.db.models.functions import ExtractHour

from congvan.base.audit.models import AuditEvent
from congvan.base.clock import ZONE
from congvan.hub.acts.relay import TURN_AWAY
from congvan.hub.relay.models import Delivery, PacketRow

HOURS = 24


@dataclass(frozen=True)
class Day:
    """Packets by kind, their deliveries by state, packets by hour, and what was turned away at the door."""

    kinds: Mapping[str, int]
    states: Mapping[str, int]
    by_hour: tuple[int, ...]
    at_the_door: int


def counts_since(start: datetime) -> Day:
    """The day that began at `start`."""
    came = PacketRow.objects.filter(received_at__gte=start)
    hours = came.annotate(hour=ExtractHour("received_at", tzinfo=ZONE))
    kinds = came.values_list("kind").annotate(Count("id"))
    states = Delivery.objects.filter(packet__received_at__gte=start).values_list("state")
    by_hour = dict(hours.values_list("hour").annotate(Count("id")))
    return Day(
        kinds=dict(kinds),
        states=dict(states.annotate(Count("id"))),
        by_hour=tuple(by_hour.get(hour, 0) for hour in range(HOURS)),
        at_the_door=AuditEvent.objects.filter(act=TURN_AWAY.code, outcome="done", at__gte=start).count(),
    )
