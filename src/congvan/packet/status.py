"""The tree of a status packet into its model, leniently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from congvan.packet.codes import REASON_REQUIRED, StatusCode, status_code
from congvan.packet.errors import PacketError
from congvan.packet.fields import response_for, sender_of, staff
from congvan.packet.known import keep_unknown
from congvan.packet.model import ResponseFor, StatusPacket

if TYPE_CHECKING:
    from congvan.packet.fields import Fields
    from congvan.packet.node import Node


def status(header: Node, fields: Fields) -> StatusPacket:
    """MessageHeader of a status packet. Raises PacketError when nobody can tell whom or what it concerns."""
    fields.check_lengths(header)
    keep_unknown(header, fields)
    sender = sender_of(header)
    about = _response_for(header, fields)
    code = status_code(header.value("StatusCode"))
    if not code:
        raise PacketError(
            "status_code_missing",
            f"{header.path}/StatusCode",
            "Gói tin trạng thái không ghi mã trạng thái. Đề nghị bên gửi bổ sung và gửi lại.",
        )
    description, timestamp = header.value("Description"), fields.time(header, "Timestamp")
    _report(header, fields, code=code, about=about, description=description)
    return StatusPacket(
        sender=sender,
        response_for=about,
        code=code,
        staff=staff(header.one("StaffInfo")),
        description=description,
        timestamp=timestamp,
        extras=fields.extras,
        findings=fields.findings.as_tuple(),
    )


def _response_for(header: Node, fields: Fields) -> ResponseFor:
    group = header.one("ResponseFor")
    about = response_for(group, fields) if group else None
    if about is None or not about.agency_code or not about.document_id:
        raise PacketError(
            "response_for_missing",
            f"{header.path}/ResponseFor",
            "Gói tin trạng thái không ghi đủ cơ quan nhận (OrganId) và mã định danh văn bản (DocumentId) "
            "trong ResponseFor. Đề nghị bên gửi bổ sung và gửi lại.",
        )
    return about


def _report(header: Node, fields: Fields, *, code: str, about: ResponseFor, description: str) -> None:
    if not isinstance(code, StatusCode):
        fields.findings.add(
            "status_code_unknown",
            "MessageHeader/StatusCode",
            "Mã trạng thái chưa được quy định; hệ thống giữ nguyên như đã nhận.",
        )
    if not about.notation:
        fields.missing("MessageHeader/ResponseFor/Code", "số và ký hiệu của văn bản được phản hồi")
    if code in REASON_REQUIRED and not description:
        fields.missing("MessageHeader/Description", "lý do")
    if not header.value("Timestamp"):
        fields.missing("MessageHeader/Timestamp", "thời điểm của trạng thái")
