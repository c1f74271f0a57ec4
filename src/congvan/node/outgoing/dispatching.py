"""From a sealed document and its recipients to packets (QD11/D8.K4). Pure but for the store.

Beside the fixed file names of a package (ADR 0010).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import BinaryIO
from uuid import UUID

from django.conf import settings

from congvan.base.files import vault
from congvan.base.files.store import Kept
from congvan.base.ids import new_id
from congvan.law.kinds import kind as kind_of
from congvan.node.agencies.models import Seat, Unit
from congvan.node.documents.models import Because, File
from congvan.node.documents.queries import files_of
from congvan.node.outbox.steps import party
from congvan.node.outgoing.models import Outgoing
from congvan.node.outgoing.refusals import UnfitForPacket
from congvan.packet.codes import Operation, Priority
from congvan.packet.errors import PacketError
from congvan.packet.model import (
    AttachmentInfo,
    Business,
    Code,
    DocumentHeader,
    DocumentPacket,
    Kind,
    Party,
    ResponseFor,
    Signer,
    TraceHop,
)
from congvan.packet.write import write_document


@dataclass(frozen=True)
class AxisRecipient:
    """An agency that gets the document over the hub; `electronic_only`: "không văn bản giấy"."""

    code: str
    name: str
    electronic_only: bool = True


@dataclass(frozen=True)
class InternalRecipient:
    """A seat or unit of the agency that is told."""

    holder: Seat | Unit


@dataclass(frozen=True)
class PaperRecipient:
    """Who gets paper only, because it takes no part in the exchange."""

    name: str


Recipient = AxisRecipient | InternalRecipient | PaperRecipient


@dataclass(frozen=True)
class Parcel:
    """One packet for recipients that are alike in paper or no paper."""

    packet_id: UUID
    kept: Kept
    recipients: tuple[AxisRecipient, ...]


def make_parcels(
    outgoing: Outgoing, recipients: Sequence[AxisRecipient], *, lines: Sequence[str], at: datetime
) -> list[Parcel]:
    """One packet per kind of delivery: two when some recipients also get paper and others do not."""
    parcels = []
    for electronic_only in (True, False):
        alike = tuple(one for one in recipients if one.electronic_only is electronic_only)
        if alike:
            kept = _write(outgoing, alike, lines=lines, at=at, electronic_only=electronic_only)
            parcels.append(Parcel(packet_id=new_id(), kept=kept, recipients=alike))
    return parcels


def _write(
    outgoing: Outgoing, recipients: Sequence[AxisRecipient], *, lines: Sequence[str], at: datetime,
    electronic_only: bool,
) -> Kept:  # fmt: skip
    files = files_of(outgoing.document)
    packet = DocumentPacket(
        header=_header(outgoing, recipients, lines=lines),
        business=Business(
            operation=Operation.NEW, document_id=outgoing.document.exchange_id, paper=not electronic_only
        ),
        trace=(TraceHop(agency_code=outgoing.document.issuer_code, at=at.replace(microsecond=0)),),
        attachments=tuple(_attachment(file) for file in files),
    )
    try:
        with vault.stores()[0].writing() as sink:
            write_document(
                packet,
                attachments={_content_id(file): partial(_open, file.stored_id) for file in files},
                out=sink,  # type: ignore[arg-type]  # as much of a binary file as the writer uses
            )
    except PacketError as error:
        raise UnfitForPacket(error.message, param=error.where) from error
    return Kept(sink.digest, sink.size)


def _open(digest: str) -> BinaryIO:
    return vault.locate(digest).open("rb")


def _header(
    outgoing: Outgoing, recipients: Sequence[AxisRecipient], *, lines: Sequence[str]
) -> DocumentHeader:
    document = outgoing.document
    return DocumentHeader(
        sender=party(outgoing.agency),
        recipients=tuple(Party(agency_code=one.code, name=one.name) for one in recipients),
        document_id=document.exchange_id,
        code=Code(number=document.number, symbol=document.notation.partition("/")[2]),
        place=outgoing.agency.place,
        issued_on=document.issued_date,
        kind=Kind(name=document.kind_name, code=_type_code(document.kind)),
        subject=document.subject,
        signer=Signer(
            authority=outgoing.authority.form if outgoing.authority else "",
            position=document.signatory_title[:100],
            name=document.signatory_name,
        ),
        due_on=document.due_date,
        recipient_lines=tuple(lines),
        priority=Priority(document.urgency),
        responses_for=tuple(_responses(outgoing)),
    )


def _type_code(kind: str) -> str:
    """DocumentType/Type: its two values are not verified, so an installation sets them."""
    site = settings.SITE
    return str(site.edxml_type_normative if kind_of(kind).normative else site.edxml_type_administrative)


def _responses(outgoing: Outgoing) -> list[ResponseFor]:
    """What the document answers; carrying out is not answering."""
    links = outgoing.document.links.filter(because=Because.ANSWERS).select_related("to")
    return [
        ResponseFor(
            agency_code=link.to.sender_code or link.to.issuer_code,
            notation=link.to.notation,
            issued_on=link.to.issued_date,
            document_id=link.to.exchange_id,
        )
        for link in links
    ]


def _attachment(file: File) -> AttachmentInfo:
    return AttachmentInfo(
        content_id=_content_id(file),
        name=file.name,
        content_type="application/zip",
        description=file.role,
        digest=file.stored_id,
        size=file.stored.size,
    )


def _content_id(file: File) -> str:
    return str(file.ordinal)
