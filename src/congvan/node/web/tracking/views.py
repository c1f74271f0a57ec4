"""“Theo dõi gửi, nhận”: one line for each recipient on the hub, faults first; and “Gửi lại” (QD11/D8.K4)."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect

from congvan.base.ids import parse_short, shorten
from congvan.node.acts import exchange as acts
from congvan.node.outbox import actions
from congvan.node.outbox.tracking import (
    FAULTS,
    PAGE,
    Mark,
    Progress,
    Tracked,
    counted,
    tracked,
    transmission_seen,
)
from congvan.node.web import flash
from congvan.node.web.clocks import grade_of
from congvan.node.web.shell import shell_of
from congvan.node.web.tracking.words import at_of, full_at, reason_of, tag_of
from congvan.node.web.visit import Visit
from congvan.ui.answers import answer
from congvan.ui.parts import Empty, Grade, Pager, Tab, Tag
from congvan.ui.routes import could_ever

# The filters: the six words of the list, before them what wants a person, and what has not left yet.
FILTERS: tuple[tuple[str, str, tuple[Progress, ...]], ...] = (
    ("", "Tất cả", ()),
    ("loi", "Cần xem", FAULTS),
    ("cho-gui", "Chờ gửi", (Progress.WAITING,)),
    ("da-gui", "Đã gửi", (Progress.SENT,)),
    ("da-den", "Đã đến", (Progress.ARRIVED,)),
    ("da-tiep-nhan", "Đã tiếp nhận", (Progress.RECEIVED,)),
    ("tu-choi", "Từ chối", (Progress.REJECTED,)),
    ("dang-xu-ly", "Đang xử lý", (Progress.IN_PROGRESS,)),
    ("da-hoan-thanh", "Đã hoàn thành", (Progress.FINISHED,)),
)
BY_WORD = {word: states for word, _, states in FILTERS}


@dataclass(frozen=True)
class Line:
    """One row as it is written out."""

    row: Tracked
    href: str
    grade: Grade | None
    tag: Tag
    at: str
    full_at: str
    reason: str
    retry: str


def tracking(visit: Visit) -> HttpResponse:
    """The list, filtered by state, fifty at a time."""
    word = visit.request.GET.get("loc", "")
    word = word if word in BY_WORD else ""
    after = _mark(visit.request.GET.get("sau", ""))
    rows = tracked(visit.actor, only=BY_WORD[word], after=after, limit=PAGE + 1)
    shown = rows[:PAGE]
    context = {
        "title": "Theo dõi gửi, nhận", "layout": "", "shell": shell_of(visit, current="tracking"),
        "said": flash.said(visit.request), "lines": [_line(visit, row) for row in shown],
        "chips": _chips(visit, word), "pager": _pager(visit, word, rows, first=after is None),
        "empty": _empty(visit, word),
    }  # fmt: skip
    return answer(
        visit.request, page="outgoing/tracking.html", fragment="outgoing/tracking.html", context=context
    )


def retry(visit: Visit, id: UUID) -> HttpResponse:  # noqa: A002 — the name in the address
    """Gửi lại: queue a stopped packet again."""
    transmission = transmission_seen(visit.actor, id)
    if transmission is None:
        raise Http404
    visit.once(lambda by: actions.retry(by=by, at=visit.at, transmission=transmission))
    said = f"Đã xếp {transmission.document.notation} vào hàng gửi lại."
    return flash.say(HttpResponseRedirect(visit.url("tracking"), status=303), said)


def _line(visit: Visit, row: Tracked) -> Line:
    may = row.stopped and could_ever(acts.RETRY.may, visit.actor.roles)
    return Line(
        row=row,
        href=visit.url("outgoing", id=row.document_id, query={"ds": "issued", "the": "giao-nhan"}),
        grade=grade_of(row.urgency),
        tag=tag_of(row),
        at=at_of(visit, row),
        full_at=full_at(row),
        reason=reason_of(row),
        retry=visit.url("retry", id=row.transmission_id) if may else "",
    )


def _chips(visit: Visit, chosen: str) -> tuple[Tab, ...]:
    counts = counted(visit.actor)
    return tuple(
        Tab(
            text,
            visit.url("tracking", query={"loc": word} if word else None),
            sum(counts.get(state, 0) for state in (states or Progress)),
            current=word == chosen,
            hot=word in {"loi", "tu-choi"},
        )
        for word, text, states in FILTERS
        if not word or word == chosen or any(counts.get(state) for state in states)
    )


def _pager(visit: Visit, word: str, rows: list[Tracked], *, first: bool) -> Pager | None:
    """The way to what comes after, and back to the beginning."""
    kept = {"loc": word} if word else {}
    older = ""
    if len(rows) > PAGE:
        last = rows[PAGE - 1]
        older = visit.url("tracking", query={**kept, "sau": f"{int(last.is_fault)}-{shorten(last.id)}"})
    newer = "" if first else visit.url("tracking", query=kept or None)
    if not older and not newer:
        return None
    return Pager(newer_href=newer, older_href=older, shown=f"{min(len(rows), PAGE)} dòng")


def _mark(text: str) -> Mark | None:
    """A place in the list from the address; None where it names none."""
    fault, _, short = text.partition("-")
    try:
        return Mark(fault=fault == "1", id=parse_short(short))
    except ValueError:
        return None


def _empty(visit: Visit, word: str) -> Empty:
    if word:
        name = next(text for one, text, _ in FILTERS if one == word)
        return Empty(
            f"Không có nơi nhận nào ở trạng thái {name.lower()}", icon="send", link_text="Bỏ lọc",
            link_href=visit.url("tracking"),
        )  # fmt: skip
    return Empty("Chưa gửi văn bản nào qua trục", "Mỗi nơi nhận của văn bản đã gửi hiện ở đây.", "send")
