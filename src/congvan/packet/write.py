"""A packet into bytes, as the reference kit writes it. The same packet always gives the same bytes."""

from __future__ import annotations

import hashlib
import uuid
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO
from xml.sax.saxutils import escape, quoteattr

from congvan.packet import compose
from congvan.packet.base64s import Base64Encoder
from congvan.packet.codes import NAMESPACE
from congvan.packet.emission import check_document, check_status, check_tree
from congvan.packet.errors import PacketError
from congvan.packet.limits import LIMITS, Limits
from congvan.packet.names import extension_of
from congvan.packet.zipper import OneEntryZipper

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from congvan.packet.model import AttachmentInfo, DocumentPacket, StatusPacket
    from congvan.packet.node import Node
    from congvan.packet.zipper import Output

_CHUNK_BYTES = 64 * 1024
_PREFIX = "edXML:"
_ROOT_OPEN = f'<?xml version="1.0" encoding="UTF-8"?>\n<edXML xmlns="{NAMESPACE}">\n'
_ENVELOPE_OPEN = f'  <edXML:edXMLEnvelope xmlns:edXML="{NAMESPACE}">\n    <edXML:edXMLHeader>\n'
_HEADER_CLOSE = "    </edXML:edXMLHeader>\n"
_ENVELOPE_CLOSE = "  </edXML:edXMLEnvelope>\n"
_ROOT_CLOSE = "</edXML>\n"


def write_document(
    packet: DocumentPacket,
    *,
    attachments: Mapping[str, BinaryIO | Callable[[], BinaryIO]],
    out: BinaryIO,
    limits: Limits = LIMITS,
) -> None:
    """Write to `out` in constant memory.

    `attachments` gives the content of each `packet.attachments` by content id, as a stream (left open) or as
    something that opens one (closed here). Raises PacketError for a packet that must not be sent, before
    anything is written; also `attachment_changed` when a content is not the one of its digest, and
    `packet_too_large`: then what was written is void.
    """
    check_document(packet, limits)
    if attachments.keys() != {info.content_id for info in packet.attachments}:
        raise PacketError(
            "attachment_mismatch",
            "AttachmentEncoded",
            "Không lập được gói tin: danh mục và nội dung tập tin đính kèm không khớp nhau.",
        )
    message = compose.message_header(packet.header)
    trace = compose.trace_header_list(packet.trace, packet.business)
    manifest = compose.manifest(packet.attachments)
    for tree in (message, trace, manifest):
        check_tree(tree)
    head = [_ROOT_OPEN, _ENVELOPE_OPEN, *_lines(message, 3), *_lines(trace, 3), _HEADER_CLOSE]
    body = ["    <edXML:edXMLBody>\n", *_lines(manifest, 3), "    </edXML:edXMLBody>\n", _ENVELOPE_CLOSE]
    bounded = _BoundedOutput(out, limits.packet_bytes_max)
    bounded.write("".join(head + body).encode())
    _write_attachments(packet, attachments, bounded)
    bounded.write(_ROOT_CLOSE.encode())


def write_status(status: StatusPacket) -> bytes:
    """The status packet as bytes. Raises PacketError when it must not be sent."""
    check_status(status)
    message = compose.status_header(status)
    check_tree(message)
    out = BytesIO()
    parts = (_ROOT_OPEN, _ENVELOPE_OPEN, *_lines(message, 3), _HEADER_CLOSE, _ENVELOPE_CLOSE, _ROOT_CLOSE)
    out.write("".join(parts).encode())
    return out.getvalue()


class _BoundedOutput:
    """Stops a packet that every receiver would refuse for its size."""

    def __init__(self, out: BinaryIO, bytes_max: int) -> None:
        self._out = out
        self._bytes_max = bytes_max
        self._bytes_left = bytes_max

    def write(self, data: bytes, /) -> None:
        self._bytes_left -= len(data)
        if self._bytes_left < 0:
            raise PacketError(
                "packet_too_large",
                "AttachmentEncoded",
                "Không lập được gói tin: các tập tin đính kèm quá lớn "
                f"(gói tin tối đa {self._bytes_max} byte). Hãy giảm dung lượng hoặc gửi thành nhiều gói.",
            )
        self._out.write(data)


def _write_attachments(
    packet: DocumentPacket, attachments: Mapping[str, BinaryIO | Callable[[], BinaryIO]], out: Output
) -> None:
    if not packet.attachments:
        return
    out.write(b"  <AttachmentEncoded>\n")
    for info in packet.attachments:
        fields = "".join(
            line for child in compose.attachment(info).children for line in _lines(child, 3, prefix="")
        )
        out.write(f"    <Attachment>\n{fields}".encode())
        out.write(f'      <edXML:ContentTransferEncoded xmlns:edXML="{NAMESPACE}">'.encode())
        given = attachments[info.content_id]
        if callable(given):
            with given() as content:
                _write_payload(info, content, out)
        else:
            _write_payload(info, given, out)
        out.write(b"</edXML:ContentTransferEncoded>\n    </Attachment>\n")
    out.write(b"  </AttachmentEncoded>\n")


def _write_payload(info: AttachmentInfo, content: BinaryIO, out: Output) -> None:
    encoder = Base64Encoder(out)
    zipper = OneEntryZipper(out=encoder, entry_name=_entry_name(info))
    digest, size = hashlib.sha256(), 0
    while chunk := content.read(_CHUNK_BYTES):
        digest.update(chunk)
        size += len(chunk)
        zipper.write(chunk)
    zipper.close()
    encoder.close()
    if (digest.hexdigest(), size) != (info.digest, info.size):
        raise PacketError(
            "attachment_changed",
            f"AttachmentEncoded/Attachment[{info.content_id}]",
            "Không lập được gói tin: nội dung tập tin đính kèm không khớp với mã băm đã lưu. "
            "Hãy báo quản trị hệ thống kiểm tra kho tập tin.",
        )


def _entry_name(info: AttachmentInfo) -> str:
    """`<UUID>.<ext>` as everybody sends it; the UUID follows from the content, so that bytes repeat."""
    return f"{uuid.uuid5(uuid.NAMESPACE_OID, info.digest or '')}.{extension_of(info.name) or 'bin'}"


def _lines(node: Node, depth: int, *, prefix: str = _PREFIX) -> list[str]:
    indent, tag = "  " * depth, f"{prefix}{node.name}"
    attributes = "".join(f" {name}={quoteattr(text)}" for name, text in node.attributes.items())
    if not node.children:
        # A bare carriage return would come back as a line feed.
        text = escape(node.text.strip(), {"\r": "&#13;"})
        return [f"{indent}<{tag}{attributes}>{text}</{tag}>\n"]
    lines = [line for child in node.children for line in _lines(child, depth + 1, prefix=prefix)]
    return [f"{indent}<{tag}{attributes}>\n", *lines, f"{indent}</{tag}>\n"]
