"""What a packet says, as frozen data. An empty text means that the field was absent or empty.

Times are aware, in Asia/Ho_Chi_Minh (the wire has no zone) and in whole seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from congvan.packet.codes import Operation
from congvan.packet.names import safe_name

if TYPE_CHECKING:
    from datetime import date, datetime

    from congvan.packet.codes import Priority


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a clerk should know, that does not stop the packet. `message` is Vietnamese."""

    code: str
    where: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """From or To."""

    agency_code: str
    parent_name: str = ""
    name: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""
    fax: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """Số và ký hiệu: number `12`, symbol `QĐ-SNV`, notation `12/QĐ-SNV`."""

    number: str = ""
    symbol: str = ""

    @property
    def notation(self) -> str:
        return "/".join(part for part in (self.number, self.symbol) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Loại văn bản. `name` decides; senders disagree on what `code` and `detail` count."""

    name: str = ""
    code: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signed the document, in words. `authority` is TM., KT., TL., TUQ., Q. with its title."""

    authority: str = ""
    position: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """The clerk who sent the packet or states the status."""

    department: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseFor:
    """The document answered or reported on. In a status packet `agency_code` is the destination."""

    agency_code: str = ""
    notation: str = ""
    issued_on: date | None = None
    document_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceHop:
    """One system that the packet passed. Hubs of 2025 write no agency code."""

    agency_code: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiverChange:
    agency_code: str
    added: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """A replaced document and the agencies that had received it."""

    document_id: str
    agency_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Business:
    """The operation. `paper`: False = no paper follows, True = paper is sent too, None = not said."""

    operation: Operation
    document_id: str = ""
    reason: str = ""
    paper: bool | None = None
    metadata_changed: bool | None = None
    receivers_changed: bool | None = None
    receiver_changes: tuple[ReceiverChange, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    staff: Staff | None = None


@dataclass(frozen=True, slots=True)
class Extra:
    """A field that this program does not know, or whose value it could not read, as received."""

    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentHeader:
    """MessageHeader of a document packet. `document_id` is opaque, unique only with the sender."""

    sender: Party
    recipients: tuple[Party, ...]
    document_id: str
    code: Code = Code()
    place: str = ""
    issued_on: date | None = None
    kind: Kind = Kind()
    subject: str = ""
    content: str = ""
    signer: Signer = Signer()
    due_on: date | None = None
    recipient_lines: tuple[str, ...] = ()
    priority: Priority | None = None
    sphere: str = ""
    typist_mark: str = ""
    copies: int | None = None
    pages: int | None = None
    direction: bool | None = None
    annex_titles: tuple[str, ...] = ()
    responses_for: tuple[ResponseFor, ...] = ()
    steering: int | None = None
    extras: tuple[Extra, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentInfo:
    """One attachment. `digest` (SHA-256, hex), `size` (bytes) and `media_type` are of the unzipped content.

    All three are None after `read_header`, which opens nothing. `content_type` is what the sender claims.
    """

    content_id: str
    name: str
    content_type: str = ""
    description: str = ""
    digest: str | None = None
    size: int | None = None
    media_type: str | None = None

    @property
    def safe_name(self) -> str:
        """`name` without anything that a file system or a screen could take for more than a name."""
        return safe_name(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPacket:
    """A document on its way, without the bytes of its attachments."""

    header: DocumentHeader
    business: Business
    trace: tuple[TraceHop, ...] = ()
    attachments: tuple[AttachmentInfo, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def acted_on(self) -> tuple[str, ...]:
        """Identifiers of the sender's earlier documents that this packet recalls, updates or replaces."""
        match self.business.operation:
            case Operation.NEW:
                return ()
            case Operation.REPLACE:
                return tuple(replacement.document_id for replacement in self.business.replacements)
            case Operation.RECALL | Operation.UPDATE:
                # The recall of the reference kit names the document in its header only.
                return (self.business.document_id or self.header.document_id,)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPacket:
    """Word on a document, for the agency `response_for.agency_code`; an unknown `code` as received."""

    sender: Party
    response_for: ResponseFor
    code: str
    staff: Staff | None = None
    description: str = ""
    timestamp: datetime | None = None
    extras: tuple[Extra, ...] = ()
    findings: tuple[Finding, ...] = ()


Packet = DocumentPacket | StatusPacket
