"""What states, kinds, codes and lengths of time are called on the console's pages. Pure."""

from datetime import date, datetime, timedelta

from congvan.base.clock import ZONE
from congvan.hub.acts.relay import DELIVERED, REFUSED, TURNED_AWAY, WAITING
from congvan.hub.relay.models import DOCUMENT, HUB_STORED, IN_QUEUE, NOT_ENTERED, STATUS
from congvan.hub.relay.queries import WITHDRAWN
from congvan.packet.codes import Operation
from congvan.ui import words
from congvan.ui.parts import Tag

KINDS = {DOCUMENT: "Văn bản", STATUS: "Trạng thái xử lý"}
LEVELS = {
    HUB_STORED: "Trục đã nhận và lưu",
    IN_QUEUE: "Đã vào hàng chờ của nơi nhận",
    NOT_ENTERED: "Nơi nhận trả lại",
}
RECEIPT_LEVELS = {HUB_STORED: "L1", IN_QUEUE: "L2", NOT_ENTERED: "Trả lại"}
GOVERNMENT_LEVELS = {1: "cấp 1", 2: "cấp 2", 3: "cấp 3", 4: "cấp 4"}
REFUSALS = {
    "recipient.unknown": "mã không có trong danh mục",
    "recipient.closed": "mã đã đóng",
    "secret": "có dấu chỉ độ mật",
}
STATES = {
    WAITING: Tag("Chờ lấy", "line", "clock"),
    DELIVERED: Tag("Đã giao", "good", "check"),
    TURNED_AWAY: Tag("Bị trả lại", "bad", "arrow-back-up"),
    REFUSED: Tag("Không gửi được", "bad", "x"),
    WITHDRAWN: Tag("Đã rút", "", "x", "Nội dung đã xóa trước khi nơi nhận lấy về"),
}
DAYS_IN_HOURS = 48
MINUTE, HOUR = 60, 3600
DOCUMENT_PARTS = 3  # agency, day, notation: how QCVN 102 makes an id
UNITS = ("byte", "KB", "MB", "GB", "TB")
STEP = 1024


def state_tag(state: str, count: int = 1) -> Tag:
    """A state as a tag, with the number where several receivers share it."""
    tag = STATES[state]
    return tag if count == 1 else Tag(f"{tag.text} {words.number(count)}", tag.tone, tag.icon, tag.title)


def what(kind: str, operation: int | None) -> str:
    """What a packet is: "Văn bản", "Văn bản: thu hồi", "Trạng thái xử lý"."""
    if operation in (None, Operation.NEW):
        return KINDS[kind]
    known = operation in set(Operation)
    return f"{KINDS[kind]}: {Operation(operation).label if known else f'nghiệp vụ {operation}'}"


def document(document_id: str) -> tuple[str, str]:
    """A document's id for reading: its notation, and the agency and day that stand before it."""
    parts = document_id.split(",", DOCUMENT_PARTS - 1)
    if len(parts) < DOCUMENT_PARTS or not parts[-1].strip():
        return document_id, ""
    return parts[-1].strip(), f"{parts[0]}, {parts[1]}"


def refusal(code: str) -> str:
    """Why a delivery came to nothing: in words where the code is known, else the code itself."""
    return REFUSALS.get(code, code)


def length(span: timedelta) -> str:
    """A length of time: "dưới 1 phút", "12 phút", "3 giờ 05", "2 ngày"."""
    seconds = max(int(span.total_seconds()), 0)
    if seconds < MINUTE:
        return "dưới 1 phút"
    if seconds < DAYS_IN_HOURS * HOUR:
        return words.span(seconds // MINUTE)
    return f"{words.number(seconds // (24 * HOUR))} ngày"


def moment(at: datetime, *, now: datetime) -> str:
    """A legal moment in the zone of the law."""
    return words.moment(at.astimezone(ZONE), now=now.astimezone(ZONE))


def full(at: datetime) -> str:
    """A legal moment with its day, always."""
    return f"{at.astimezone(ZONE):%d/%m/%Y %H:%M:%S}"


def day(on: date) -> str:
    """A day as people write it."""
    return f"{on:%d/%m/%Y}"


def size(count: int) -> str:
    """A size: "840 byte", "1,2 MB"."""
    value, unit = float(count), 0
    while value >= STEP and unit < len(UNITS) - 1:
        value, unit = value / STEP, unit + 1
    shown = f"{value:.1f}".removesuffix(".0").replace(".", ",") if unit else str(count)
    return f"{shown} {UNITS[unit]}"


def upto(count: int, most: int) -> str:
    """A count that was not counted further than `most`."""
    return f"hơn {words.number(most)}" if count > most else words.number(count)
