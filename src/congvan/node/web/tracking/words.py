"""The way of a document to its recipients in words: one place for the list and the page of a document.

The six states of the list stand for these signs: Đã gửi (L1, the hub's receipt), Đã đến (L2, status 01),
Đã tiếp nhận and Từ chối (L3, 03 and 02), Đang xử lý (04, 05), Đã hoàn thành (L4, 06) of QCVN 102:2016;
QD11/D3.K4, QD11/D5.K6.b.
"""

import re
from collections.abc import Mapping
from typing import Final

from congvan.base.clock import ZONE
from congvan.node.outbox.receipts import receipt_of
from congvan.node.outbox.tracking import Progress, Tracked
from congvan.node.web.visit import Visit
from congvan.ui.parts import Tag, Tone
from congvan.ui.words import moment

TONES: Final[Mapping[Progress, Tone]] = {
    Progress.STOPPED: "bad",
    Progress.TURNED_DOWN: "bad",
    Progress.REJECTED: "bad",
    Progress.WAITING: "warn",
    Progress.SENT: "line",
    Progress.ARRIVED: "info",
    Progress.RECEIVED: "good",
    Progress.IN_PROGRESS: "good",
    Progress.FINISHED: "good",
}
MEANS: Final[Mapping[Progress, str]] = {
    Progress.STOPPED: "Trục không nhận gói tin. Cần sửa nguyên nhân rồi gửi lại.",
    Progress.TURNED_DOWN: "Trục đã nhận gói tin nhưng không chuyển được đến nơi này.",
    Progress.REJECTED: "Nơi nhận từ chối tiếp nhận và nêu lý do.",
    Progress.WAITING: "Gói tin chưa rời hệ thống này.",
    Progress.SENT: "Trục đã nhận gói tin (biên nhận L1), nơi nhận chưa lấy về.",
    Progress.ARRIVED: "Đã vào hàng chờ của nơi nhận (L2).",
    Progress.RECEIVED: "Nơi nhận đã vào sổ văn bản đến (L3).",
    Progress.IN_PROGRESS: "Nơi nhận đang xử lý.",
    Progress.FINISHED: "Nơi nhận đã giải quyết xong (L4).",
}
CODED: Final = re.compile(r"(?P<code>[a-z_]+(?:\.[a-z_]+)+): (?P<message>.+)", re.DOTALL)


def tag_of(row: Tracked) -> Tag:
    """The state in one word, what it means in the title."""
    return Tag(row.progress.value.capitalize(), TONES[row.progress], title=MEANS[row.progress])


def reason_of(row: Tracked) -> str:
    """Why it stands there: the recipient's own words, the hub's, or that the hub did not answer."""
    if row.progress is Progress.WAITING:
        return f"Trục chưa trả lời sau {row.attempts} lần gửi; hệ thống tự gửi lại." if row.attempts else ""
    if row.progress is Progress.STOPPED and (known := CODED.fullmatch(row.reason)):
        return f"{known['message']} ({known['code']})"
    return row.reason


def at_of(visit: Visit, row: Tracked) -> str:
    """When it came to its state, as it is read near the present."""
    return moment(row.at.astimezone(ZONE), now=visit.at.astimezone(ZONE))


def full_at(row: Tracked) -> str:
    """The moment in full, for titles."""
    return f"{row.at.astimezone(ZONE):%H:%M:%S ngày %d/%m/%Y}"


def verdict_of(receipt: str) -> tuple[Tone, str]:
    """The hub's receipt in one sentence."""
    found = receipt_of(receipt)
    if found is None:
        return "bad", "Không đọc được biên nhận của trục. Báo quản trị hệ thống."
    at = f"{found.received_at.astimezone(ZONE):%H:%M:%S ngày %d/%m/%Y}"
    said = f"Trục đã nhận gói tin lúc {at}, mã băm {found.digest[:12]}…"
    if found.valid is None:
        return "", f"{said}; chưa kiểm được chữ ký vì hệ thống chưa có khóa công khai của trục."
    if found.valid:
        return "good", f"{said}; chữ ký của trục hợp lệ."
    return "bad", f"{said}; chữ ký của trục không hợp lệ. Báo quản trị hệ thống."
