"""The states that acts move between."""

from enum import StrEnum


class IncomingState(StrEnum):
    """The agency's life of a document received. What people hold of it are lines."""

    ARRIVED = "chờ tiếp nhận"
    REGISTERED = "đã đăng ký"
    SUBMITTED = "đã trình"
    IN_HANDLING = "đang giải quyết"
    FINISHED = "đã giải quyết"
    REJECTED = "đã từ chối"


class OutgoingState(StrEnum):
    """The life of a document issued."""

    DRAFTING = "đang soạn thảo"
    SUBMITTED = "đã trình ký"
    APPROVED = "đã duyệt"
    SIGNED = "đã ký"
    TO_ISSUE = "chờ ban hành"
    NUMBERED = "đã cấp số, chờ đóng dấu"
    ISSUED = "đã ban hành, chờ gửi"
    RELEASED = "đã gửi"


class LineState(StrEnum):
    """What a seat holds: open until it is passed on or closed."""

    OPEN = "đang giữ"
    PASSED_ON = "đã chuyển"
    CLOSED = "đã xong"


class TransmissionState(StrEnum):
    """A packet on its way to the hub."""

    QUEUED = "chờ gửi"
    SENT = "đã gửi"
    DEAD = "cần người xử lý"


class DossierState(StrEnum):
    OPEN = "đang mở"
    CLOSED = "đã kết thúc"
