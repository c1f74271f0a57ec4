"""Bút phê: the leader's direction opens the lines of those who handle (QD11/D6.K2, D7.K1)."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from congvan.base.acting import Deed, acting
from congvan.base.clock import ZONE
from congvan.node.acts import incoming as acts
from congvan.node.agencies.models import Seat, Unit
from congvan.node.agencies.people import NodeActor
from congvan.node.agencies.queries import calendar_of
from congvan.node.assignments import queries as assignments
from congvan.node.assignments.models import Line, Part
from congvan.node.assignments.steps import close_lines, open_line
from congvan.node.documents.queries import rules_for
from congvan.node.incoming.models import Directive, Incoming
from congvan.node.incoming.refusals import NoLead, TextMissing
from congvan.node.outbox import steps as outbox
from congvan.packet.codes import StatusCode

Holder = Seat | Unit
END_OF_DAY = time(17, 0)


def direct(
    *, by: NodeActor, at: datetime, incoming: Incoming, text: str, lead: Holder,
    cooperators: Sequence[Holder] = (), informed: Sequence[Holder] = (), due_at: datetime | None = None,
) -> Directive:  # fmt: skip
    """Direct who leads, who helps and who is told, until when. Law: QD11/D6.K2, QD11/D7.K1, QD11/D7.K2."""
    with acting(by, acts.DIRECT, on=incoming, at=at) as deed:
        asked = assignments.open_line(incoming.document, part=Part.DIRECT)
        due = due_at or _due_by_default(incoming, at)
        directive = _leave_directive(deed, incoming, text=text, due_at=due)
        close_lines(deed, assignments.open_lines(incoming.document))
        _open(deed, incoming, [lead], part=Part.LEAD, parent=asked, due_at=due, note=text)
        _open(deed, incoming, cooperators, part=Part.COOPERATE, parent=asked, due_at=due, note=text)
        _open(deed, incoming, informed, part=Part.INFORM, parent=asked, due_at=None, note=text)
        Incoming.objects.filter(pk=incoming.pk).update(due_at=due)
        outbox.queue_status(deed, incoming.document, code=StatusCode.ASSIGNED)
        deed.keep(
            text=text, lead=str(lead), cooperators=[str(one) for one in cooperators],
            informed=[str(one) for one in informed], due_at=due,
        )  # fmt: skip
    return directive


def supersede_directive(
    *, by: NodeActor, at: datetime, incoming: Incoming, text: str, due_at: datetime | None = None
) -> Directive:
    """Correct a direction by a new one; the old one stays readable. Law: QD11/D6.K2."""
    with acting(by, acts.SUPERSEDE_DIRECTIVE, on=incoming, at=at) as deed:
        earlier = incoming.directives.order_by("-at", "-id")[0]
        due = due_at or earlier.due_at
        directive = _leave_directive(deed, incoming, text=text, due_at=due, supersedes=earlier)
        Line.objects.filter(
            document=incoming.document, part__in=[Part.LEAD, Part.COOPERATE], closed_at=None
        ).update(due_at=due)
        Incoming.objects.filter(pk=incoming.pk).update(due_at=due)
        deed.keep(text=text, supersedes=earlier.id, due_at=due)
    return directive


def _leave_directive(
    deed: Deed, incoming: Incoming, *, text: str, due_at: datetime | None, supersedes: Directive | None = None
) -> Directive:
    if not text.strip():
        raise TextMissing(param="text")
    return Directive.objects.create(
        agency_id=incoming.agency_id, incoming=incoming, seat_id=deed.by.seat, user_id=deed.by.user,
        text=text, due_at=due_at, supersedes=supersedes, at=deed.at,
    )  # fmt: skip


def _open(
    deed: Deed, incoming: Incoming, holders: Sequence[Holder], *, part: Part, parent: Line | None,
    due_at: datetime | None, note: str,
) -> None:  # fmt: skip
    for holder in holders:
        if holder.agency_id != incoming.agency_id:
            raise NoLead(param=part.name.lower())
        seat, unit = (holder, None) if isinstance(holder, Seat) else (None, holder)
        open_line(
            deed, incoming.document, part=part, seat=seat, unit=unit, parent=parent, due_at=due_at, note=note
        )


def _due_by_default(incoming: Incoming, at: datetime) -> datetime:
    """The document's own deadline, else the house rules of the agency. Law: QD11/D7.K1, QD11/D7.K2."""
    if incoming.document.due_date:
        return datetime.combine(incoming.document.due_date, END_OF_DAY, tzinfo=ZONE)
    days = rules_for(incoming.document).handling.default_days
    return calendar_of(incoming.agency).add(at, timedelta(hours=8 * days))
