"""References of the body against the attachments that came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from congvan.packet import sniff
from congvan.packet.attachments import content_id_of, duplicate_error, empty_error
from congvan.packet.errors import PacketError
from congvan.packet.model import AttachmentInfo
from congvan.packet.names import is_safe_name

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from congvan.packet.content import Measured
    from congvan.packet.findings import Findings
    from congvan.packet.node import Node

_NAME_CHARS_MAX = 255


def attachments(
    root: Node, *, filled: Collection[str], measured: Mapping[str, Measured], findings: Findings
) -> tuple[AttachmentInfo, ...]:
    """Join Reference and Attachment on ContentId; each must have exactly one of the other.

    `filled` are the ids that had a payload, `measured` what is known of them (nothing when only
    headers were read).
    The order is that of the references.
    """
    references = _by_id(_references(root))
    payloads = _by_id(_attachments(root))
    unmatched = references.keys() ^ payloads.keys()
    if unmatched:
        raise PacketError(
            "attachment_mismatch",
            "edXML/AttachmentEncoded",
            f"Danh mục và tập tin đính kèm không khớp nhau ở {len(unmatched)} mục. "
            "Đề nghị bên gửi tạo lại gói tin.",
        )
    for content_id, payload in payloads.items():
        if content_id not in filled:
            raise empty_error(payload.path)
    return tuple(
        _info(content_id, reference, payloads[content_id], measured.get(content_id), findings)
        for content_id, reference in references.items()
    )


def _references(root: Node) -> list[Node]:
    envelope = root.one("edXMLEnvelope")
    body = envelope.one("edXMLBody") if envelope else None
    manifest = body.one("edXMLManifest") if body else None
    return manifest.all("Reference") if manifest else []


def _attachments(root: Node) -> list[Node]:
    encoded = root.one("AttachmentEncoded")
    return encoded.all("Attachment") if encoded else []


def _by_id(nodes: list[Node]) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for node in nodes:
        content_id = content_id_of(node)
        if not content_id:
            raise PacketError(
                "attachment_mismatch",
                node.path,
                "Một mục đính kèm không có ContentId. Đề nghị bên gửi tạo lại gói tin.",
            )
        if content_id in found:
            raise duplicate_error(node.path)
        found[content_id] = node
    return found


def _info(
    content_id: str, reference: Node, payload: Node, measured: Measured | None, findings: Findings
) -> AttachmentInfo:
    info = AttachmentInfo(
        content_id=content_id,
        name=payload.value("AttachmentName") or reference.value("AttachmentName"),
        content_type=payload.value("ContentType") or reference.value("ContentType"),
        description=payload.value("Description") or reference.value("Description"),
        digest=measured.digest if measured else None,
        size=measured.size if measured else None,
        media_type=measured.media_type if measured else None,
    )
    where = f"edXML/AttachmentEncoded/Attachment[{content_id}]"
    _check_names(info, reference, where, findings)
    if measured:
        _check_content(info, measured, where, findings)
    return info


def _check_names(info: AttachmentInfo, reference: Node, where: str, findings: Findings) -> None:
    if not info.name:
        findings.add("attachment_name_missing", where, "Tập tin đính kèm không có tên.")
    elif not is_safe_name(info.name) or len(info.name) > _NAME_CHARS_MAX:
        findings.add(
            "attachment_name_unsafe",
            where,
            "Tên tập tin đính kèm có ký tự đặc biệt, đường dẫn hoặc quá dài; hệ thống lưu dưới tên an toàn.",
        )
    listed = reference.value("AttachmentName")
    if listed and listed != info.name:
        findings.add(
            "attachment_name_differs", where, "Tên tập tin trong danh mục khác tên ghi ở tập tin đính kèm."
        )


def _check_content(info: AttachmentInfo, measured: Measured, where: str, findings: Findings) -> None:
    if not sniff.agrees(info.name, measured.media_type):
        findings.add(
            "attachment_type_mismatch",
            where,
            f"Phần mở rộng của tên tập tin và nội dung không khớp (nội dung là {measured.media_type}). "
            "Cần kiểm tra trước khi mở.",
        )
    if measured.ruined:
        findings.add(
            "attachment_ruined",
            where,
            "Tập tin đính kèm đã hỏng trên đường truyền (bị đọc như văn bản thuần). Đề nghị bên gửi gửi lại.",
        )
    if not measured.complete:
        findings.add(
            "pdf_incomplete",
            where,
            "Tập tin PDF không có phần kết thúc, có thể bị cụt. Đề nghị kiểm tra với bên gửi.",
        )
