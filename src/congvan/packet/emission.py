"""What we refuse to send. On receipt we are lenient; what leaves us is complete and within the lengths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from congvan.packet.codes import REASON_REQUIRED, Operation, Priority, StatusCode
from congvan.packet.errors import PacketError
from congvan.packet.fields import relative_path
from congvan.packet.findings import Findings
from congvan.packet.lengths import length_of
from congvan.packet.names import is_safe_name
from congvan.packet.secrecy import refuse_secret
from congvan.packet.wire import NUMBER_MAX

if TYPE_CHECKING:
    from congvan.packet.limits import Limits
    from congvan.packet.model import (
        AttachmentInfo,
        Business,
        DocumentHeader,
        DocumentPacket,
        Party,
        StatusPacket,
    )
    from congvan.packet.node import Node

_DIGEST_CHARS = 64


def check_document(packet: DocumentPacket, limits: Limits) -> None:
    """Raise PacketError unless the packet is complete."""
    _check_header(packet.header, limits)
    _check_business(packet.business, packet.header)
    for index, hop in enumerate(packet.trace):
        _require(hop.agency_code and hop.at, f"TraceHeaderList/TraceHeader[{index}]", "cơ quan và thời điểm")
    _require(packet.trace, "TraceHeaderList/TraceHeader", "dấu vết của bên gửi")
    _check_attachments(packet.attachments, limits)


def check_status(status: StatusPacket) -> None:
    """Raise PacketError unless the status is complete.

    Number and symbol may lack: a document that came without them must still get its answer.
    """
    _check_party(status.sender, "MessageHeader/From", "bên gửi")
    _require(status.response_for.agency_code, "MessageHeader/ResponseFor/OrganId", "cơ quan nhận trạng thái")
    _require(status.response_for.document_id, "MessageHeader/ResponseFor/DocumentId", "mã định danh văn bản")
    _require(status.timestamp, "MessageHeader/Timestamp", "thời điểm của trạng thái")
    if status.code not in StatusCode.__members__.values():
        raise _refused(
            "status_code_unknown", "MessageHeader/StatusCode", "Mã trạng thái không có trong quy chuẩn."
        )
    if status.code in REASON_REQUIRED:
        _require(status.description, "MessageHeader/Description", "lý do")
    _refuse_extras(bool(status.extras))


def check_tree(root: Node) -> None:
    """Raise PacketError for a field that is too long, cannot stand in XML, or is a secrecy marking."""
    refuse_secret(root, Findings(1))
    for node in root.walk():
        length = length_of(relative_path(node, root))
        if length and len(node.text) > length.sent_max:
            raise _refused(
                "field_long", node.path, f"Trường dài {len(node.text)} ký tự, tối đa {length.sent_max} ký tự."
            )
        if not all(map(_may_stand_in_xml, node.text)):
            raise _refused("text_illegal", node.path, "Trường có ký tự điều khiển không được phép.")


def _check_header(header: DocumentHeader, limits: Limits) -> None:
    _check_party(header.sender, "MessageHeader/From", "bên gửi")
    _require(header.recipients, "MessageHeader/To", "nơi nhận")
    if len(header.recipients) > limits.recipients_max:
        raise _refused("too_many_recipients", "MessageHeader/To", f"Có quá {limits.recipients_max} nơi nhận.")
    for recipient in header.recipients:
        _check_party(recipient, "MessageHeader/To", "nơi nhận")
    if len({recipient.agency_code.casefold() for recipient in header.recipients}) < len(header.recipients):
        raise _refused("recipient_duplicate", "MessageHeader/To", "Một nơi nhận được ghi hai lần.")
    _require(header.document_id, "MessageHeader/DocumentId", "mã định danh văn bản")
    _require(header.code.number, "MessageHeader/Code/CodeNumber", "số văn bản")
    _require(header.code.symbol, "MessageHeader/Code/CodeNotation", "ký hiệu văn bản")
    _require(header.issued_on, "MessageHeader/PromulgationInfo/PromulgationDate", "ngày ban hành")
    _require(header.kind.code, "MessageHeader/DocumentType/Type", "mã loại văn bản")
    _require(header.kind.name, "MessageHeader/DocumentType/TypeName", "tên loại văn bản")
    _require(header.subject, "MessageHeader/Subject", "trích yếu")
    if header.priority is Priority.FLASH_AT_HOUR:
        raise _refused(
            "priority_unknown", "MessageHeader/OtherInfo/Priority", "Mức độ khẩn không có trong quy định."
        )
    for number in (header.copies, header.pages, header.steering):
        if number is not None and not 0 <= number <= NUMBER_MAX:
            raise _refused("number_range", "MessageHeader/OtherInfo", f"Số phải từ 0 đến {NUMBER_MAX}.")
    _refuse_extras(bool(header.extras))


def _check_business(business: Business, header: DocumentHeader) -> None:
    if business.operation is not Operation.NEW:
        _require(
            business.reason,
            "TraceHeaderList/Bussiness/BussinessDocReason",
            f"lý do {business.operation.label}",
        )
    if business.operation is Operation.REPLACE:
        _require(
            business.replacements, "TraceHeaderList/Bussiness/ReplacementInfoList", "văn bản bị thay thế"
        )
    for replacement in business.replacements:
        _require(
            replacement.document_id, "TraceHeaderList/Bussiness/ReplacementInfoList", "văn bản bị thay thế"
        )
    if business.operation is Operation.UPDATE:
        _require(business.document_id, "TraceHeaderList/Bussiness/DocumentId", "văn bản được cập nhật")
    if business.operation is Operation.RECALL and business.document_id not in {"", header.document_id}:
        # Receivers look for the recalled document in the header; two answers would recall the wrong one.
        raise _refused(
            "recall_ambiguous",
            "TraceHeaderList/Bussiness/DocumentId",
            "Văn bản thu hồi phải là văn bản của gói tin.",
        )


def _check_attachments(attachments: tuple[AttachmentInfo, ...], limits: Limits) -> None:
    where = "AttachmentEncoded/Attachment"
    if len(attachments) > limits.attachments_max:
        raise _refused("too_many_attachments", where, f"Có quá {limits.attachments_max} tập tin đính kèm.")
    if len({info.content_id for info in attachments}) < len(attachments):
        raise _refused("attachment_duplicate", where, "Hai tập tin đính kèm có cùng ContentId.")
    for info in attachments:
        _require(
            info.content_id and not info.content_id.startswith("cid:"),
            where,
            "ContentId của tập tin đính kèm",
        )
        _require(info.name, where, "tên tập tin đính kèm")
        if not is_safe_name(info.name):
            raise _refused(
                "attachment_name_unsafe", where, "Tên tập tin đính kèm có đường dẫn hoặc ký tự lạ."
            )
        _require(info.size, where, "dung lượng tập tin đính kèm")
        _require(
            info.digest and len(info.digest) == _DIGEST_CHARS, where, "mã băm SHA-256 của tập tin đính kèm"
        )
        if (info.size or 0) > limits.attachment_bytes_max:
            raise _refused(
                "attachment_too_large", where, f"Tập tin đính kèm lớn hơn {limits.attachment_bytes_max} byte."
            )


def _check_party(party: Party, where: str, label: str) -> None:
    _require(party.agency_code, f"{where}/OrganId", f"mã định danh của {label}")
    _require(party.name, f"{where}/OrganName", f"tên của {label}")


def _refuse_extras(present: bool) -> None:  # noqa: FBT001 — a guard of this file only
    """We never pass on what we did not understand; the raw packet does that where it must be done."""
    if present:
        raise _refused("extras_present", "MessageHeader", "Gói tin có trường không rõ nghĩa của bên khác.")


def _require(value: object, where: str, label: str) -> None:
    if not value:
        raise _refused("field_missing", where, f"Thiếu {label}.")


def _refused(code: str, where: str, message: str) -> PacketError:
    return PacketError(
        code, where, f"Không lập được gói tin: {message} Hãy sửa thông tin văn bản rồi gửi lại."
    )


def _may_stand_in_xml(char: str) -> bool:
    return char in "\t\n\r" or " " <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd" or char >= "\U00010000"
