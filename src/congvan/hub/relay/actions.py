"""Verbs of the relay: accept a packet, turn one away, hear that one was delivered or could not enter."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from congvan.base.acting import acting
from congvan.base.actor import Actor
from congvan.base.clock import ZONE
from congvan.base.errors import Refusal
from congvan.hub.acts import relay as acts
from congvan.hub.members import queries as members
from congvan.hub.relay import steps
from congvan.hub.relay.models import Delivery, Parcel


class ReceiptMismatch(Refusal):
    """Nội dung đã ký không nói về đúng gói tin và cơ quan nhận này. Hãy kiểm tra lại rồi ký và gửi lại."""

    code = "receipt.mismatch"
    law = "QD11/D3.K4"


@dataclass(frozen=True)
class Recipient:
    """What became of one receiver. `refusal` is empty where it was accepted."""

    agency: str
    refusal: str = ""


@dataclass(frozen=True)
class Acceptance:
    """The answer to a sender. `new` is False where the same packet had been accepted before."""

    packet_id: UUID
    digest: str
    received_at: datetime
    recipients: tuple[Recipient, ...]
    receipt: str
    new: bool


@dataclass(frozen=True)
class Statement:
    """What a receiving system states about a delivery; `text` is the signed form, its signature checked."""

    delivery_id: UUID
    packet_id: UUID
    digest: str
    agency: str
    text: str

    def is_about(self, delivery: Delivery) -> bool:
        """Whether it names this delivery, its packet, its bytes and its agency."""
        stated = (self.delivery_id, self.packet_id, self.digest, self.agency)
        return stated == (delivery.pk, delivery.packet_id, delivery.packet.file_id, delivery.agency_code)


@dataclass(frozen=True)
class Queued(Statement):
    """The packet lies in the agency's queue since `delivered_at` (L2)."""

    delivered_at: datetime


@dataclass(frozen=True)
class TurnedAway(Statement):
    """The packet could not enter: `code` says why, short and stable, never its content."""

    code: str
    turned_away_at: datetime


@dataclass(frozen=True)
class HeardRefusal:
    """The refusal that stands, the first one: its code, and its signed form."""

    code: str
    text: str


def accept(*, by: Actor, at: datetime, parcel: Parcel, sign: steps.Signer) -> Acceptance:
    """Take a packet over for delivery and give the hub's receipt (L1). Law: QD11/D3.K3, QD11/D3.K4.

    For a sender that the directory does not know nobody speaks: Denied, recorded on the calling member.
    """
    assert by.scope_id is not None, "a member calls"
    day = at.astimezone(ZONE).date()
    subject = members.agency_on(parcel.route.from_code, on=day) or members.get_member(by.scope_id)
    with acting(by, acts.ACCEPT, on=subject, at=at) as deed:
        sender = steps.hold_sender(deed)
        file = steps.hold_bytes(deed, parcel)
        row = steps.find_packet(deed, parcel.packet_id)
        if row is not None and row.file_id != parcel.kept.digest:
            raise steps.PacketIdReused(param="Packet-Id")
        new = row is None
        if row is None:
            row = steps.store(deed, parcel, file, sender)
            steps.open_deliveries(deed, row, parcel.route.recipients, on=day)
            steps.give_receipt(deed, row, sign)
        deed.keep(
            packet_id=row.pk,
            digest=row.file_id,
            size=parcel.kept.size,
            kind=row.kind,
            from_code=row.from_code,
            document_id=row.document_id,
            recipients=len(parcel.route.recipients),
            twin_of=row.twin_of_id,
            repeated=not new,
        )
        return Acceptance(
            packet_id=row.pk,
            digest=row.file_id,
            received_at=row.received_at,
            recipients=tuple(Recipient(*pair) for pair in steps.outcomes(deed, row)),
            receipt=steps.hub_receipt(deed, row),
            new=new,
        )


def turn_away(*, by: Actor, at: datetime, digest: str, size: int, code: str, where: str) -> None:
    """Record that a packet was refused unread and its bytes discarded. Law: QD11/D2.K2, QD11/D3.K4.

    Only digest, size, sender and time remain; `where` is a path of elements, never content.
    """
    assert by.scope_id is not None, "a member calls"
    with acting(by, acts.TURN_AWAY, on=members.get_member(by.scope_id), at=at) as deed:
        deed.keep(digest=digest, size=size, code=code, where=where)


def confirm_delivery(*, by: Actor, at: datetime, delivery: Delivery, statement: Queued) -> str:
    """Note that a packet lies in its receiver's queue; returns the L2 receipt that stands, the first one.

    Law: QD11/D3.K4, QD11/D5.K2.
    """
    with acting(by, acts.CONFIRM_DELIVERY, on=delivery, at=at) as deed:
        if not statement.is_about(delivery):
            raise ReceiptMismatch(param="receipt")
        receipt = steps.receipt_of(deed, delivery)
        repeated = receipt is not None
        if receipt is None:
            receipt = steps.note_delivered(
                deed, delivery, delivered_at=statement.delivered_at, text=statement.text
            )
        deed.keep(
            packet_id=delivery.packet_id,
            agency=delivery.agency_code,
            delivered_at=receipt.stated_at,
            repeated=repeated,
        )
        return receipt.text


def hear_refusal(*, by: Actor, at: datetime, delivery: Delivery, statement: TurnedAway) -> HeardRefusal:
    """Note that the receiving system found a packet malformed or secret; returns the refusal that stands.

    It is no Rejection by a clerk and never counts as delivered. A word that the packet is secret erases its
    bytes, whatever was said first. Law: QD11/D2.K2, QD11/D3.K4.
    """
    with acting(by, acts.HEAR_REFUSAL, on=delivery, at=at) as deed:
        if not statement.is_about(delivery):
            raise ReceiptMismatch(param="refusal")
        receipt = steps.receipt_of(deed, delivery)
        repeated = receipt is not None
        if receipt is None:
            receipt = steps.note_turned_away(
                deed,
                delivery,
                code=statement.code,
                turned_away_at=statement.turned_away_at,
                text=statement.text,
            )
        deed.keep(
            packet_id=delivery.packet_id,
            agency=delivery.agency_code,
            code=delivery.refusal,
            turned_away_at=receipt.stated_at,
            repeated=repeated,
            erased=statement.code == steps.SECRET and steps.erase_content(deed, delivery),
        )
        return HeardRefusal(delivery.refusal, receipt.text)
