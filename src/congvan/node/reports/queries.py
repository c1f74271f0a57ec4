"""The figures that the regulation asks for, straight from the rows (QD11/D7.K3)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from congvan.node.acts.states import IncomingState
from congvan.node.agencies.models import Agency
from congvan.node.incoming.models import Incoming

REGISTERED = [
    IncomingState.REGISTERED,
    IncomingState.SUBMITTED,
    IncomingState.IN_HANDLING,
    IncomingState.FINISHED,
]


@dataclass(frozen=True)
class IncomingCounts:
    """Văn bản đến, đã được giải quyết, đã đến hạn nhưng chưa được giải quyết."""

    arrived: int
    finished: int
    overdue: int


def count_incoming(agency: Agency, *, since: datetime, until: datetime) -> IncomingCounts:
    """The three counts of a period as known at its end `until`. Law: QD11/D7.K3."""
    rows = Incoming.objects.filter(agency=agency, state__in=REGISTERED)
    rows = rows.filter(arrival_date__gte=since.date(), arrival_date__lte=until.date())
    settled = Q(finished_at__isnull=False, finished_at__lte=until)
    return IncomingCounts(
        arrived=rows.count(),
        finished=rows.filter(settled).count(),
        overdue=rows.filter(due_at__lte=until).exclude(settled).count(),
    )
