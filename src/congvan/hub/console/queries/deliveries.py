"""Deliveries that want a look: waiting, turned away, or sent to a code that nobody holds."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Min, Q, QuerySet

from congvan.hub.acts.relay import WAITING
from congvan.hub.console.limits import COUNT_MAX, PAGE_ROWS
from congvan.hub.console.queries.names import names_of
from congvan.hub.relay.models import Delivery


@dataclass(frozen=True)
class DeliveryLine:
    """One delivery in a list. `member` is empty where the code has none."""

    id: UUID
    packet_id: UUID
    kind: str
    document_id: str
    sender: str
    agency: str
    receiver: str
    member: str
    member_id: UUID | None
    refusal: str
    received_at: datetime
    available_at: datetime | None
    turned_away_at: datetime | None


@dataclass(frozen=True)
class DeliveryPage:
    """A page of deliveries, and the one from which to go on; None at the end."""

    lines: tuple[DeliveryLine, ...]
    next: UUID | None


@dataclass(frozen=True)
class Waiting:
    """How many deliveries wait, how many for long (each counted to COUNT_MAX + 1), since when the oldest."""

    count: int
    long: int
    since: datetime | None


def waiting(*, long_before: datetime) -> Waiting:
    """What waits now; `long_before` is when that begins to be long."""
    rows = _of(WAITING)
    late = rows.filter(available_at__lt=long_before)
    return Waiting(
        count=rows.order_by()[: COUNT_MAX + 1].count(),
        long=late.order_by()[: COUNT_MAX + 1].count(),
        since=rows.aggregate(since=Min("available_at"))["since"],
    )


def long_waiting(*, long_before: datetime) -> int:
    """How many have waited for long, at most COUNT_MAX + 1."""
    late = _of(WAITING).filter(available_at__lt=long_before)
    return late.order_by()[: COUNT_MAX + 1].count()


def deliveries(state: str, *, after: UUID | None = None, long_before: datetime | None = None) -> DeliveryPage:
    """Deliveries in a state: those that wait from the oldest on, others from the newest.

    With `long_before` only those that were available before it.
    """
    rows = _of(state)
    if long_before is not None:
        rows = rows.filter(available_at__lt=long_before)
    oldest_first = state == WAITING
    if after is not None:
        rows = rows.filter(Q(id__gt=after) if oldest_first else Q(id__lt=after))
    rows = rows.select_related("packet", "member").order_by("id" if oldest_first else "-id")
    found = list(rows[: PAGE_ROWS + 1])
    shown = found[:PAGE_ROWS]
    names = names_of(code for row in shown for code in (row.agency_code, row.packet.from_code))
    return DeliveryPage(
        lines=tuple(_line(row, names) for row in shown),
        next=shown[-1].pk if len(found) > PAGE_ROWS else None,
    )


def _of(state: str) -> QuerySet[Delivery]:
    """What was erased waits for nobody."""
    rows = Delivery.objects.filter(state=state)
    return rows.filter(packet__file__erasure=None) if state == WAITING else rows


def _line(row: Delivery, names: dict[str, str]) -> DeliveryLine:
    return DeliveryLine(
        id=row.pk,
        packet_id=row.packet_id,
        kind=row.packet.kind,
        document_id=row.packet.document_id,
        sender=names.get(row.packet.from_code, row.packet.from_code),
        agency=row.agency_code,
        receiver=names.get(row.agency_code, ""),
        member=row.member.name if row.member else "",
        member_id=row.member_id,
        refusal=row.refusal,
        received_at=row.packet.received_at,
        available_at=row.available_at,
        turned_away_at=row.turned_away_at,
    )
