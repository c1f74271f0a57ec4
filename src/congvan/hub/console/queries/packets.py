"""Packets that went through the hub, newest first: envelopes and states, a page at a time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from congvan.base.files.tombstones import tombstones
from congvan.hub.acts.relay import WAITING
from congvan.hub.console.limits import PAGE_ROWS
from congvan.hub.console.queries.names import names_of
from congvan.hub.relay.models import Delivery, PacketRow
from congvan.hub.relay.queries import WITHDRAWN

ERASED = "erased"


@dataclass(frozen=True)
class Filters:
    """What of the traffic is asked for; empty: all of it. `state` is a delivery's, or ERASED."""

    kind: str = ""
    state: str = ""
    agency: str = ""


@dataclass(frozen=True)
class PacketLine:
    """One packet in a list. `states` counts its deliveries by state; `receiver` is the first of them."""

    id: UUID
    received_at: datetime
    kind: str
    operation: int | None
    document_id: str
    sender: str
    receiver: str
    receivers: int
    size: int
    states: tuple[tuple[str, int], ...]
    twin: bool
    erased: bool


@dataclass(frozen=True)
class PacketPage:
    """A page of the traffic, and the packets from which to go on; None where nothing lies there."""

    lines: tuple[PacketLine, ...]
    newer: UUID | None
    older: UUID | None


def packets(filters: Filters, *, after: UUID | None = None, before: UUID | None = None) -> PacketPage:
    """The newest packets; those older than the packet `after`, or those newer than the packet `before`."""
    rows = _filtered(filters)
    mark = _mark(after or before)
    upwards = mark is not None and after is None
    if mark is not None:
        rows = rows.filter(_beside(mark, newer=upwards))
    order = ("received_at", "id") if upwards else ("-received_at", "-id")
    found = list(rows.select_related("file").order_by(*order)[: PAGE_ROWS + 1])
    more, shown = len(found) > PAGE_ROWS, found[:PAGE_ROWS]
    if upwards:
        shown.reverse()
    has_newer = more if upwards else mark is not None
    has_older = mark is not None if upwards else more
    return PacketPage(
        lines=_lines(shown),
        newer=shown[0].pk if shown and has_newer else None,
        older=shown[-1].pk if shown and has_older else None,
    )


def _filtered(filters: Filters) -> QuerySet[PacketRow]:
    rows = PacketRow.objects.all()
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.agency:
        to = Delivery.objects.filter(packet=OuterRef("pk"), agency_code=filters.agency)
        rows = rows.filter(Q(from_code=filters.agency) | Exists(to))
    if filters.state == ERASED:
        return rows.exclude(file__erasure=None)
    if filters.state:
        rows = rows.filter(Exists(Delivery.objects.filter(packet=OuterRef("pk"), state=filters.state)))
        return rows.filter(file__erasure=None) if filters.state == WAITING else rows
    return rows


def _mark(packet_id: UUID | None) -> tuple[datetime, UUID] | None:
    """Where a page begins; an unknown packet leads to the first page."""
    if packet_id is None:
        return None
    return PacketRow.objects.filter(pk=packet_id).values_list("received_at", "id").first()


def _beside(mark: tuple[datetime, UUID], *, newer: bool) -> Q:
    at, packet_id = mark
    if newer:
        return Q(received_at__gt=at) | Q(received_at=at, id__gt=packet_id)
    return Q(received_at__lt=at) | Q(received_at=at, id__lt=packet_id)


def _lines(rows: Sequence[PacketRow]) -> tuple[PacketLine, ...]:
    grouped = (
        Delivery.objects.filter(packet__in=[row.pk for row in rows])
        .values("packet_id", "state")
        .annotate(count=Count("id"), first=Min("agency_code"))
    )
    states: defaultdict[UUID, list[tuple[str, int]]] = defaultdict(list)
    first: dict[UUID, str] = {}
    for group in sorted(grouped, key=lambda one: one["state"]):
        packet_id = group["packet_id"]
        states[packet_id].append((group["state"], group["count"]))
        first[packet_id] = min(group["first"], first.get(packet_id, group["first"]))
    names = names_of([*first.values(), *(row.from_code for row in rows)])
    erased = tombstones(row.file_id for row in rows)
    return tuple(
        PacketLine(
            id=row.pk,
            received_at=row.received_at,
            kind=row.kind,
            operation=row.operation,
            document_id=row.document_id,
            sender=names.get(row.from_code, row.from_code),
            receiver=names.get(first.get(row.pk, ""), first.get(row.pk, "")),
            receivers=sum(count for _, count in states[row.pk]),
            size=row.file.size,
            states=tuple(
                (WITHDRAWN if state == WAITING and row.file_id in erased else state, count)
                for state, count in states[row.pk]
            ),
            twin=row.twin_of_id is not None,
            erased=row.file_id in erased,
        )
        for row in rows
    )
