"""Who the clerk may choose as recipients: suggested first, then the most used, then by name (QD11/D8.K4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from congvan.node.agencies.people import seat_of, unit_of
from congvan.node.documents.queries import files_seen
from congvan.node.outbox.queries import Reachable, reachable
from congvan.node.outgoing.dispatching import AxisRecipient, InternalRecipient, PaperRecipient, Recipient
from congvan.node.outgoing.issuing import Asked, asked_by, most_used
from congvan.node.web.documents.parts import MAIN
from congvan.node.web.documents.viewing import pages_of
from congvan.node.web.outgoing.issuing.suggesting import addressees, matching, recipient_lines
from congvan.node.web.resource import Found
from congvan.node.web.visit import Visit
from congvan.ui.parts import Tag

PDF = "application/pdf"


@dataclass(frozen=True)
class Agency:
    """An agency to choose; `because` says why it is suggested, empty where it is not."""

    code: str
    name: str
    open: bool
    because: str = ""

    @property
    def reach(self) -> Tag:
        """How it can be reached."""
        if self.open:
            return Tag("Liên thông", "good")
        return Tag("Chưa tham gia liên thông: gửi bản giấy", "warn")


@dataclass(frozen=True)
class Line:
    """An agency in the list, with its two ticks."""

    agency: Agency
    picked: bool
    no_paper: bool


@dataclass(frozen=True)
class Offer:
    """Who can be chosen. `by_paper`: suggested names that the hub does not know; `lines`: the document's own.

    `asked`: what the document answers.
    """

    agencies: tuple[Agency, ...]
    asked: tuple[Asked, ...]
    by_paper: tuple[str, ...]
    lines: tuple[str, ...]


def offer(visit: Visit, found: Found) -> Offer:
    """The directory for this document."""
    asked = asked_by(found.life)
    pages = _pages(visit, found)
    lines = recipient_lines(pages)
    named = [*addressees(pages), *lines]
    sent = visit.request.POST.getlist("axis") if visit.request.method == "POST" else []
    known = reachable(without=visit.code, also=[*(one.code for one in asked), *sent])
    because = dict.fromkeys(
        matching(named, {one.code: one.name for one in known if one.open}), "ghi ở Nơi nhận"
    )
    because |= {one.code: f"gửi {one.notation}" for one in asked}
    codes = {one.code for one in known}
    by_paper = tuple(one.name for one in asked if one.code not in codes and one.code != visit.code)
    agencies = _ordered(known, because, most_used(visit.agency))
    agencies.sort(key=lambda one: one.code not in sent)  # what was ticked stands in sight
    return Offer(tuple(agencies), tuple(asked), by_paper, lines)


def chosen(visit: Visit, data: dict[str, Any]) -> list[Recipient]:
    """The recipients of a form that was filled well, in the order of the list."""
    names = {one.code: one.name for one in reachable(without=visit.code, also=data["axis"])}
    without_paper = set(data["no_paper"])
    wanted = set(data["axis"])
    return [
        *(
            AxisRecipient(code=code, name=name, electronic_only=code in without_paper)
            for code, name in names.items()
            if code in wanted
        ),
        *(InternalRecipient(_holder(visit, one)) for one in data["internal"]),
        *(PaperRecipient(name) for name in data["paper"]),
    ]


def _holder(visit: Visit, word: str) -> Any:
    kind, _, identifier = word.partition(":")
    return seat_of(visit.agency, identifier) if kind == "seat" else unit_of(visit.agency, identifier)


def _ordered(known: Sequence[Reachable], because: dict[str, str], used: Sequence[str]) -> list[Agency]:
    """Suggested ones, the most used, all others; each group keeps the directory's order or its own."""
    rank = {code: place for place, code in enumerate(used)}
    ordered = sorted(known, key=lambda one: (one.code not in because, rank.get(one.code, len(rank))))
    return [Agency(one.code, one.name, one.open, because.get(one.code, "")) for one in ordered]


def _pages(visit: Visit, found: Found) -> tuple[Any, ...]:
    main = next((file for file in files_seen(visit.actor, found.id) if file.role == MAIN), None)
    return pages_of(main.digest) if main is not None and main.media_type == PDF else ()
