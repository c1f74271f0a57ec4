"""The lead finishes the document (QD11/D7)."""

from datetime import datetime

from congvan.base.acting import acting
from congvan.base.actor import Actor
from congvan.node.acts import incoming as acts
from congvan.node.assignments import queries as assignments
from congvan.node.assignments.steps import close_lines
from congvan.node.incoming.models import Incoming
from congvan.node.incoming.refusals import OutcomeMissing
from congvan.node.outbox import steps as outbox
from congvan.packet.codes import StatusCode


def finish(*, by: Actor, at: datetime, incoming: Incoming, outcome: str) -> None:
    """Say how the document was settled; cooperators and informed ones close with it. Law: QD11/D7.K3."""
    with acting(by, acts.FINISH, on=incoming, at=at) as deed:
        if not outcome.strip():
            raise OutcomeMissing(param="outcome")
        close_lines(deed, assignments.open_lines(incoming.document))
        Incoming.objects.filter(pk=incoming.pk).update(outcome=outcome, finished_at=at)
        outbox.queue_status(deed, incoming.document, code=StatusCode.FINISHED, description=outcome)
        in_time = None if incoming.due_at is None else at <= incoming.due_at
        deed.keep(outcome=outcome, in_time=in_time)
