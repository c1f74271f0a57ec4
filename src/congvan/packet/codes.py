"""Codes of the wire, verbatim (QCVN 102:2016/BTTTT and what deployed systems send)."""

from __future__ import annotations

from enum import IntEnum, StrEnum

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"


class Operation(IntEnum):
    """BussinessDocType: what the packet does to the document."""

    NEW = 0
    RECALL = 1
    UPDATE = 2
    REPLACE = 3

    @property
    def label(self) -> str:
        return _OPERATION_LABELS[self]


_OPERATION_LABELS = {
    Operation.NEW: "văn bản mới",
    Operation.RECALL: "thu hồi",
    Operation.UPDATE: "cập nhật",
    Operation.REPLACE: "thay thế",
}


class StatusCode(StrEnum):
    """StatusCode of a status packet. 07–12 and 14 were never met: they stay plain text as received."""

    ARRIVED = "01"
    REJECTED = "02"
    RECEIVED = "03"
    ASSIGNED = "04"
    IN_PROGRESS = "05"
    FINISHED = "06"
    TAKE_BACK = "13"
    AGREED = "15"
    REFUSED = "16"

    @property
    def label(self) -> str:
        return _STATUS_LABELS[self]


_STATUS_LABELS = {
    StatusCode.ARRIVED: "Đã đến",
    StatusCode.REJECTED: "Từ chối tiếp nhận",
    StatusCode.RECEIVED: "Đã tiếp nhận",
    StatusCode.ASSIGNED: "Phân công",
    StatusCode.IN_PROGRESS: "Đang xử lý",
    StatusCode.FINISHED: "Hoàn thành",
    StatusCode.TAKE_BACK: "Lấy lại",
    StatusCode.AGREED: "Đồng ý",
    StatusCode.REFUSED: "Từ chối",
}

REASON_REQUIRED = frozenset({StatusCode.REJECTED, StatusCode.TAKE_BACK, StatusCode.REFUSED})
"""Statuses that must say why, in Description."""


def status_code(text: str) -> str:
    """The enum member of a known code, otherwise the text as received."""
    try:
        return StatusCode(text)
    except ValueError:
        return text


class Priority(IntEnum):
    """OtherInfo/Priority."""

    ROUTINE = 0
    URGENT = 1
    VERY_URGENT = 2
    FLASH = 3
    FLASH_AT_HOUR = 4  # hỏa tốc hẹn giờ: unknown to NĐ 30; accepted, never sent

    @property
    def label(self) -> str:
        return _PRIORITY_LABELS[self]


_PRIORITY_LABELS = {
    Priority.ROUTINE: "Thường",
    Priority.URGENT: "Khẩn",
    Priority.VERY_URGENT: "Thượng khẩn",
    Priority.FLASH: "Hỏa tốc",
    Priority.FLASH_AT_HOUR: "Hỏa tốc hẹn giờ",
}
