"""Health of the hub in sentences: what is, and what to do about it."""

from django.http import HttpResponse
from django.urls import reverse

from congvan.hub.console import labels
from congvan.hub.console.door import Visit
from congvan.hub.console.limits import DISK_SHARE_LOW, DISK_SHARE_VERY_LOW, UNCOPIED_AFTER, UNSEALED_AFTER
from congvan.hub.console.queries.health import DatabaseFacts, Health, StoreFacts, health
from congvan.hub.console.shell import shown
from congvan.ui import words
from congvan.ui.parts import Notice, Step, Tone

STORES = {"first": "Kho thứ nhất", "second": "Kho thứ hai"}
ICONS = {"good": "check", "warn": "alert-triangle", "bad": "x"}
WELL = Notice("Mọi phần đều chạy đúng.", tone="good")
RESTART = "Xem nhật ký của tiến trình worker; nếu đã dừng thì khởi động lại trục bằng congvan serve."


def shown_all(visit: Visit) -> HttpResponse:
    """Each part of the hub with its verdict; the worst first in the heading."""
    steps = judged(health())
    return shown(
        visit, "console/health.html", place="console-health", title="Sức khỏe của trục",
        verdict=_verdict(steps), steps=steps, members_url=reverse("console-members"),
    )  # fmt: skip


def judged(found: Health) -> tuple[Step, ...]:
    """Each part with its state, and what to do where it is not well."""
    return (
        _database(found.database),
        _copies(found),
        *(_store(store) for store in found.stores),
        _seals(found),
        _erasures(found),
        _directory(found),
    )


def _verdict(steps: tuple[Step, ...]) -> Notice:
    bad = sum(step.tone == "bad" for step in steps)
    warned = sum(step.tone == "warn" for step in steps)
    if bad:
        return Notice(f"{bad} phần có lỗi, {warned} phần cần chú ý. Xem việc cần làm ở dưới.", tone="bad")
    return Notice(f"{warned} phần cần chú ý. Xem việc cần làm ở dưới.", tone="warn") if warned else WELL


def _step(what: str, state: str, *, tone: Tone = "good", todo: str = "") -> Step:
    return Step("", what, state, todo, tone=tone, icon=ICONS[tone])


def _database(facts: DatabaseFacts) -> Step:
    return _step(
        "Cơ sở dữ liệu",
        f"PostgreSQL {facts.version} trả lời; {labels.size(facts.size)}, {facts.connections} kết nối.",
    )


def _copies(found: Health) -> Step:
    backlog = found.uncopied
    if backlog.oldest_for is None:
        return _step("Hai bản của mỗi gói tin", "Mọi gói tin đều có đủ hai bản đã kiểm tra.")
    state = (
        f"{words.number(backlog.count)} gói tin mới có một bản, lâu nhất {labels.length(backlog.oldest_for)}."
    )
    if backlog.oldest_for < UNCOPIED_AFTER:
        return _step("Hai bản của mỗi gói tin", state)
    return _step(
        "Hai bản của mỗi gói tin", state, tone="bad", todo=f"Kiểm tra kho thứ hai còn ghi được. {RESTART}"
    )


def _store(store: StoreFacts) -> Step:
    share = store.free / store.total
    state = f"Còn trống {labels.size(store.free)} trên {labels.size(store.total)}."
    name = STORES.get(store.name, store.name)
    if share >= DISK_SHARE_LOW:
        return _step(name, state)
    todo = "Thêm dung lượng cho ổ đĩa này; khi hết chỗ trục không nhận được gói tin nữa."
    return _step(name, state, tone="bad" if share < DISK_SHARE_VERY_LOW else "warn", todo=todo)


def _seals(found: Health) -> Step:
    backlog = found.unsealed
    last = (
        f"Niêm phong gần nhất {labels.length(found.sealed_ago)} trước."
        if found.sealed_ago
        else "Chưa niêm phong lần nào."
    )
    if backlog.oldest_for is None:
        return _step("Niêm phong nhật ký", f"Mọi dòng nhật ký đã niêm phong. {last}")
    waited = labels.length(backlog.oldest_for)
    state = f"{words.number(backlog.count)} dòng chờ niêm phong, lâu nhất {waited}. {last}"
    if backlog.oldest_for < UNSEALED_AFTER:
        return _step("Niêm phong nhật ký", state)
    return _step("Niêm phong nhật ký", state, tone="bad", todo=RESTART)


def _erasures(found: Health) -> Step:
    if not found.unerased:
        return _step("Xóa nội dung có dấu mật", "Không còn nội dung nào phải xóa.")
    return _step(
        "Xóa nội dung có dấu mật",
        f"{words.number(found.unerased)} nội dung đã có quyết định xóa nhưng chưa rời khỏi kho.",
        tone="warn",
        todo=f"Tải lại trang sau một phút. Nếu vẫn còn: {RESTART[0].lower()}{RESTART[1:]}",
    )


def _directory(found: Health) -> Step:
    connected = words.number(found.members_active)
    state = f"{words.number(found.agencies_open)} cơ quan, {connected} hệ thống đang kết nối."
    if not found.agencies_cut_off:
        return _step("Danh mục", state)
    return _step(
        "Danh mục",
        f"{state} {words.number(found.members_suspended)} hệ thống tạm ngừng.",
        tone="warn",
        todo=f"{words.number(found.agencies_cut_off)} cơ quan chưa gửi, nhận được cho đến khi nối lại.",
    )
