"""Parts of the relay's acts. No transaction and no permission of their own: the deed carries both."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from congvan.base.acting import Deed
from congvan.base.errors import Refusal
from congvan.base.files import vault
from congvan.base.files.models import StoredFile
from congvan.base.files.tombstones import ErasedBefore
from congvan.hub.acts.relay import DELIVERED, REFUSED, TURNED_AWAY, WAITING
from congvan.hub.members import queries as directory
from congvan.hub.members import steps as members
from congvan.hub.members.models import HubAgency
from congvan.hub.relay.models import (
    DOCUMENT,
    HUB_STORED,
    IN_QUEUE,
    NOT_ENTERED,
    Delivery,
    Inbox,
    PacketRow,
    Parcel,
    Receipt,
)

Signer = Callable[[Mapping[str, object]], str]

ISSUER = "congvan-hub"
PACKET_MEDIA_TYPE = "application/xml"
UNKNOWN = "recipient.unknown"
CLOSED = "recipient.closed"
SECRET = "secret"  # noqa: S105 — the code for a marking of secrecy, not a password


class PacketIdReused(Refusal):
    """Mã gói tin này đã dùng cho một gói tin khác. Hãy gửi lại với mã mới."""

    code = "packet.id_reused"
    law = "QD11/D3.K4"


class SentAgain(Refusal):
    """Đúng gói tin này đã bị trả lại vì có dấu chỉ độ mật, nội dung đã xóa khỏi trục; không gửi lại được."""

    code = "packet.secret"
    law = "QD11/D2.K2"


def hold_sender(deed: Deed) -> HubAgency:
    """The sending agency, held until the commit: its packets enter one by one, twins see each other."""
    sender = deed.on
    assert isinstance(sender, HubAgency), "for an unknown sender nobody speaks"
    members.hold_agency(deed, sender)
    return sender


def find_packet(deed: Deed, packet_id: UUID) -> PacketRow | None:
    """The packet that already bears this id."""
    assert deed.act.move is None, "asked before anything is written"
    return PacketRow.objects.filter(pk=packet_id).first()


def hold_bytes(deed: Deed, parcel: Parcel) -> StoredFile:
    """The row of the packet's bytes, held against erasing until the commit. Raises SentAgain."""
    try:
        return vault.vouch(parcel.kept, media_type=PACKET_MEDIA_TYPE)
    except ErasedBefore:
        raise SentAgain from None


def store(deed: Deed, parcel: Parcel, file: StoredFile, sender: HubAgency) -> PacketRow:
    """Write the row of a new packet. Raises PacketIdReused when another sender takes the same id just now."""
    assert deed.by.scope_id is not None, "a member sends"
    try:
        with transaction.atomic():
            return PacketRow.objects.create(
                id=parcel.packet_id,
                file=file,
                member_id=deed.by.scope_id,
                sender=sender,
                from_code=sender.code,
                kind=parcel.route.kind,
                document_id=parcel.route.document_id,
                operation=parcel.route.operation,
                received_at=deed.at,
                twin_of=_twin(parcel, sender),
            )
    except IntegrityError:
        raise PacketIdReused(param="Packet-Id") from None


def _twin(parcel: Parcel, sender: HubAgency) -> PacketRow | None:
    """The first packet with the same sender, document and operation. Statuses repeat lawfully."""
    if parcel.route.kind != DOCUMENT:
        return None
    same = PacketRow.objects.filter(
        from_code=sender.code,
        document_id=parcel.route.document_id,
        operation=parcel.route.operation,
        twin_of=None,
    )
    return same.order_by("received_at", "id").first()


def open_deliveries(deed: Deed, row: PacketRow, codes: Sequence[str], *, on: date) -> None:
    """One delivery for each receiver; an unknown or closed code is refused and stops no other."""
    receivers = directory.receivers(codes, on=on)
    by_member: defaultdict[UUID, list[str]] = defaultdict(list)
    refused = []
    for code in codes:
        if (agency := receivers.held.get(code)) is not None:
            by_member[agency.member_id].append(code)
        else:
            refusal = CLOSED if code in receivers.closed else UNKNOWN
            refused.append(Delivery(packet=row, agency_code=code, state=REFUSED, refusal=refusal))
    Delivery.objects.bulk_create(refused)
    for member_id in sorted(by_member):  # in one order everywhere: two senders never wait for each other
        _enqueue(deed, row, member_id, by_member[member_id])


