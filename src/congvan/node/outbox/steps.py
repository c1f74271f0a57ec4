"""Queueing packets as part of the act that owes them: the outbox is transactional by construction."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from congvan.base.acting import Deed
from congvan.base.files import vault
from congvan.base.files.store import Kept
from congvan.base.ids import new_id
from congvan.node.acts.states import TransmissionState
from congvan.node.agencies.models import Agency
from congvan.node.agencies.queries import own_code
from congvan.node.documents.models import Document
from congvan.node.outbox.models import PacketKind, Recipient, Transmission
from congvan.packet.codes import StatusCode
from congvan.packet.model import Party, ResponseFor, StatusPacket
from congvan.packet.write import write_status

PACKET_TYPE = "application/xml"


def queue_document(
    deed: Deed, document: Document, *, packet: Kept, packet_id: UUID, recipients: Mapping[str, str],
    not_before: datetime,
) -> Transmission:  # fmt: skip
    """One packet to many agencies (code → name), sent not before a legal moment. Law: QD11/D8.K4."""
    transmission = Transmission.objects.create(
        agency_id=document.agency_id, document=document, kind=PacketKind.DOCUMENT, packet_id=packet_id,
        stored=vault.vouch(packet, media_type=PACKET_TYPE), priority=document.urgency, not_before=not_before,
    )  # fmt: skip
    Recipient.objects.bulk_create(
        Recipient(agency_id=document.agency_id, transmission=transmission, code=code, name=name)
        for code, name in recipients.items()
    )
    return transmission


def queue_status(
    deed: Deed, document: Document, *, code: StatusCode, description: str = "",
    not_before: datetime | None = None,
) -> Transmission | None:  # fmt: skip
    """Tell the sender of a document received over the hub how it fares; each state once.

    A document that came by another road has nobody to tell. Law: QD11/D3.K4, ND30/D21.K2.c.
    """
    if not document.sender_code:
        return None
    if Transmission.objects.filter(document=document, status_code=code).exists():
        return None
    packet = vault.put(_status_packet(deed, document, code=code, description=description))
    return Transmission.objects.create(
        agency_id=document.agency_id, document=document, kind=PacketKind.STATUS, packet_id=new_id(),
        stored=vault.vouch(packet, media_type=PACKET_TYPE), status_code=code, priority=document.urgency,
        not_before=not_before or deed.at,
    )  # fmt: skip


def withdraw_status(deed: Deed, document: Document, *, code: StatusCode) -> bool:
    """Take back a state that its time has not come to be told; False where the sender knows it already."""
    owed = Transmission.objects.filter(document=document, status_code=code)
    if not owed.exists():
        return True
    waiting = owed.filter(state=TransmissionState.QUEUED, not_before__gt=deed.at)
    return waiting.delete()[0] > 0


def party(agency: Agency) -> Party:
    """An agency as the packet names it."""
    return Party(agency_code=own_code(agency), name=agency.name)


def _status_packet(deed: Deed, document: Document, *, code: StatusCode, description: str) -> bytes:
    status = StatusPacket(
        sender=party(document.agency),
        response_for=ResponseFor(
            agency_code=document.sender_code,
            notation=document.notation,
            issued_on=document.issued_date,
            document_id=document.exchange_id,
        ),
        code=code,
        description=description,
        timestamp=deed.at.replace(microsecond=0),
    )
    return write_status(status)
