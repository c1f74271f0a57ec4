"""The first page: who takes part and when each was last heard, what came today, what waits."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from congvan.base.clock import ZONE
from congvan.hub.acts.relay import DELIVERED, REFUSED, TURNED_AWAY
from congvan.hub.console import labels
from congvan.hub.console.door import Visit
from congvan.hub.console.limits import COUNT_MAX, WAITING_LONG
from congvan.hub.console.queries import deliveries, members, today
from congvan.hub.console.shell import shown
from congvan.hub.console.views.members import members_table
from congvan.hub.relay.models import DOCUMENT, STATUS
from congvan.ui import words
from congvan.ui.parts import Empty, Figure

CHART_WIDTH, CHART_HEIGHT = 720, 72
BAR_GAP = 4
BAR_LEAST = 2  # of an hour in which anything came at all


@dataclass(frozen=True)
class Bar:
    """One hour of the day as a bar, in the units of the drawing."""

    hour: int
    count: int
    x: int
    y: int
    width: int
    height: int


def overview(visit: Visit) -> HttpResponse:
    """All at a glance; each number leads to its list."""
    day = today.counts_since(_midnight(visit.at))
    now_waiting = deliveries.waiting(long_before=visit.at - WAITING_LONG)
    lines = members.members()
    return shown(
        visit,
        "console/overview.html",
        place="console-overview",
        title="Tổng quan",
        day=f"{visit.at.astimezone(ZONE):%d/%m/%Y}",
        figures=_figures(visit, day, now_waiting),
        bars=_bars(day.by_hour),
        width=CHART_WIDTH,
        height=CHART_HEIGHT,
        most=max(day.by_hour),
        members=members_table(visit, lines) if lines else Empty("Chưa có hệ thống nào kết nối vào trục"),
    )


def _midnight(at: datetime) -> datetime:
    return at.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)


def _figures(visit: Visit, day: today.Day, waiting: deliveries.Waiting) -> tuple[Figure, ...]:
    oldest = (
        f"lâu nhất {labels.length(visit.at - waiting.since)}" if waiting.since else "không có gì phải chờ"
    )
    lost = day.states.get(REFUSED, 0)
    door = day.at_the_door
    return (
        Figure(
            "Văn bản đã nhận",
            words.number(day.kinds.get(DOCUMENT, 0)),
            _traffic(loai="van-ban"),
            note=f"và {words.number(day.kinds.get(STATUS, 0))} trạng thái xử lý",
        ),
        Figure(
            "Lượt đã giao",
            words.number(day.states.get(DELIVERED, 0)),
            _traffic(**{"trang-thai": "da-giao"}),
            note="trong các gói tin hôm nay",
        ),
        Figure(
            "Đang chờ lấy",
            labels.upto(waiting.count, COUNT_MAX),
            reverse("console-deliveries"),
            "late" if waiting.long else "",
            oldest,
        ),
        Figure(
            "Bị trả lại",
            words.number(day.states.get(TURNED_AWAY, 0)),
            f"{reverse('console-deliveries')}?nhom=bi-tra",
            "soon" if day.states.get(TURNED_AWAY) else "",
            f"{words.number(lost)} lượt không gửi được",
        ),
        Figure(
            "Từ chối tại cửa trục",
            words.number(door),
            reverse("console-health"),
            "soon" if door else "",
            "không đọc được, hoặc có dấu chỉ độ mật",
        ),
    )


def _traffic(**query: str) -> str:
    return f"{reverse('console-packets')}?{urlencode(query)}"


def _bars(by_hour: tuple[int, ...]) -> tuple[Bar, ...]:
    """The hours side by side; the busiest reaches the top."""
    step, most = CHART_WIDTH // len(by_hour), max(by_hour)
    return tuple(
        _bar(hour, count, step, max(BAR_LEAST, CHART_HEIGHT * count // most) if count else 0)
        for hour, count in enumerate(by_hour)
    )


def _bar(hour: int, count: int, step: int, height: int) -> Bar:
    left = hour * step + BAR_GAP // 2
    return Bar(hour, count, left, CHART_HEIGHT - height, step - BAR_GAP, height)
