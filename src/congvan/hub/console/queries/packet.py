"""One packet: its envelope, where its deliveries stand, and what was stated about it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from congvan.base.files.models import Erasure
from congvan.hub.acts.relay import WAITING
from congvan.hub.console.limits import DELIVERIES_SHOWN_MAX
from congvan.hub.console.queries.names import names_of
from congvan.hub.relay.models import Delivery, PacketRow, Receipt
from congvan.hub.relay.queries import WITHDRAWN


@dataclass(frozen=True)
class DeliveryPart:
    """One receiver of the packet."""

    id: UUID
    agency: str
    agency_name: str
    member: str
    state: str
    refusal: str
    available_at: datetime | None
    delivered_at: datetime | None
    turned_away_at: datetime | None
    confirmed_at: datetime | None


@dataclass(frozen=True)
class ReceiptPart:
    """A signed statement, and the key that must have signed it: a member's, or empty for the hub's own."""

    level: str
    signed_by: str
    agency: str
    stated_at: datetime
    text: str
    delivery_id: UUID | None
    public_key: str


@dataclass(frozen=True)
class ErasurePart:
    """The tombstone of the packet's bytes. `gone`: they have left every store."""

    because: str
    by: str
    at: datetime
    gone: bool


@dataclass(frozen=True)
class PacketDetail:
    """All that the console tells of a packet; `receivers` counts also those that are not listed."""

    id: UUID
    digest: str
    size: int
    kind: str
    operation: int | None
    document_id: str
    from_code: str
    sender: str
    member: str
    received_at: datetime
    twin_of: UUID | None
    twins: int
    copies: int
    receivers: int
    deliveries: tuple[DeliveryPart, ...]
    receipts: tuple[ReceiptPart, ...]
    erasure: ErasurePart | None


def packet_detail(packet_id: UUID) -> PacketDetail | None:
    """One packet; None where the hub has none of that id."""
    row = PacketRow.objects.filter(pk=packet_id).select_related("file", "member").first()
    if row is None:
        return None
    found = Delivery.objects.filter(packet=row).select_related("member").order_by("agency_code")
    deliveries = list(found[:DELIVERIES_SHOWN_MAX])
    full = len(deliveries) == DELIVERIES_SHOWN_MAX
    names = names_of([row.from_code, *(one.agency_code for one in deliveries)])
    erasure = _erasure(row.file_id)
    return PacketDetail(
        id=row.pk,
        digest=row.file_id,
        size=row.file.size,
        kind=row.kind,
        operation=row.operation,
        document_id=row.document_id,
        from_code=row.from_code,
        sender=names.get(row.from_code, row.from_code),
        member=row.member.name,
        received_at=row.received_at,
        twin_of=row.twin_of_id,
        twins=PacketRow.objects.filter(twin_of=row).count(),
        copies=row.file.storedcopy_set.count(),
        receivers=found.count() if full else len(deliveries),
        deliveries=tuple(_delivery(one, names, erased=erasure is not None) for one in deliveries),
        receipts=_receipts(row, deliveries),
        erasure=erasure,
    )


def _delivery(row: Delivery, names: dict[str, str], *, erased: bool) -> DeliveryPart:
    return DeliveryPart(
        id=row.pk,
        agency=row.agency_code,
        agency_name=names.get(row.agency_code, ""),
        member=row.member.name if row.member else "",
        state=WITHDRAWN if erased and row.state == WAITING else row.state,
        refusal=row.refusal,
        available_at=row.available_at,
        delivered_at=row.delivered_at,
        turned_away_at=row.turned_away_at,
        confirmed_at=row.confirmed_at,
    )


def _receipts(packet: PacketRow, deliveries: list[Delivery]) -> tuple[ReceiptPart, ...]:
    """The hub's own first, then those of the listed deliveries, as they were stated."""
    shown = {one.pk: one for one in deliveries}
    rows = Receipt.objects.filter(packet=packet).order_by("level", "stated_at")
    found = []
    for row in rows[: DELIVERIES_SHOWN_MAX + 1]:
        delivery = shown.get(row.delivery_id) if row.delivery_id else None
        member = delivery.member if delivery else None
        found.append(
            ReceiptPart(
                level=row.level,
                signed_by=row.signed_by,
                agency=delivery.agency_code if delivery else "",
                stated_at=row.stated_at,
                text=row.text,
                delivery_id=row.delivery_id,
                public_key=member.public_key if member else "",
            )
        )
    return tuple(found)


def _erasure(digest: str) -> ErasurePart | None:
    row = Erasure.objects.filter(pk=digest).select_related("bytesgone").first()
    if row is None:
        return None
    return ErasurePart(row.because, row.actor_name, row.at, gone=hasattr(row, "bytesgone"))
