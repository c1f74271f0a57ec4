"""Verbs on notices (QD11/D5.K3)."""

from datetime import datetime

from congvan.base.acting import acting
from congvan.node.acts import notices as acts
from congvan.node.agencies.people import NodeActor
from congvan.node.notices.models import Notice


def mark_read(*, by: NodeActor, at: datetime, notice: Notice, and_earlier: bool = False) -> int:
    """Note that a notice was read, with `and_earlier` also what its seat was told before it.

    Gives how many were unread. Law: QD11/D5.K3.
    """
    with acting(by, acts.MARK_READ, on=notice, at=at) as deed:
        rows = Notice.objects.filter(seat=notice.seat_id, read_at=None)
        rows = rows.filter(pk__lte=notice.pk) if and_earlier else rows.filter(pk=notice.pk)
        count = rows.update(read_at=at)
        deed.keep(document=notice.document_id, count=count)
    return count
