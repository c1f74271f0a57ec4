"""Reads of the sending side: who can be reached, and what is heard of them. Lists: `tracking`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from congvan.node.agencies.models import Agency
from congvan.node.documents.models import Document
from congvan.node.outbox.models import DirectoryEntry, Recipient, StatusRow


@dataclass(frozen=True)
class Reached:
    """A recipient of a document with the states that stand beside it, oldest first."""

    code: str
    name: str
    accepted: bool | None
    answer: str
    states: tuple[str, ...]
    last_description: str


def takes_part(codes: Iterable[str]) -> dict[str, str]:
    """Which of these codes are open on the hub, with the names there."""
    rows = DirectoryEntry.objects.filter(code__in=list(codes), open=True)
    return {row.code: row.name for row in rows}


def heard_at(agency: Agency, packet_id: str) -> datetime | None:
    """When a status packet was recorded for an agency; None for one that was not."""
    rows = StatusRow.objects.filter(agency=agency, packet_id=packet_id)
    return rows.values_list("received_at", flat=True).first()


def reach(document: Document) -> list[Reached]:
    """Each recipient of a document over the hub and how far it came (QD11/D8.K4)."""
    statuses: dict[str, list[StatusRow]] = {}
    for row in StatusRow.objects.filter(document=document).order_by("reported_at", "code", "packet_id"):
        statuses.setdefault(row.recipient_code, []).append(row)
    recipients = Recipient.objects.filter(transmission__document=document).order_by("code")
    return [
        Reached(
            code=recipient.code,
            name=recipient.name,
            accepted=recipient.accepted,
            answer=recipient.answer,
            states=tuple(row.code for row in statuses.get(recipient.code, [])),
            last_description=statuses[recipient.code][-1].description if recipient.code in statuses else "",
        )
        for recipient in recipients
    ]


NAMES_MAX = 500


def known_names() -> list[str]:
    """The names of agencies on the hub, in Vietnamese order, to choose from while typing."""
    rows = DirectoryEntry.objects.filter(open=True).order_by("sort_key", "code")
    return list(rows.values_list("name", flat=True)[:NAMES_MAX])


@dataclass(frozen=True)
class Reachable:
    """An agency of the hub's directory; `open`: it takes part in the exchange now."""

    code: str
    name: str
    open: bool


def reachable(*, without: str, also: Iterable[str] = ()) -> list[Reachable]:
    """The directory in Vietnamese order: who takes part, and of the others those with a code in `also`.

    `without` is the code of the agency that asks: nobody writes to themselves. Law: QD11/D8.K4.
    """
    rows = DirectoryEntry.objects.filter(Q(open=True) | Q(code__in=list(also))).exclude(code=without)
    rows = rows.order_by("sort_key", "code")[:NAMES_MAX]
    return [Reachable(row.code, row.name, row.open) for row in rows]
