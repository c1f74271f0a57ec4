"""From the bytes of a packet to what an act can take: read, judge, keep.

Beside the fixed file names of a package (ADR 0010). Packet, signing and law do not know each other; the
values travel between them here. Bytes are kept only after no secret marking was found.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

from congvan.base.files import vault
from congvan.law.errors import UnknownKind
from congvan.law.kinds import kind_by_name
from congvan.law.urgency import Urgency
from congvan.node.agencies.models import Agency
from congvan.node.agencies.queries import rules_for
from congvan.node.documents.assessment import PDF_MAGIC, Issuer, assess, secret_marking
from congvan.node.documents.models import FileRole
from congvan.node.documents.steps import Description, NewFile
from congvan.node.incoming.arrival import Arrival
from congvan.packet.codes import Priority
from congvan.packet.model import AttachmentInfo, DocumentHeader, DocumentPacket, StatusPacket
from congvan.packet.read import read

PDF = "application/pdf"
LETTER_KIND = "official_letter"


class Secret(Exception):
    """Gói tin mang dấu chỉ độ mật."""


@dataclass
class Bundle:
    """A packet taken apart into a temporary folder that goes with it."""

    packet: DocumentPacket | StatusPacket
    folder: Path

    def content(self, info: AttachmentInfo) -> bytes:
        return (self.folder / _slot(info.content_id)).read_bytes()


class Unpacking:
    """Writes attachments into a folder: outside the stores, so that nothing secret ever lies there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self, content_id: str, name: str) -> BinaryIO:  # noqa: ARG002 — the sink's protocol
        return (self._folder / _slot(content_id)).open("wb")


def unpack(raw: Path, folder: Path) -> Bundle:
    """Read a packet; PacketError when it is not one, Secret when its header or a first page says so."""
    with raw.open("rb") as source:
        packet = read(source, sink=Unpacking(folder))
    bundle = Bundle(packet, folder)
    if isinstance(packet, DocumentPacket):
        for info in packet.attachments:
            if secret_marking(bundle.content(info)):
                raise Secret
    return bundle


def lift(bundle: Bundle, *, agency: Agency, packet_id: str, raw: Path, digest: str, at: datetime) -> Arrival:
    """The arrival of a document packet: files kept and judged, the header turned into a description."""
    packet = bundle.packet
    assert isinstance(packet, DocumentPacket), "status packets are not lifted"
    with raw.open("rb") as source:
        kept = vault.stores()[0].put(source)
    assert kept.digest == digest, "what was read is what is kept"
    files = [_judge(bundle, info, agency=agency, at=at) for info in _main_first(packet)]
    packet_file = NewFile(
        kept=kept, name=f"{packet_id}.edxml", media_type="application/xml", role=FileRole.REFERENCE
    )
    findings = [{"code": one.code, "where": one.where, "message": one.message} for one in packet.findings]
    sender = packet.header.sender
    return Arrival(
        packet_id=packet_id,
        packet_digest=digest,
        sender_name=_fit(findings, "OrganName", sender.name or sender.agency_code, limit=200),
        description=_describe(packet, findings),
        files=[*files, packet_file],
        findings=findings,
    )


def _main_first(packet: DocumentPacket) -> list[AttachmentInfo]:
    """The first PDF is the document itself; the others follow in their order."""
    pdfs = [info for info in packet.attachments if info.media_type == PDF]
    main = pdfs[:1] or list(packet.attachments[:1])
    return main + [info for info in packet.attachments if info not in main]


def _judge(bundle: Bundle, info: AttachmentInfo, *, agency: Agency, at: datetime) -> NewFile:
    content = bundle.content(info)
    packet = bundle.packet
    assert isinstance(packet, DocumentPacket)
    main = info is _main_first(packet)[0]
    new = NewFile(
        kept=vault.put(content),
        name=info.safe_name,
        media_type=info.media_type or "application/octet-stream",
        role=FileRole.MAIN if main else FileRole.ANNEX,
    )
    if not content.startswith(PDF_MAGIC):
        return new
    issuer = Issuer(code=packet.header.sender.agency_code, name=packet.header.sender.name)
    # A packet without its sender's signature does not assure the origin of what it carries.
    judged = assess(content, issuer=issuer, rules=rules_for(agency, on=at.date()), at=at)
    return NewFile(
        kept=new.kept, name=new.name, media_type=new.media_type, role=new.role,
        legal_class=judged.legal_class, standing=judged.standing_facts(),
        signatures=judged.report.to_dict(),
    )  # fmt: skip


def _describe(packet: DocumentPacket, findings: list[dict[str, str]]) -> Description:
    header = packet.header
    kind_code, kind_name = _kind(header)
    fit = partial(_fit, findings)
    issuer = header.sender.name or header.sender.agency_code
    return Description(
        kind=kind_code,
        kind_name=fit("TypeName", kind_name, limit=100),
        subject=fit("Subject", header.subject or "(không có trích yếu)", limit=2000),
        issuer_name=fit("OrganName", issuer, limit=200),
        issuer_code=header.sender.agency_code,
        sender_code=header.sender.agency_code,
        number=fit("CodeNumber", header.code.number, limit=20),
        symbol=fit("CodeNotation", header.code.symbol, limit=40),
        notation=fit("Code", header.code.notation, limit=60),
        issued_date=header.issued_on,
        signatory_name=fit("FullName", header.signer.name, limit=255),
        signatory_title=fit("Position", header.signer.position, limit=200),
        urgency=_urgency(header.priority),
        due_date=header.due_on,
        electronic_only=None if packet.business.paper is None else not packet.business.paper,
        exchange_id=header.document_id,
    )


def _fit(findings: list[dict[str, str]], where: str, text: str, *, limit: int) -> str:
    """A field as the register can hold it. A cut is told to the clerk; the packet keeps the whole."""
    if len(text) <= limit:
        return text
    message = f"Trường {where} dài {len(text)} ký tự nên chỉ hiện {limit} ký tự đầu; xem đủ ở gói tin gốc."
    findings.append({"code": "field_shortened", "where": where, "message": message})
    return text[:limit]


def _kind(header: DocumentHeader) -> tuple[str, str]:
    """The kind by its name, the only trustworthy part; an unknown name stands as received on a công văn."""
    name = header.kind.name
    try:
        found = kind_by_name(name, normative="/" in header.code.symbol)
    except UnknownKind:
        return LETTER_KIND, name or "Công văn"
    return found.code, found.name


def _urgency(priority: Priority | None) -> int:
    """Hỏa tốc hẹn giờ, which NĐ 30 does not know, counts as Hỏa tốc."""
    return min(int(priority or 0), int(Urgency.FLASH))


def _slot(content_id: str) -> str:
    """A file name for a content id, whatever it holds."""
    return content_id.encode().hex()[-200:]
