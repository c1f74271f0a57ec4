"""How much waits at a person's desk: the counts beside the navigation, read at once."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, IntegerField, JSONField, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from congvan.node.acts.states import IncomingState, OutgoingState, TransmissionState
from congvan.node.agencies.models import Agency
from congvan.node.agencies.people import NodeActor
from congvan.node.assignments.queries import held_by
from congvan.node.incoming import queries as incoming
from congvan.node.incoming.models import Channel
from congvan.node.notices.queries import unread
from congvan.node.outbox.models import Transmission
from congvan.node.outgoing import queries as outgoing
from congvan.node.registers.models import Purpose, Series

LATE_FOR_THE_HUB = timedelta(minutes=2)
AT_RECEPTION = {
    "arrived": Q(state=IncomingState.ARRIVED),
    "registered": Q(state=IncomingState.REGISTERED),
    "by_paper": Q(channel__in=[Channel.POST, Channel.FAX]),
    "by_mail": Q(channel=Channel.EMAIL),
}
"""What is counted, by the name of its field, of the documents that wait at reception."""


@dataclass(frozen=True)
class HeldPart:
    """How many lines one holds in a part, in documents of one direction."""

    part: str
    direction: str
    count: int


@dataclass(frozen=True)
class Desk:
    """What waits. `next_number`: the số đến that comes next.

    `stuck_since`: the oldest packet that should have left for the hub and has not.
    """

    arrived: int
    registered: int
    by_paper: int
    by_mail: int
    lines: tuple[HeldPart, ...]
    to_issue: int
    dead: int
    notices: int
    next_number: int | None
    stuck_since: datetime | None

    @property
    def held(self) -> int:
        """How many lines one holds in all."""
        return sum(one.count for one in self.lines)


def desk_of(actor: NodeActor, *, at: datetime) -> Desk:
    """The desk of a person at an agency, in one read."""
    late = Transmission.objects.filter(
        agency=OuterRef("pk"), state=TransmissionState.QUEUED, not_before__lt=at - LATE_FOR_THE_HUB
    )
    series = Series.objects.filter(
        agency=OuterRef("pk"), purpose=Purpose.INCOMING, year=at.year, kinds=[]
    ).annotate(next=F("last") + 1)
    row = (
        Agency.objects.filter(pk=actor.agency)
        .annotate(
            reception=_at_reception(actor),
            lines=ArraySubquery(_by_part(actor)),
            to_issue=_count(
                outgoing.lives(actor).filter(
                    state__in=[OutgoingState.TO_ISSUE, OutgoingState.NUMBERED, OutgoingState.ISSUED]
                )
            ),
            dead=_count(Transmission.objects.filter(agency=actor.scope_id, state=TransmissionState.DEAD)),
            notices=_count(unread(actor)),
            next_number=Subquery(series.values("next")[:1]),
            stuck_since=Subquery(
                late.order_by().values("agency").annotate(first=Min("not_before")).values("first")
            ),
        )
        .values("reception", *(field.name for field in fields(Desk) if field.name not in AT_RECEPTION))
        .get()
    )
    reception = row.pop("reception") or dict.fromkeys(AT_RECEPTION, 0)
    lines = tuple(HeldPart(**one) for one in row["lines"])
    return Desk(**(row | reception | {"lines": lines}))


def _by_part(actor: NodeActor) -> QuerySet[Any, Any]:
    rows = held_by(actor).order_by().values("part", "document__direction").annotate(count=Count("id"))
    return rows.values(line=JSONObject(part="part", direction="document__direction", count="count"))


def _at_reception(actor: NodeActor) -> Subquery:
    """The counts of AT_RECEPTION by name, from one reading of the rows; null where none waits."""
    rows = incoming.lives(actor).filter(state__in=[IncomingState.ARRIVED, IncomingState.REGISTERED])
    counts = {name: Count("id", filter=which) for name, which in AT_RECEPTION.items()}
    counted = rows.order_by().values("agency").annotate(counts=JSONObject(**counts)).values("counts")
    return Subquery(counted, output_field=JSONField())


def _count(rows: QuerySet[Any]) -> Coalesce:
    """The number of rows as part of another read."""
    counted = rows.order_by().values("agency").annotate(rows=Count("id")).values("rows")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
