"""Thông báo: what one was told, unread first, urgent first; each leads to its document (QD11/D5.K3)."""

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect

from congvan.base.clock import ZONE
from congvan.base.ids import parse_short, shorten
from congvan.node.notices import actions
from congvan.node.notices.queries import (
    PAGE_ROWS,
    Told,
    newest_unread,
    own_notice,
    told_before,
    told_unread,
)
from congvan.node.web import flash
from congvan.node.web.clocks import grade_of
from congvan.node.web.documents.parts import DIRECTIONS
from congvan.node.web.plain import asked_id, show_plain
from congvan.node.web.visit import Visit
from congvan.ui.parts import Anchor, Cell, Column, Empty, Grade, Pager, Table
from congvan.ui.words import moment

PLACE = "notices"
COLUMNS = (Column("Nội dung"), Column("Lúc"), Column("Đã đọc"))
NONE = Empty("Không có thông báo", "Khi được giao văn bản, thông báo hiện ở đây.", "bell")


@dataclass(frozen=True)
class Card:
    """An unread notice: a form that opens its document, and notes that it was read."""

    post: str
    text: str
    at: str
    grade: Grade | None


def notices(visit: Visit) -> HttpResponse:
    """The unread ones, then a page of those that were read."""
    before, after = (asked_id(visit, name) for name in ("sau", "truoc"))
    fresh = told_unread(visit.actor) if before is None and after is None else []
    rows = told_before(visit.actor, before=before, after=after, limit=PAGE_ROWS + 1)
    more = len(rows) > PAGE_ROWS
    page = rows[-PAGE_ROWS:] if after else rows[:PAGE_ROWS]
    newer, older = (more, True) if after else (before is not None, more)
    cells = tuple(_cells(visit, row) for row in page)
    return show_plain(
        visit,
        "notices/list.html",
        title="Thông báo",
        current=PLACE,
        cards=tuple(_card(visit, row) for row in fresh),
        count=visit.desk.notices,
        all_post=visit.url("read-notices"),
        newest=shorten(max(row.id for row in fresh)) if fresh else "",
        table=Table("Đã đọc", COLUMNS, cells) if page else None,
        pager=_pager(visit, page, newer=newer, older=older),
        empty=NONE,
    )


def read_one(visit: Visit, id: UUID) -> HttpResponse:  # noqa: A002 — the name in the address
    """Note that one was read, and go to its document; with `o-lai` stay with the notices."""
    notice = own_notice(visit.actor, id)
    if notice is None:
        raise Http404
    visit.once(lambda by: actions.mark_read(by=by, at=visit.at, notice=notice))
    if "o-lai" in visit.request.POST:
        return flash.say(
            HttpResponseRedirect(visit.url(PLACE), status=303), "Đã đánh dấu 1 thông báo là đã đọc."
        )
    name = DIRECTIONS[notice.document.direction]
    return HttpResponseRedirect(visit.url(name, id=notice.document_id), status=303)


def read_all(visit: Visit) -> HttpResponse:
    """Note that all were read that stood there when the page was made: what came since stays unread."""
    try:
        until = parse_short(visit.request.POST.get("den", ""))
    except ValueError:
        raise Http404 from None
    if own_notice(visit.actor, until) is None:
        raise Http404
    count = 0
    for ordinal, notice in enumerate(newest_unread(visit.actor, until=until), start=1):
        count += _read_up_to(visit, notice, ordinal)
    return flash.say(
        HttpResponseRedirect(visit.url(PLACE), status=303), f"Đã đánh dấu {count} thông báo là đã đọc."
    )


def _read_up_to(visit: Visit, notice: Any, ordinal: int) -> int:
    verb = partial(actions.mark_read, at=visit.at, notice=notice, and_earlier=True)
    return visit.once(lambda by: verb(by=by), ordinal=ordinal) or 0


def _card(visit: Visit, row: Told) -> Card:
    return Card(
        post=visit.url("read-notice", id=row.id),
        text=row.text,
        at=_moment(visit, row),
        grade=grade_of(row.urgency),
    )


def _cells(visit: Visit, row: Told) -> tuple[Cell, ...]:
    read = moment(row.read_at.astimezone(ZONE), now=visit.at.astimezone(ZONE)) if row.read_at else ""
    href = visit.url(DIRECTIONS[row.direction], id=row.document_id)
    return (Anchor(row.text, href), _moment(visit, row), read)


def _moment(visit: Visit, row: Told) -> str:
    return moment(row.at.astimezone(ZONE), now=visit.at.astimezone(ZONE))


def _pager(visit: Visit, page: list[Told], *, newer: bool, older: bool) -> Pager | None:
    if not page or not (newer or older):
        return None
    return Pager(
        newer_href=visit.url(PLACE, query={"truoc": shorten(page[0].id)}) if newer else "",
        older_href=visit.url(PLACE, query={"sau": shorten(page[-1].id)}) if older else "",
        shown=f"{len(page)} thông báo đã đọc, mới nhất trước",
    )
