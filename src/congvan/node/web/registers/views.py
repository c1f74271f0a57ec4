"""Sổ văn bản đến, sổ văn bản đi: one book of a year on the screen, and as it is printed (QD11/D8.K2.a)."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse

from congvan.base.ids import shorten
from congvan.node.acts.roles import CLERK
from congvan.node.registers.queries import PURPOSES, Book, books, check_book
from congvan.node.reports.books import PAGE_ROWS, PRINTED_MAX, Slot, issued, received, slots, slots_between
from congvan.node.web.plain import asked_id, show_plain
from congvan.node.web.registers import shown
from congvan.node.web.registers.forms import FIRST, LAST, Span
from congvan.node.web.visit import Visit
from congvan.ui.parts import Action, Empty, Pager, Tab, Table
from congvan.ui.routes import View

YEARS = range(1945, 2200)  # what a book's year may be at all


@dataclass(frozen=True)
class Side:
    """One of the two sorts of books: its word in addresses, its routes, what it is called."""

    word: str
    name: str
    title: str

    @property
    def of_year(self) -> str:
        """The name of the route with a year."""
        return f"{self.name}-of"


SIDES = (Side("den", "incoming-book", "Sổ văn bản đến"), Side("di", "outgoing-book", "Sổ văn bản đi"))


def book_page(side: Side) -> View:
    """The page of this year's book, or of the year in the address."""

    def view(visit: Visit, year: int = 0) -> HttpResponse:
        year = year or visit.at.year
        if year not in YEARS:
            raise Http404
        every = books(visit.agency, purpose=PURPOSES[side.word])
        of_year = [one for one in every if one.year == year]
        years = _years(visit, side, every, year)
        if not of_year:
            return _empty(visit, side, year, years)
        return _page(visit, side, _chosen(visit, of_year), of_year, years)

    return view


def _page(visit: Visit, side: Side, book: Book, of_year: list[Book], years: tuple[Tab, ...]) -> HttpResponse:
    printing = FIRST in visit.request.GET
    span = Span(visit.request.GET if printing else None)
    page, pager = _printed(book, span) if printing else _browsed(visit, side, book)
    rows: Any = received(visit.actor, page) if side.word == "den" else issued(visit.actor, page)
    make: Any = shown.received_table if side.word == "den" else shown.issued_table
    table: Table | None = make(visit, _caption(page), rows) if rows else None
    return show_plain(
        visit,
        "registers/book.html",
        title=f"{book.name} năm {book.year}",
        current=side.name,
        status=422 if span.errors else 200,
        tabs=years,
        chips=_chips(visit, side, book, of_year),
        verdicts=shown.verdicts(check_book(book.id)),
        cover=shown.cover(visit, book, rows) if printing else (),
        span=span if printing else None,
        book=book,
        landscape=True,
        back=_href(visit, side, book),
        to_print=_href(visit, side, book, **{FIRST: "", LAST: ""}),
        table=table,
        pager=pager,
        empty=Empty("Sổ chưa có văn bản", "Mỗi văn bản được cấp số hiện thành một dòng ở đây.", "book-2"),
        actions=_opening(visit, side, book.year),
    )


def _printed(book: Book, span: Span) -> tuple[list[Slot], None]:
    """The numbers of a span in their order; nothing where the span makes no sense."""
    if not span.is_valid():
        return [], None
    data = span.cleaned_data
    return slots_between(book.id, first=data[FIRST] or 0, last=data[LAST], limit=PRINTED_MAX), None


def _browsed(visit: Visit, side: Side, book: Book) -> tuple[list[Slot], Pager | None]:
    """A page of the book, newest first."""
    before, after = (asked_id(visit, name) for name in ("sau", "truoc"))
    found = slots(book.id, before=before, after=after, limit=PAGE_ROWS + 1)
    more = len(found) > PAGE_ROWS
    page = found[-PAGE_ROWS:] if after else found[:PAGE_ROWS]
    newer, older = (more, True) if after else (before is not None, more)
    if not page or not (newer or older):
        return page, None
    return page, Pager(
        newer_href=_href(visit, side, book, truoc=shorten(page[0].id)) if newer else "",
        older_href=_href(visit, side, book, sau=shorten(page[-1].id)) if older else "",
        shown=_caption(page),
    )


def _caption(page: list[Slot]) -> str:
    """Which numbers the page shows, in which order."""
    return f"Từ số {page[0].value} đến số {page[-1].value}"


def _empty(visit: Visit, side: Side, year: int, years: tuple[Tab, ...]) -> HttpResponse:
    title = f"{side.title} năm {year}"
    clerk = CLERK in visit.actor.roles
    query = {"loai": side.word, "nam": str(year)}
    return show_plain(
        visit,
        "registers/book.html",
        title=title,
        current=side.name,
        tabs=years,
        table=None,
        pager=None,
        empty=Empty(
            f"Chưa có {title[0].lower()}{title[1:]}",
            "Văn thư mở dãy số và sổ vào đầu năm làm việc.",
            "book-2",
            link_text=f"Mở {title[0].lower()}{title[1:]}" if clerk else "",
            link_href=visit.url("open-register", query=query) if clerk else "",
        ),
    )


def _years(visit: Visit, side: Side, every: list[Book], shown_year: int) -> tuple[Tab, ...]:
    years = sorted({one.year for one in every} | {visit.at.year, shown_year}, reverse=True)
    return tuple(
        Tab(f"Năm {year}", visit.url(side.of_year, year=year), current=year == shown_year) for year in years
    )


def _chosen(visit: Visit, of_year: list[Book]) -> Book:
    code = visit.request.GET.get("so", "")
    found = next((one for one in of_year if one.code == code), None)
    if code and found is None:
        raise Http404
    return found or of_year[0]


def _chips(visit: Visit, side: Side, book: Book, of_year: list[Book]) -> tuple[Tab, ...]:
    """The books of the year, where there are several."""
    if len(of_year) == 1:
        return ()
    return tuple(Tab(one.name, _href(visit, side, one), current=one.id == book.id) for one in of_year)


def _href(visit: Visit, side: Side, book: Book, **query: str) -> str:
    return visit.url(side.of_year, year=book.year, query={"so": book.code, **query})


def _opening(visit: Visit, side: Side, year: int) -> tuple[Action, ...]:
    if CLERK not in visit.actor.roles:
        return ()
    query = {"loai": side.word, "nam": str(year)}
    return (
        Action("Mở dãy số", "quiet", href=visit.url("open-series", query=query)),
        Action("Mở sổ", "quiet", href=visit.url("open-register", query=query)),
    )
