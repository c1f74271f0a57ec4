"""Tình hình xử lý: the three figures of a period, reception now, the list behind each (QD11/D7.K3)."""

from django.http import Http404, HttpResponse

from congvan.base.clock import ZONE
from congvan.base.ids import shorten
from congvan.node.documents.steps import WHOLE_AGENCY
from congvan.node.reports.queries import (
    PAGE_ROWS,
    Behind,
    Figure,
    behind,
    count_behind,
    count_incoming,
    count_reception,
)
from congvan.node.web.plain import asked_id, show_plain
from congvan.node.web.reports.periods import NAMES, SPAN, Period, period_of
from congvan.node.web.visit import Visit
from congvan.ui import parts
from congvan.ui.parts import Anchor, Cell, Column, Empty, Fact, Notice, Pager, Tab, Table, Tag
from congvan.ui.words import number

PLACE = "report"
TITLES = {
    Figure.ARRIVED: "Văn bản đến",
    Figure.FINISHED: "Đã được giải quyết",
    Figure.OVERDUE: "Đã đến hạn nhưng chưa được giải quyết",
    Figure.WAITING: "Chờ tiếp nhận",
    Figure.LATE: "Quá 08 giờ làm việc chưa trình",
}
FORMULAS = {
    Figure.ARRIVED: "số văn bản đã được cấp số đến, có ngày đến trong kỳ.",
    Figure.FINISHED: "số văn bản đến trong kỳ đã ghi kết quả giải quyết, tính đến cuối kỳ.",
    Figure.OVERDUE: "số văn bản đến trong kỳ có hạn giải quyết trước cuối kỳ mà lúc đó chưa ghi kết quả.",
    Figure.WAITING: "số văn bản đang ở hàng chờ, chưa cấp số đến và chưa từ chối, tính đến bây giờ.",
    Figure.LATE: "số văn bản đã tới hàng chờ quá 08 giờ làm việc mà chưa trình lãnh đạo, tính đến bây giờ.",
}
COLUMNS = (
    Column("Số đến", figures=True), Column("Ngày đến", whole=True), Column("Số, ký hiệu", whole=True),
    Column("Trích yếu"), Column("Cơ quan ban hành"), Column("Hạn giải quyết", whole=True),
    Column("Trạng thái"),
)  # fmt: skip


def report(visit: Visit) -> HttpResponse:
    """The figures of a period; each leads to the documents that it counts."""
    period, days = period_of(visit)
    counts = count_incoming(visit.agency, since=period.since, until=period.until)
    now = count_reception(visit.agency, at=visit.at)
    of_period = {
        Figure.ARRIVED: counts.arrived, Figure.FINISHED: counts.finished, Figure.OVERDUE: counts.overdue,
    }  # fmt: skip
    return show_plain(
        visit,
        "reports/report.html",
        title="Tình hình xử lý văn bản đến",
        current=PLACE,
        status=422 if days.errors else 200,
        chips=_chips(visit, period),
        days=days if period.word == SPAN else None,
        here=visit.url(PLACE),
        span=f"Từ {period.first:%d/%m/%Y} đến {period.until:%d/%m/%Y}",
        figures=tuple(_figure(visit, figure, value, period) for figure, value in of_period.items()),
        now=tuple(
            _figure(visit, figure, value, period)
            for figure, value in ((Figure.WAITING, now.waiting), (Figure.LATE, now.late))
        ),
        formulas=tuple(Fact(TITLES[figure], text) for figure, text in FORMULAS.items()),
    )


def report_list(visit: Visit) -> HttpResponse:
    """The documents behind one figure."""
    try:
        figure = Figure(visit.request.GET.get("so", Figure.ARRIVED))
    except ValueError:
        raise Http404 from None
    period, days = period_of(visit)
    if days.errors:
        raise Http404
    before, after = (asked_id(visit, name) for name in ("sau", "truoc"))
    rows = behind(
        visit.actor, figure, since=period.since, until=period.until, before=before,
        after=after, limit=PAGE_ROWS + 1,
    )  # fmt: skip
    more = len(rows) > PAGE_ROWS
    page = rows[-PAGE_ROWS:] if after else rows[:PAGE_ROWS]
    newer, older = (more, True) if after else (before is not None, more)
    cells = tuple(_cells(visit, row) for row in page)
    return show_plain(
        visit,
        "reports/list.html",
        title=TITLES[figure],
        current=PLACE,
        back=visit.url(PLACE, query=period.query),
        formula=FORMULAS[figure],
        notice=_what_is_left_out(visit, figure, period),
        table=Table(TITLES[figure], COLUMNS, cells) if page else None,
        pager=_pager(visit, figure, period, page, newer=newer, older=older),
        empty=Empty("Không có văn bản nào", "Số liệu này bằng 0 trong kỳ đã chọn.", "checks"),
    )


def _chips(visit: Visit, period: Period) -> tuple[Tab, ...]:
    return tuple(
        Tab(text, visit.url(PLACE, query={"ky": word}), current=word == period.word)
        for word, text in NAMES.items()
    )


def _figure(visit: Visit, figure: Figure, value: int, period: Period) -> parts.Figure:
    hot = value > 0 and figure in {Figure.OVERDUE, Figure.LATE}
    href = visit.url("report-list", query={"so": figure, **period.query})
    return parts.Figure(TITLES[figure], number(value), href, "late" if hot else "")


def _what_is_left_out(visit: Visit, figure: Figure, period: Period) -> Notice | None:
    """Who reports counts the whole agency, but reads only what they may see."""
    if not visit.actor.roles.isdisjoint(WHOLE_AGENCY):
        return None
    every = count_behind(visit.agency, figure, since=period.since, until=period.until)
    return Notice(f"Số liệu của cả cơ quan là {number(every)}. Danh sách chỉ gồm văn bản thuộc quyền xem.")


def _cells(visit: Visit, row: Behind) -> tuple[Cell, ...]:
    return (
        str(row.number or ""), f"{row.arrival_date:%d/%m/%Y}" if row.arrival_date else "",
        Anchor(row.notation or "không số", visit.url("incoming", id=row.id)), row.subject, row.issuer_name,
        f"{row.due_at.astimezone(ZONE):%d/%m/%Y}" if row.due_at else "", Tag(row.state.capitalize()),
    )  # fmt: skip


def _pager(
    visit: Visit, figure: Figure, period: Period, page: list[Behind], *, newer: bool, older: bool
) -> Pager | None:
    if not page or not (newer or older):
        return None
    kept = {"so": figure, **period.query}
    return Pager(
        newer_href=visit.url("report-list", query={**kept, "truoc": shorten(page[0].life)}) if newer else "",
        older_href=visit.url("report-list", query={**kept, "sau": shorten(page[-1].life)}) if older else "",
        shown=f"{len(page)} văn bản, mới nhất trước",
    )
