"""A verdict on one packet, for people and programs (`congvan packet check FILE`)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, BinaryIO, Literal

from congvan.packet.errors import PacketError
from congvan.packet.limits import LIMITS, Limits
from congvan.packet.model import AttachmentInfo, DocumentPacket, Finding, StatusPacket
from congvan.packet.read import read
from congvan.packet.sink import NullSink

Verdict = Literal["accepted", "accepted_with_warnings", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`kind` is None when refused; `operation` is of a document ("NEW" …), `status` of a status packet."""

    verdict: Verdict
    kind: Literal["document", "status"] | None = None
    operation: str | None = None
    status: str | None = None
    document_id: str | None = None
    findings: tuple[Finding, ...] = ()
    attachments: tuple[AttachmentInfo, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As JSON-ready data, keys in a fixed order."""
        return asdict(self)


def check(source: BinaryIO, *, limits: Limits = LIMITS) -> Report:
    """Read the packet as a receiver would, keep nothing, say what came of it. No bytes make it raise."""
    try:
        packet = read(source, sink=NullSink(), limits=limits)
    except PacketError as error:
        return Report(verdict="refused", findings=(Finding(error.code, error.where, error.message),))
    verdict: Verdict = "accepted_with_warnings" if packet.findings else "accepted"
    match packet:
        case DocumentPacket():
            return Report(
                verdict=verdict,
                kind="document",
                operation=packet.business.operation.name,
                document_id=packet.header.document_id,
                findings=packet.findings,
                attachments=packet.attachments,
            )
        case StatusPacket():
            return Report(
                verdict=verdict,
                kind="status",
                status=str(packet.code),
                document_id=packet.response_for.document_id,
                findings=packet.findings,
            )
