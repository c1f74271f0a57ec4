"""Verbs of the relay: accept a packet, turn one away, hear that one was delivered."""

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
    """Biên nhận không nói về đúng gói tin và cơ quan nhận này. Hãy kiểm tra lại rồi gửi biên nhận đúng."""

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
    """What a receiving system states in its L2 receipt; `text` is the signed form, its signature checked."""

    delivery_id: UUID
    packet_id: UUID
    digest: str
    agency: str
    delivered_at: datetime
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
        row = steps.find_packet(deed, parcel.packet_id)
        if row is not None and row.file_id != parcel.kept.digest:
            raise steps.PacketIdReused(param="Packet-Id")
        new = row is None
        if row is None:
            row = steps.store(deed, parcel, sender)
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


def confirm_delivery(*, by: Actor, at: datetime, delivery: Delivery, statement: Statement) -> str:
    """Note that a packet lies in its receiver's queue; returns the L2 receipt that stands, the first one.

    Law: QD11/D3.K4, QD11/D5.K2.
    """
    with acting(by, acts.CONFIRM_DELIVERY, on=delivery, at=at) as deed:
        stated = (statement.delivery_id, statement.packet_id, statement.digest, statement.agency)
        if stated != (delivery.pk, delivery.packet_id, delivery.packet.file_id, delivery.agency_code):
            raise ReceiptMismatch(param="receipt")
        receipt = steps.queue_receipt(deed, delivery)
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
