"""What waits at each stage of an agency: counts for the morning, without ids."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from congvan.base import clock
from congvan.law.urgency import Urgency
from congvan.node.acts.states import IncomingState, LineState, OutgoingState, TransmissionState
from congvan.node.agencies.models import Agency
from congvan.node.agencies.queries import agency_by_code
from congvan.node.assignments.models import Line
from congvan.node.documents.queries import latest_main_file
from congvan.node.dossiers.models import Dossier
from congvan.node.incoming.models import Incoming
from congvan.node.outbox.models import StatusRow, Transmission
from congvan.node.outgoing.models import Outgoing
from congvan.packet.codes import StatusCode

SOON = timedelta(hours=2)


def stages(*, agency: str) -> dict[str, Any]:
    """How many documents stand at each stage of an agency now, and how many lines each person holds."""
    found, at = agency_by_code(agency), clock.now()
    assert found is not None, agency
    return {**_incoming(found, at), **_outgoing(found), "held": _held(found)}


def _incoming(agency: Agency, at: datetime) -> dict[str, int]:
    every = Incoming.objects.filter(agency=agency)
    waiting = every.filter(state=IncomingState.ARRIVED)
    registered = every.filter(state=IncomingState.REGISTERED)
    handled = every.filter(state=IncomingState.IN_HANDLING)
    return {
        "waiting": waiting.count(),
        "waiting_urgent": waiting.filter(document__urgency__gte=Urgency.URGENT).count(),
        "waiting_late": waiting.filter(forward_by__lt=at).count(),
        "waiting_soon": waiting.filter(forward_by__gte=at, forward_by__lt=at + SOON).count(),
        **_worth(waiting),
        "registered": registered.count(),
        "registered_without_scan": registered.filter(document__versions=None).count(),
        "submitted": every.filter(state=IncomingState.SUBMITTED).count(),
        "in_handling": handled.count(),
        "overdue": handled.filter(due_at__lt=at).count(),
        "due_today": handled.filter(due_at__gte=at, due_at__date=at.date()).count(),
        "finished": every.filter(state=IncomingState.FINISHED).count(),
        "dossiers": Dossier.objects.filter(agency=agency).count(),
    }


def _worth(waiting: QuerySet[Incoming]) -> dict[str, int]:
    """What the main files of the waiting ones are worth: loại 1, loại 3, none because changed since."""
    mains = [latest_main_file(life.document) for life in waiting.select_related("document")]
    told = Counter(main.legal_class or "không phân loại" for main in mains if main)
    return {f"waiting {name}": count for name, count in sorted(told.items())}


def _outgoing(agency: Agency) -> dict[str, int]:
    every = Outgoing.objects.filter(agency=agency)
    drafts = Q(document__outgoing__state=OutgoingState.DRAFTING, document__outgoing__agency=agency)
    passed_on = Line.objects.filter(drafts, state=LineState.OPEN).exclude(
        seat=F("document__outgoing__drafter")
    )
    sent = Transmission.objects.filter(agency=agency)
    refused = StatusRow.objects.filter(agency=agency, code=StatusCode.REJECTED)
    by_state = Counter(every.values_list("state", flat=True))
    return {
        "for_initial": passed_on.count(),
        "drafting": by_state[OutgoingState.DRAFTING] - passed_on.count(),
        "to_sign": by_state[OutgoingState.SUBMITTED],
        "signed": by_state[OutgoingState.SIGNED],
        "to_issue": by_state[OutgoingState.TO_ISSUE],
        "to_seal": by_state[OutgoingState.NUMBERED],
        "released": by_state[OutgoingState.RELEASED],
        "refused": refused.count(),
        "dead": sent.filter(state=TransmissionState.DEAD).count(),
    }


def _held(agency: Agency) -> dict[str, int]:
    """Open lines of persons by login."""
    lines = Line.objects.filter(agency=agency, state=LineState.OPEN, seat__isnull=False)
    return dict(sorted(Counter(lines.values_list("seat__appointments__user__login", flat=True)).items()))
