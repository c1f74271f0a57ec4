"""Verbs of the sending side: what the hub answered, what recipients report (QD11/D3.K4, D8.K4)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from congvan.base.acting import acting
from congvan.base.actor import Actor
from congvan.node.acts import exchange as acts
from congvan.node.agencies.models import Agency, Installation
from congvan.node.documents.models import Document
from congvan.node.outbox.models import DirectoryEntry, StatusRow, Transmission
from congvan.packet.model import StatusPacket
from congvan.vietnamese.sorting import sort_key


def mark_sent(*, by: Actor, at: datetime, transmission: Transmission, answer: Mapping[str, Any]) -> None:
    """Keep the hub's receipt (L1) and what it said of each recipient. Law: QD11/D3.K4."""
    with acting(by, acts.MARK_SENT, on=transmission, at=at) as deed:
        Transmission.objects.filter(pk=transmission.pk).update(receipt=answer["receipt"], claimed_until=None)
        refused = []
        for row in answer["recipients"]:
            accepted = row["state"] == "accepted"
            transmission.recipients.filter(code=row["agency"]).update(
                accepted=accepted, answer=row.get("message") or ""
            )
            if not accepted:
                refused.append(row["agency"])
        deed.keep(packet_id=transmission.packet_id, receipt=answer["receipt"][-43:], refused=refused)


def mark_dead(*, by: Actor, at: datetime, transmission: Transmission, cause: str) -> None:
    """Stop trying: the hub refused for good, a person must look. Law: QD11/D10.K4."""
    with acting(by, acts.MARK_DEAD, on=transmission, at=at) as deed:
        Transmission.objects.filter(pk=transmission.pk).update(last_error=cause[:500], claimed_until=None)
        deed.keep(packet_id=transmission.packet_id, cause=cause[:500])


def retry(*, by: Actor, at: datetime, transmission: Transmission) -> None:
    """Queue a stopped packet again, after its cause is gone. Law: QD11/D8.K4."""
    with acting(by, acts.RETRY, on=transmission, at=at) as deed:
        Transmission.objects.filter(pk=transmission.pk).update(attempts=0, claimed_until=None)
        deed.keep(packet_id=transmission.packet_id)


def record_status(
    *, by: Actor, at: datetime, agency: Agency, document: Document, status: StatusPacket, packet_id: UUID
) -> None:
    """Stand a recipient's word beside it on the sender's side; the same packet once. Law: QD11/D5.K6.b."""
    with acting(by, acts.RECORD_STATUS, on=agency, at=at) as deed:
        StatusRow.objects.get_or_create(
            agency=agency,
            packet_id=packet_id,
            defaults={
                "document": document,
                "recipient_code": status.sender.agency_code,
                "code": str(status.code),
                "description": status.description[:2000],
                "reported_at": status.timestamp,
                "received_at": at,
            },
        )
        deed.keep(
            agency=status.sender.agency_code,
            code=str(status.code),
            reported_at=status.timestamp,
            description=status.description[:500],
        )


def synchronise_directory(
    *, by: Actor, at: datetime, installation: Installation, agencies: Sequence[Mapping[str, Any]]
) -> None:
    """Take over the hub's directory; a code that is gone or closed stays, closed. Law: QD11/D8.K4."""
    with acting(by, acts.SYNCHRONISE, on=installation, at=at) as deed:
        DirectoryEntry.objects.update(open=False)
        for row in agencies:
            DirectoryEntry.objects.update_or_create(
                code=row["code"],
                defaults={
                    "name": row["name"],
                    "sort_key": sort_key(row["name"]),
                    "open": row.get("valid_to") is None,
                },
            )
        deed.keep(codes=len(agencies))
