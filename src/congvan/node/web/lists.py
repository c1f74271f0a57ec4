"""The lists of the node by their words in addresses, and the ways between a list and its documents."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from congvan.base.ids import parse_short, shorten
from congvan.base.keyset import Page
from congvan.node.documents import actions as documents
from congvan.node.documents.queries import handle, unread_since
from congvan.node.web.detail import Listing
from congvan.node.web.visit import Visit
from congvan.ui.parts import Pager

SEPARATOR = "."
READ_AGAIN_AFTER = timedelta(minutes=30)
AFTER, BEFORE = "sau", "truoc"


@dataclass(frozen=True)
class Way:
    """Where in a list one is: the list, the tab in it, and the page, which lies `beside` a document.

    As one word of an address (`ds`) it goes from the list to its documents and back.
    """

    name: str
    tab: str = ""
    beside: UUID | None = None
    back: bool = False

    def __str__(self) -> str:
        page = (BEFORE if self.back else AFTER, shorten(self.beside)) if self.beside else ()
        return SEPARATOR.join((self.name, self.tab, *page)).rstrip(SEPARATOR)


Builder = Callable[[Visit, Way, UUID | None], Listing]


@dataclass(frozen=True)
class Kept:
    """A list that is known: who builds it, and which parameter of its own address names the tab."""

    build: Builder
    tab: str


_KNOWN: dict[str, Kept] = {}


def register(name: str, *, tab: str = "") -> Callable[[Builder], Builder]:
    """Give a list its word in addresses."""

    def keep(builder: Builder) -> Builder:
        assert name not in _KNOWN, name
        _KNOWN[name] = Kept(builder, tab)
        return builder

    return keep


def names() -> list[str]:
    """The lists that are known."""
    return sorted(_KNOWN)


def build(visit: Visit, way: Way, current: UUID | None = None) -> Listing:
    """The list where one is in it, with the document that stands open."""
    return _KNOWN[way.name].build(visit, way, current)


def asked(visit: Visit) -> Way | None:
    """Where the address says one came from; None where it says nothing that is known."""
    name, _, rest = visit.request.GET.get("ds", "").partition(SEPARATOR)
    if name not in _KNOWN:
        return None
    tab, _, page = rest.partition(SEPARATOR)
    word, _, short = page.partition(SEPARATOR)
    return Way(name, tab, _document(short), back=word == BEFORE)


def way_of(visit: Visit, name: str) -> Way:
    """Where in a list its own address leads."""
    asked, known = visit.request.GET, _KNOWN[name]
    back = BEFORE in asked
    beside = _document(asked.get(BEFORE if back else AFTER, ""))
    return Way(name, asked.get(known.tab, "") if known.tab else "", beside, back)


def href(visit: Visit, way: Way, **more: str) -> str:
    """The address of a list at a place in it."""
    query = {_KNOWN[way.name].tab: way.tab} if way.tab else {}
    if way.beside:
        query[BEFORE if way.back else AFTER] = shorten(way.beside)
    return visit.url(way.name, query={**query, **more} or None)


def pager(visit: Visit, way: Way, page: Page[Any], *, newest: bool = False) -> Pager | None:
    """The ways to what comes before and after a page of entries with glances; None where it is all."""
    if not (page.before or page.after):
        return None
    texts = {} if newest else {"newer_text": "Trang trước", "older_text": "Trang sau"}
    first, last = page.rows[0].glance.id, page.rows[-1].glance.id
    return Pager(
        newer_href=href(visit, replace(way, beside=first, back=True)) if page.before else "",
        older_href=href(visit, replace(way, beside=last, back=False)) if page.after else "",
        shown=f"{len(page.rows)} văn bản", **texts,
    )  # fmt: skip


def _document(short: str) -> UUID | None:
    try:
        return parse_short(short) if short else None
    except ValueError:
        return None


def key_of(resource: str, identifier: UUID) -> str:
    """What a ticked row sends: which kind of document, and which."""
    return f"{resource}:{shorten(identifier)}"


def next_href(visit: Visit, way: Way, identifier: UUID) -> str:
    """Where to go once a document has left its list: to the next, else the one before, else the list."""
    rows = build(visit, way, identifier).rows
    at = next((index for index, row in enumerate(rows) if row.current), None)
    if at is None or len(rows) == 1:
        return href(visit, way)
    return rows[at + 1].href if at + 1 < len(rows) else rows[at - 1].href


def note_reading(visit: Visit, identifier: UUID) -> None:
    """Keep that the person opened a document, once in half an hour (QD11/D13.K2)."""
    if not unread_since(visit.actor, identifier, moment=visit.at - READ_AGAIN_AFTER):
        return
    document = handle(visit.actor, identifier)
    assert document is not None, "it was found as visible"
    documents.read(by=visit.actor, at=visit.at, document=document)
