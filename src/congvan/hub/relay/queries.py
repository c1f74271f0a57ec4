"""Reads on packets and deliveries. Each is bounded by the member that asks.

Whether a packet's bytes were erased is read off the tombstone of its file and written down nowhere else.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from congvan.base.errors import Refusal
from congvan.base.files.models import StoredFile
from congvan.base.files.tombstones import Tombstone, tombstones
from congvan.hub.acts.relay import WAITING
from congvan.hub.relay.models import HUB_STORED, Delivery, Inbox, PacketRow, Receipt

FILE_STORES = 2
WITHDRAWN = "withdrawn"
"""What a waiting delivery is called once its bytes were erased. The row waits for its receiver's word."""


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
class ErasedChange:
    """One delivery in the feed of a member whose bytes were erased at the hub: why, and when."""

    delivery_id: UUID
    packet_id: UUID
    agency: str
    digest: str
    state: str
    code: str
    erased_at: datetime


@dataclass(frozen=True)
class ChangePage:
    """A part of the feed, those that can be fetched and those that cannot, and the cursor to go on from."""

    changes: tuple[Change, ...]
    erased: tuple[ErasedChange, ...]
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
    withdrawn_at: datetime | None


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
    erased_at: datetime | None
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
    erased = tombstones(row.packet.file_id for row in shown)
    return ChangePage(
        changes=tuple(_change(row) for row in shown if row.packet.file_id not in erased),
        erased=tuple(
            _erased_change(row, erased[row.packet.file_id]) for row in shown if row.packet.file_id in erased
        ),
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
    tombstone = tombstones([row.file_id]).get(row.file_id)
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
        erased_at=tombstone.at if tombstone else None,
        outcomes=tuple(_outcome(delivery, tombstone) for delivery in deliveries),
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
    """How many packets the hub holds and how many deliveries wait, those of erased bytes left out."""
    kept = PacketRow.objects.filter(file__erasure=None)
    return kept.count(), Delivery.objects.filter(state=WAITING, packet__in=kept).count()


def files_to_copy(*, limit: int) -> list[StoredFile]:
    """Stored files that do not lie in both stores yet, oldest first; erased ones never will."""
    copied = StoredFile.objects.filter(erasure=None).annotate(copies=Count("storedcopy"))
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


def _outcome(row: Delivery, tombstone: Tombstone | None) -> Outcome:
    withdrawn = tombstone if row.state == WAITING else None
    return Outcome(
        agency=row.agency_code,
        state=WITHDRAWN if withdrawn else row.state,
        refusal=withdrawn.because if withdrawn else row.refusal,
        available_at=row.available_at,
        delivered_at=row.delivered_at,
        turned_away_at=row.turned_away_at,
        withdrawn_at=withdrawn.at if withdrawn else None,
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


def _erased_change(row: Delivery, tombstone: Tombstone) -> ErasedChange:
    return ErasedChange(
        delivery_id=row.pk,
        packet_id=row.packet_id,
        agency=row.agency_code,
        digest=row.packet.file_id,
        state=WITHDRAWN if row.state == WAITING else row.state,
        code=tombstone.because,
        erased_at=tombstone.at,
    )
