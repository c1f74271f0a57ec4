"""Reads on packets and deliveries. Each is bounded by the member that asks."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from congvan.base.errors import Refusal
from congvan.base.files.models import StoredFile
from congvan.hub.acts.relay import WAITING
from congvan.hub.relay.models import HUB_STORED, Delivery, Inbox, PacketRow, Receipt

FILE_STORES = 2


class CursorAhead(Refusal):
    """Con trỏ này trục chưa từng cấp. Hãy đọc lại từ đầu với since=0 và bỏ qua gói tin đã có."""

    code = "changes.cursor_ahead"
    law = "QD11/D3.K4"


@dataclass(frozen=True)
class Change:
    """One delivery in the feed of a member."""

    delivery_id: UUID
    packet_id: UUID
    agency: str
    kind: str
    digest: str
    size: int
    state: str
    available_at: datetime


@dataclass(frozen=True)
class ChangePage:
    """A part of the feed, and the cursor from which to go on."""

    changes: tuple[Change, ...]
    cursor: int
    has_more: bool


@dataclass(frozen=True)
class Outcome:
    """One receiver of a packet, as told to those concerned."""

    agency: str
    state: str
    refusal: str
    available_at: datetime | None
    delivered_at: datetime | None
    turned_away_at: datetime | None


@dataclass(frozen=True)
class SignedReceipt:
    """A receipt in its signed form. `agency` is empty in the hub's own."""

    level: str
    agency: str
    signed_by: str
    text: str


@dataclass(frozen=True)
class Known:
    """What the hub knows of a packet: all of it for the sender, their own part for receivers."""

    packet_id: UUID
    digest: str
    size: int
    kind: str
    from_code: str
    document_id: str
    operation: int | None
    received_at: datetime
    twin_of: UUID | None
    outcomes: tuple[Outcome, ...]
    receipts: tuple[SignedReceipt, ...]


def changes(*, member_id: UUID, since: int, limit: int) -> ChangePage:
    """The deliveries of a member numbered after `since`, in order. Raises CursorAhead."""
    inbox = Inbox.objects.filter(member_id=member_id).first()
    if since > (inbox.last_sequence if inbox else 0):
        raise CursorAhead(param="since")
    rows = list(
        Delivery.objects.filter(member_id=member_id, sequence__gt=since)
        .select_related("packet__file")
        .order_by("sequence")[: limit + 1]
    )
    shown = rows[:limit]
    return ChangePage(
        changes=tuple(_change(row) for row in shown),
        cursor=(shown[-1].sequence or since) if shown else since,
        has_more=len(rows) > limit,
    )


def known_packet(*, member_id: UUID, packet_id: UUID) -> Known | None:
    """What the hub knows of a packet; None for anybody who neither sent it nor receives it."""
    row = PacketRow.objects.filter(pk=packet_id).select_related("file").first()
    if row is None:
        return None
    sent = row.member_id == member_id
    deliveries = list(
        row.delivery_set.order_by("agency_code") if sent else row.delivery_set.filter(member_id=member_id)
    )
    if not sent and not deliveries:
        return None
    return Known(
        packet_id=row.pk,
        digest=row.file_id,
        size=row.file.size,
        kind=row.kind,
        from_code=row.from_code,
        document_id=row.document_id,
        operation=row.operation,
        received_at=row.received_at,
        twin_of=row.twin_of_id,
        outcomes=tuple(_outcome(delivery) for delivery in deliveries),
        receipts=_receipts(row, deliveries),
    )


def content_digest(*, member_id: UUID, packet_id: UUID) -> str | None:
    """The digest of the bytes, for a member that takes one of the packet's deliveries; None for others."""
    delivery = (
        Delivery.objects.filter(packet_id=packet_id, member_id=member_id).select_related("packet").first()
    )
    return delivery.packet.file_id if delivery else None


def find_delivery(delivery_id: UUID) -> Delivery | None:
    """A delivery, to be acted on: the act decides who may."""
    return Delivery.objects.filter(pk=delivery_id).select_related("packet", "member").first()


def counts() -> tuple[int, int]:
    """How many packets the hub holds and how many deliveries wait."""
    return PacketRow.objects.count(), Delivery.objects.filter(state=WAITING).count()


def files_to_copy(*, limit: int) -> list[StoredFile]:
    """Stored files that do not lie in both stores yet, oldest first."""
    copied = StoredFile.objects.annotate(copies=Count("storedcopy"))
    return list(copied.filter(copies__lt=FILE_STORES).order_by("recorded_at")[:limit])


def _receipts(row: PacketRow, deliveries: list[Delivery]) -> tuple[SignedReceipt, ...]:
    """The hub's receipt, and those of the given deliveries."""
    about = Q(level=HUB_STORED) | Q(delivery__in=deliveries)
    rows = Receipt.objects.filter(about, packet=row).select_related("delivery").order_by("level", "id")
    return tuple(
        SignedReceipt(
            level=receipt.level,
            agency=receipt.delivery.agency_code if receipt.delivery else "",
            signed_by=receipt.signed_by,
            text=receipt.text,
        )
        for receipt in rows
    )


def _outcome(row: Delivery) -> Outcome:
    return Outcome(
        agency=row.agency_code,
        state=row.state,
        refusal=row.refusal,
        available_at=row.available_at,
        delivered_at=row.delivered_at,
        turned_away_at=row.turned_away_at,
    )


def _change(row: Delivery) -> Change:
    assert row.available_at is not None, "a numbered delivery is available"
    return Change(
        delivery_id=row.pk,
        packet_id=row.packet_id,
        agency=row.agency_code,
        kind=row.packet.kind,
        digest=row.packet.file_id,
        size=row.packet.file.size,
        state=row.state,
        available_at=row.available_at,
    )
