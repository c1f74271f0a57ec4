"""A list with one document beside it, and the parts of it that a script asks for."""

from dataclasses import replace

from django.http import HttpResponse

from congvan.node.web import flash
from congvan.node.web.detail import Detail, Dialog, Listing
from congvan.node.web.shell import shell_of
from congvan.node.web.visit import Visit
from congvan.ui.answers import answer
from congvan.ui.parts import Empty

NOTHING = Empty("Chưa chọn văn bản", "Chọn một dòng ở danh sách để xem.", "file-text")
NO_FILE = Empty("Chưa có tệp văn bản", "Tệp sẽ hiện ở đây sau khi được đưa vào hệ thống.", "scan")


def show_page(
    visit: Visit, rows: Listing, detail: Detail | None, *, status: int = 200, reading: bool
) -> HttpResponse:
    """The whole page. `reading`: on a phone the document takes the screen, else the list."""
    context = {
        "list": rows, "detail": _placed(rows, detail), "nothing": NOTHING, "no_file": NO_FILE,
        "shell": shell_of(visit, current=rows.place or rows.name), "title": rows.title,
        "layout": "thirds" if rows.tall else "split", "reading": reading and detail is not None,
        "said": flash.said(visit.request),
    }  # fmt: skip
    return answer(
        visit.request,
        page="document/page.html",
        fragment="document/page.html",
        context=context,
        status=status,
    )


def show_detail(visit: Visit, rows: Listing, detail: Detail, *, status: int = 200) -> HttpResponse:
    """The detail pane alone."""
    context = {"detail": _placed(rows, detail), "nothing": NOTHING, "no_file": NO_FILE}
    return answer(
        visit.request,
        page="document/detail.html",
        fragment="document/detail.html",
        context=context,
        status=status,
    )


def show_dialog(visit: Visit, dialog: Dialog, *, status: int = 200) -> HttpResponse:
    """The questions of one act alone."""
    return answer(
        visit.request, page="document/dialog.html", fragment="document/dialog.html",
        context={"dialog": dialog}, status=status,
    )  # fmt: skip


def _placed(rows: Listing, detail: Detail | None) -> Detail | None:
    """The document's place in the list, with the way to its neighbours."""
    at = next((index for index, row in enumerate(rows.rows) if row.current), None)
    if detail is None or at is None:
        return detail
    before, after = rows.rows[at - 1 : at], rows.rows[at + 1 : at + 2]
    return replace(
        detail,
        position=f"{at + 1} / {len(rows.rows)}",
        previous_href=before[0].href if before else "",
        next_href=after[0].href if after else "",
    )