def _enqueue(deed: Deed, row: PacketRow, member_id: UUID, codes: list[str]) -> None:
    """Number the deliveries of one member under the lock of its inbox, which lasts until the commit."""
    Inbox.objects.get_or_create(member_id=member_id)
    inbox = Inbox.objects.select_for_update().get(member_id=member_id)
    first = inbox.take(len(codes))
    Delivery.objects.bulk_create(
        [
            Delivery(
                packet=row,
                agency_code=code,
                member_id=member_id,
                sequence=number,
                state=WAITING,
                available_at=deed.at,
            )
            for number, code in enumerate(codes, start=first)
        ]
    )


def give_receipt(deed: Deed, row: PacketRow, sign: Signer) -> None:
    """The hub's signed word that it holds the packet (L1), with what became of each receiver."""
    text = sign(
        {
            "level": HUB_STORED,
            "iss": ISSUER,
            "packet_id": str(row.pk),
            "digest": row.file_id,
            "size": row.file.size,
            "kind": row.kind,
            "from": row.from_code,
            "document_id": row.document_id,
            "operation": row.operation,
            "received_at": deed.at.isoformat(),
            "recipients": [
                {"agency": code, "state": "refused" if refusal else "accepted"}
                | ({"code": refusal} if refusal else {})
                for code, refusal in outcomes(deed, row)
            ],
        }
    )
    Receipt.objects.create(packet=row, level=HUB_STORED, signed_by=ISSUER, text=text, stated_at=deed.at)


def outcomes(deed: Deed, row: PacketRow) -> list[tuple[str, str]]:
    """Receiver and the hub's refusal (empty: accepted) as decided when the packet came, by code."""
    assert deed.act.move is None, "part of accepting"
    rows = row.delivery_set.order_by("agency_code").values_list("agency_code", "state", "refusal")
    return [(code, refusal if state == REFUSED else "") for code, state, refusal in rows]


def hub_receipt(deed: Deed, row: PacketRow) -> str:
    """The text of the hub's receipt, the same for ever."""
    assert deed.act.move is None, "part of accepting"
    return Receipt.objects.get(packet=row, level=HUB_STORED).text


def receipt_of(deed: Deed, delivery: Delivery) -> Receipt | None:
    """What the receiving system stated about this delivery, where it did so before."""
    assert deed.on == delivery, "the delivery is the subject"
    return Receipt.objects.filter(delivery=delivery).first()


def note_delivered(deed: Deed, delivery: Delivery, *, delivered_at: datetime, text: str) -> Receipt:
    """Keep the receiving system's receipt and the two times: stated, and heard."""
    assert delivery.state == DELIVERED, "the move comes first"
    delivery.note(delivered_at=delivered_at, confirmed_at=deed.at)
    return _keep_receipt(delivery, level=IN_QUEUE, text=text, stated_at=delivered_at)


def note_turned_away(
    deed: Deed, delivery: Delivery, *, code: str, turned_away_at: datetime, text: str
) -> Receipt:
    """Keep the receiving system's signed refusal, its code and the two times: stated, and heard."""
    assert delivery.state == TURNED_AWAY, "the move comes first"
    delivery.note_refusal(code=code, turned_away_at=turned_away_at, confirmed_at=deed.at)
    return _keep_receipt(delivery, level=NOT_ENTERED, text=text, stated_at=turned_away_at)


def erase_content(deed: Deed, delivery: Delivery) -> bool:
    """Erase the packet's bytes for everybody, as secret; False where that was done before."""
    return vault.erase(deed, delivery.packet.file, because=SECRET)


def _keep_receipt(delivery: Delivery, *, level: str, text: str, stated_at: datetime) -> Receipt:
    assert delivery.member is not None, "only the member that takes a delivery speaks about it"
    return Receipt.objects.create(
        packet=delivery.packet,
        delivery=delivery,
        level=level,
        signed_by=delivery.member.code,
        text=text,
        stated_at=stated_at,
    )
