"""Trình: the clerk puts a registered document before a leader (QD11/D6.K1)."""

from datetime import datetime

from congvan.base.acting import acting
from congvan.base.actor import Actor
from congvan.node.acts import incoming as acts
from congvan.node.acts.roles import LEADER
from congvan.node.agencies.models import Seat
from congvan.node.agencies.people import seats_with_role
from congvan.node.assignments.models import Line, Part
from congvan.node.assignments.steps import open_line
from congvan.node.incoming.models import Incoming
from congvan.node.incoming.refusals import NotALeader


def submit(*, by: Actor, at: datetime, incoming: Incoming, to: Seat, note: str = "") -> Line:
    """Submit for direction; this stops the 8-hour clock. Law: QD11/D6.K1, QD11/D5.K2."""
    with acting(by, acts.SUBMIT, on=incoming, at=at) as deed:
        if to not in seats_with_role(incoming.agency, LEADER, on=at.date()):
            raise NotALeader(param="to")
        line = open_line(deed, incoming.document, part=Part.DIRECT, seat=to, note=note)
        Incoming.objects.filter(pk=incoming.pk).update(forwarded_at=at)
        within = None if incoming.forward_by is None else at <= incoming.forward_by
        deed.keep(to=to.id, within_limit=within)
    return line
