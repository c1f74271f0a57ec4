"""The figures that the regulation asks for, straight from the rows, and what each counts (QD11/D7.K3)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Q

from congvan.node.acts.states import IncomingState
from congvan.node.agencies.models import Agency
from congvan.node.agencies.people import NodeActor
from congvan.node.incoming import queries as incoming
from congvan.node.incoming.models import Incoming

REGISTERED = [
    IncomingState.REGISTERED,
    IncomingState.SUBMITTED,
    IncomingState.IN_HANDLING,
    IncomingState.FINISHED,
]
PAGE_ROWS = 50


@dataclass(frozen=True)
class IncomingCounts:
    """Văn bản đến, đã được giải quyết, đã đến hạn nhưng chưa được giải quyết."""

    arrived: int
    finished: int
    overdue: int


@dataclass(frozen=True)
class Reception:
    """What stands at reception now: chờ tiếp nhận, and quá 08 giờ làm việc without being passed on."""

    waiting: int
    late: int


class Figure(StrEnum):
    """The figures by the words of their lists in addresses."""

    ARRIVED = "den"
    FINISHED = "da-giai-quyet"
    OVERDUE = "den-han-chua-giai-quyet"
    WAITING = "cho-tiep-nhan"
    LATE = "qua-08-gio"


@dataclass(frozen=True)
class Behind:
    """A document behind a figure; `life` is its place in the order."""

    id: UUID
    life: UUID
    number: int | None
    arrival_date: date | None
    notation: str
    subject: str
    issuer_name: str
    urgency: int
    due_at: datetime | None
    finished_at: datetime | None
    state: str


def count_incoming(agency: Agency, *, since: datetime, until: datetime) -> IncomingCounts:
    """The three counts of a period as known at its end `until`. Law: QD11/D7.K3."""
    figures = (Figure.ARRIVED, Figure.FINISHED, Figure.OVERDUE)
    counted = _count(agency, figures, since=since, until=until)
    return IncomingCounts(*(counted[figure] for figure in figures))


def count_reception(agency: Agency, *, at: datetime) -> Reception:
    """What waits at reception at a moment. Law: QD11/D5.K2, QD11/D13.K3."""
    counted = _count(agency, (Figure.WAITING, Figure.LATE), since=at, until=at)
    return Reception(waiting=counted[Figure.WAITING], late=counted[Figure.LATE])


def count_behind(agency: Agency, figure: Figure, *, since: datetime, until: datetime) -> int:
    """One figure alone."""
    return _count(agency, (figure,), since=since, until=until)[figure]


def behind(
    actor: NodeActor, figure: Figure, *, since: datetime, until: datetime, before: UUID | None = None,
    after: UUID | None = None, limit: int = PAGE_ROWS,
) -> list[Behind]:  # fmt: skip
    """The documents that a figure counts, as far as the actor sees them, newest first."""
    rows = incoming.lives(actor).filter(RULES[figure](since, until))
    if after is not None:
        return [_behind(row) for row in rows.filter(id__gt=after).order_by("id")[:limit]][::-1]
    if before is not None:
        rows = rows.filter(id__lt=before)
    return [_behind(row) for row in rows.order_by("-id")[:limit]]


def _arrived(since: datetime, until: datetime) -> Q:
    return Q(state__in=REGISTERED, arrival_date__gte=since.date(), arrival_date__lte=until.date())


def _settled(until: datetime) -> Q:
    return Q(finished_at__isnull=False, finished_at__lte=until)


# What each figure counts. Those of reception look at one moment: the end of the period.
RULES: dict[Figure, Callable[[datetime, datetime], Q]] = {
    Figure.ARRIVED: _arrived,
    Figure.FINISHED: lambda since, until: _arrived(since, until) & _settled(until),
    Figure.OVERDUE: lambda since, until: _arrived(since, until) & Q(due_at__lte=until) & ~_settled(until),
    Figure.WAITING: lambda _since, _until: Q(state=IncomingState.ARRIVED),
    Figure.LATE: lambda _since, until: Q(
        state__in=[IncomingState.ARRIVED, IncomingState.REGISTERED], forward_by__lt=until
    ),
}


def _count(
    agency: Agency, figures: tuple[Figure, ...], *, since: datetime, until: datetime
) -> dict[Figure, int]:
    """Several figures in one read."""
    wanted = {figure.name: Count("id", filter=RULES[figure](since, until)) for figure in figures}
    found = Incoming.objects.filter(agency=agency).aggregate(**wanted)
    return {figure: found[figure.name] for figure in figures}


def _behind(row: Incoming) -> Behind:
    document = row.document
    return Behind(
        id=document.id,
        life=row.id,
        number=row.number.value if row.number else None,
        arrival_date=row.arrival_date,
        notation=document.notation,
        subject=document.subject,
        issuer_name=document.issuer_name,
        urgency=document.urgency,
        due_at=row.due_at,
        finished_at=row.finished_at,
        state=row.state,
    )
