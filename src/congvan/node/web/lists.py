"""The lists of the node by their words in addresses, and the ways between a list and its documents."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from congvan.base.ids import shorten
from congvan.node.documents import actions as documents
from congvan.node.documents.queries import handle, unread_since
from congvan.node.web.detail import Listing
from congvan.node.web.visit import Visit

Builder = Callable[[Visit, UUID | None], Listing]
READ_AGAIN_AFTER = timedelta(minutes=30)
_BUILDERS: dict[str, Builder] = {}


def register(name: str) -> Callable[[Builder], Builder]:
    """Give a list its word in addresses."""

    def keep(builder: Builder) -> Builder:
        assert name not in _BUILDERS, name
        _BUILDERS[name] = builder
        return builder

    return keep


def find(name: str) -> Builder:
    """The builder of a list. KeyError for an unknown word."""
    return _BUILDERS[name]


def asked(visit: Visit) -> str:
    """The list that the address names beside a document; empty where it names none that is known."""
    name = visit.request.GET.get("ds", "")
    return name if name in _BUILDERS else ""


def key_of(resource: str, identifier: UUID) -> str:
    """What a ticked row sends: which kind of document, and which."""
    return f"{resource}:{shorten(identifier)}"


def next_href(visit: Visit, name: str, identifier: UUID) -> str:
    """Where to go once a document has left its list: to the next, else the one before, else the list."""
    rows = find(name)(visit, identifier).rows
    at = next((index for index, row in enumerate(rows) if row.current), None)
    if at is None or len(rows) == 1:
        return visit.url(name)
    return rows[at + 1].href if at + 1 < len(rows) else rows[at - 1].href


def note_reading(visit: Visit, identifier: UUID) -> None:
    """Keep that the person opened a document, once in half an hour (QD11/D13.K2)."""
    if not unread_since(visit.actor, identifier, moment=visit.at - READ_AGAIN_AFTER):
        return
    document = handle(visit.actor, identifier)
    assert document is not None, "it was found as visible"
    documents.read(by=visit.actor, at=visit.at, document=document)
