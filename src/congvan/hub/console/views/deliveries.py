"""Deliveries that want a look: waiting for long, turned away, sent to a code that nobody holds."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from congvan.base.ids import parse_short, shorten
from congvan.hub.acts.relay import REFUSED, TURNED_AWAY, WAITING
from congvan.hub.console import labels
from congvan.hub.console.door import Visit
from congvan.hub.console.limits import COUNT_MAX, WAITING_LONG
from congvan.hub.console.queries import deliveries as queries
from congvan.hub.console.shell import shown
from congvan.hub.console.tables import Cell, Lines
from congvan.ui.parts import Clock, Column, Empty, Pager, Tab

PLACE = "console-deliveries"
LATE = "cho-lau"
GROUPS = {
    "": (WAITING, "Đang chờ lấy"),
    LATE: (WAITING, "Chờ quá lâu"),
    "bi-tra": (TURNED_AWAY, "Bị trả lại"),
    "khong-gui": (REFUSED, "Không gửi được"),
}
EMPTIES = {
    "": Empty("Không có gì đang chờ", "Mọi nơi nhận đã lấy hết gói tin của mình.", "checks"),
    LATE: Empty(
        "Không có gì chờ quá lâu", f"Không lượt nào chờ quá {labels.length(WAITING_LONG)}.", "checks"
    ),
    "bi-tra": Empty("Chưa có lượt nào bị trả lại", icon="checks"),
    "khong-gui": Empty("Chưa có lượt nào không gửi được", icon="checks"),
}
ABOUT = {
    "": "Gói tin đã nằm ở trục, hệ thống nhận chưa lấy về. Lâu nhất ở trên.",
    LATE: "Xem hệ thống nhận còn hỏi trục không; nếu không, báo đơn vị vận hành hệ thống đó.",
    "bi-tra": "Hệ thống nhận không đưa được gói tin vào hàng chờ và đã ký nêu lý do; nơi gửi thấy lý do ấy.",
    "khong-gui": "Nơi gửi ghi mã không có trong danh mục, hoặc đã đóng. Nhắc nơi gửi cập nhật danh mục.",
}
COLUMNS = (
    Column("Nơi nhận"),
    Column("Qua hệ thống"),
    Column("Văn bản"),
    Column("Nơi gửi"),
    Column("Tình trạng"),
)


def listed(visit: Visit) -> HttpResponse:
    """One of the four groups, a page at a time."""
    chosen = visit.request.GET.get("nhom", "")
    chosen = chosen if chosen in GROUPS else ""
    long_before = visit.at - WAITING_LONG
    now_waiting = queries.waiting(long_before=long_before)
    page = queries.deliveries(
        GROUPS[chosen][0],
        after=_cursor(visit.request),
        long_before=long_before if chosen == LATE else None,
    )
    rows = tuple(_row(visit, line) for line in page.lines)
    return shown(
        visit,
        "console/deliveries.html",
        place=PLACE,
        title="Giao nhận",
        tabs=_tabs(chosen, now_waiting),
        about=ABOUT[chosen],
        table=Lines(GROUPS[chosen][1], COLUMNS, rows) if rows else EMPTIES[chosen],
        pager=_pager(chosen, page),
    )


def _tabs(chosen: str, waiting: queries.Waiting) -> tuple[Tab, ...]:
    counts = {"": waiting.count, LATE: waiting.long}
    return tuple(
        Tab(
            text if name not in counts or counts[name] <= COUNT_MAX else f"{text} (hơn 1.000)",
            _address(name),
            counts[name] if name in counts and counts[name] <= COUNT_MAX else None,
            current=name == chosen,
            hot=name == LATE,
        )
        for name, (_, text) in GROUPS.items()
    )


def _row(visit: Visit, line: queries.DeliveryLine) -> tuple[Cell, ...]:
    notation, before = labels.document(line.document_id)
    member = reverse("console-member", args=[line.member_id]) if line.member_id else ""
    return (
        Cell(line.receiver or line.agency, note=line.agency if line.receiver else ""),
        Cell(line.member or "không có", member),
        Cell(notation, reverse("console-packet", args=[line.packet_id]), note=before),
        Cell(line.sender, note=labels.moment(line.received_at, now=visit.at)),
        _state(visit, line),
    )


def _state(visit: Visit, line: queries.DeliveryLine) -> Cell:
    """How long it waits, or what was said against it."""
    if line.refusal:
        at = labels.moment(line.turned_away_at, now=visit.at) if line.turned_away_at else ""
        state = TURNED_AWAY if line.turned_away_at else REFUSED
        return Cell(tags=(labels.state_tag(state),), note=f"{labels.refusal(line.refusal)} {at}".strip())
    assert line.available_at is not None, "what waits is available"
    waited = visit.at - line.available_at
    return Cell(clock=Clock(f"chờ {labels.length(waited)}", "late" if waited >= WAITING_LONG else ""))


def _cursor(request: HttpRequest) -> UUID | None:
    try:
        return parse_short(request.GET.get("tiep", ""))
    except ValueError:
        return None


def _address(group: str, **more: str) -> str:
    query = "&".join(
        [*([f"nhom={group}"] if group else []), *(f"{key}={value}" for key, value in more.items())]
    )
    return f"{reverse(PLACE)}?{query}" if query else reverse(PLACE)


def _pager(chosen: str, page: queries.DeliveryPage) -> Pager | None:
    if page.next is None:
        return None
    return Pager(older_href=_address(chosen, tiep=shorten(page.next)), shown=f"{len(page.lines)} lượt")
