"""Taking a registration back while nobody has built on it (QD11/D5.K4.b)."""

from datetime import datetime

from congvan.base.acting import acting
from congvan.base.actor import Actor
from congvan.node.acts import incoming as acts
from congvan.node.assignments import queries as assignments
from congvan.node.assignments.steps import close_lines
from congvan.node.documents.queries import opened_by, rules_for
from congvan.node.incoming.models import Channel, Incoming
from congvan.node.incoming.refusals import OpenedAlready, ToldAlready, UndoNotAllowed
from congvan.node.outbox import steps as outbox
from congvan.node.registers.steps import return_number
from congvan.packet.codes import StatusCode


def undo_register(*, by: Actor, at: datetime, incoming: Incoming) -> None:
    """Put a document back into the queue: its number returns to the book, what was owed is not told.

    Allowed by the rule set, while the number is the last of its series, the one it was submitted to has not
    opened it, and the sender has not been told. Law: QD11/D5.K4.b.
    """
    with acting(by, acts.UNDO_REGISTER, on=incoming, at=at) as deed:
        number, document = incoming.number, incoming.document
        allowed = rules_for(document).numbering.undo_registration_allowed
        if not allowed or number is None or incoming.channel != Channel.AXIS:
            raise UndoNotAllowed
        lines = assignments.open_lines(document)
        if any(line.seat_id and opened_by(document, line.seat_id, since=line.opened_at) for line in lines):
            raise OpenedAlready
        if not outbox.withdraw_status(deed, document, code=StatusCode.RECEIVED):
            raise ToldAlready
        return_number(deed, number)
        close_lines(deed, lines)
        Incoming.objects.filter(pk=incoming.pk).update(number=None, arrival_date=None, forwarded_at=None)
        deed.keep(register=number.register.code, number=number.value)
