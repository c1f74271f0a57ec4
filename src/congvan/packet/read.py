"""Bytes into a packet. Lenient about form, strict about what could hurt or mislead.

The caller keeps the raw bytes; they are the evidence, the packet is only their reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from congvan.packet import document, manifest, status
from congvan.packet.attachments import SkippedPayloads, StreamedPayloads
from congvan.packet.errors import PacketError
from congvan.packet.fields import Fields
from congvan.packet.findings import Findings
from congvan.packet.known import keep_unknown
from congvan.packet.limits import LIMITS, Limits
from congvan.packet.model import DocumentPacket, StatusPacket
from congvan.packet.scan import Scanned, scan
from congvan.packet.secrecy import refuse_secret

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from congvan.packet.content import Measured
    from congvan.packet.model import AttachmentInfo
    from congvan.packet.node import Node
    from congvan.packet.sink import Sink

_RESEND = "Đề nghị bên gửi tạo lại gói tin."


def read(source: BinaryIO, *, sink: Sink, limits: Limits = LIMITS) -> DocumentPacket | StatusPacket:
    """Read a whole packet; contents of attachments go to `sink` unzipped, in constant memory.

    Raises PacketError, and nothing else, for any bytes; then whatever `sink` has got must be thrown away.
    """
    findings = Findings(limits.findings_max)
    payloads = StreamedPayloads(sink=sink, limits=limits, findings=findings)
    scanned = scan(source, payloads=payloads, limits=limits)
    fields = Fields(findings=findings, limits=limits)
    return _packet(scanned, fields, filled=payloads.measured.keys(), measured=payloads.measured)


def read_header(source: BinaryIO, *, limits: Limits = LIMITS) -> DocumentPacket | StatusPacket:
    """Read what a hub needs: checks structure and size, opens no attachment. Raises PacketError."""
    payloads = SkippedPayloads()
    scanned = scan(source, payloads=payloads, limits=limits)
    fields = Fields(findings=Findings(limits.findings_max), limits=limits)
    return _packet(scanned, fields, filled=payloads.filled, measured={})


def _packet(
    scanned: Scanned, fields: Fields, *, filled: Collection[str], measured: Mapping[str, Measured]
) -> DocumentPacket | StatusPacket:
    refuse_secret(scanned.root, fields.findings)
    _report_form(scanned, fields.findings)
    attached = manifest.attachments(scanned.root, filled=filled, measured=measured, findings=fields.findings)
    head = _header(scanned.root)
    message = head.one("MessageHeader")
    if message is None:
        raise _structure(head, "MessageHeader")
    traces = head.one("TraceHeaderList")
    if message.one("StatusCode") is None:
        return _document(message, traces, fields, attached)
    if message.all("To") or attached:
        raise PacketError(
            "kind_unclear",
            message.path,
            f"Gói tin vừa là văn bản vừa là trạng thái (có StatusCode cùng nơi nhận hoặc tập tin). {_RESEND}",
        )
    return status.status(message, fields)


def _document(
    message: Node, traces: Node | None, fields: Fields, attached: tuple[AttachmentInfo, ...]
) -> DocumentPacket:
    if traces is not None:
        fields.check_lengths(traces)
        keep_unknown(traces, fields)
    hops = document.trace(traces, fields)
    business = document.business(traces, fields)
    header = document.header(message, fields)
    return DocumentPacket(
        header=header,
        trace=hops,
        business=business,
        attachments=attached,
        findings=fields.findings.as_tuple(),
    )


def _header(root: Node) -> Node:
    envelope = root.one("edXMLEnvelope")
    if envelope is None:
        raise _structure(root, "edXMLEnvelope")
    head = envelope.one("edXMLHeader")
    if head is None:
        raise _structure(envelope, "edXMLHeader")
    return head


def _structure(parent: Node, name: str) -> PacketError:
    return PacketError("structure", parent.path, f"Gói tin thiếu phần {name}. {_RESEND}")


def _report_form(scanned: Scanned, findings: Findings) -> None:
    if scanned.without_namespace:
        findings.add(
            "no_namespace", "edXML", "Gói tin không ghi không gian tên của QCVN 102:2016/BTTTT; vẫn đọc được."
        )
    if scanned.signatures:
        findings.add(
            "signature_not_verified",
            "edXML/edXMLEnvelope/edXMLHeader/Signature",
            "Gói tin có chữ ký XML chưa được kiểm tra; chỉ coi là chứng cứ tham khảo. "
            "Giá trị pháp lý do chữ ký số trong tập tin văn bản quyết định.",
        )
