"""A leader in front of the pages: what is sent, what comes back."""

import itertools
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from congvan.base.audit.models import AuditEvent
from congvan.node.acts.states import OutgoingState
from congvan.node.assignments import actions as lines
from congvan.node.assignments.models import Part
from congvan.node.outgoing import actions as outgoing
from congvan.node.outgoing.models import AnswersFor, Outgoing
from congvan.sites.demo.pki import PIN
from tests.node import lives
from tests.node.cast import AT, SO, actor, seat
from tests.web.people import client_of

__all__ = ["PIN", "address", "client_of", "outcomes", "send", "state_of", "to_sign"]
_keys = itertools.count(1)


def address(name: str, **parts: Any) -> str:
    return reverse(name, kwargs={"agency": SO, **parts})


def send(client: Client, name: str, life: Any = None, *, key: str = "", **given: Any) -> HttpResponse:
    """A form sent to the address of an act; each has its own key unless one is given."""
    parts = {"id": life.document_id} if life is not None else {}
    return client.post(
        address(name, **parts), {"idempotency_key": key or f"key-{next(_keys)}", **given}, follow=False
    )


def to_sign(subject: str = "báo cáo việc sử dụng chữ ký số", *, initialled: bool = True) -> Outgoing:
    """A letter of Chi's that Phú initialled, before Lâm."""
    life, version = lives.revised(subject=subject)
    if initialled:
        line = lives.line(life, Part.LEAD)
        lines.forward(by=actor("Chi"), at=AT, line=line, to=seat("Phú"), version=version)
        outgoing.initial(
            by=actor("Phú"), at=AT, outgoing=life, version=version, answers_for=AnswersFor.CONTENT
        )
    by = actor("Phú" if initialled else "Chi")
    outgoing.submit(by=by, at=AT, outgoing=lives.fresh(life), version=version, to=seat("Lâm"))
    return lives.fresh(life)


def state_of(life: Outgoing) -> str:
    return OutgoingState(lives.fresh(life).state)


def outcomes(life: Outgoing, act: str) -> list[tuple[str, str]]:
    """How the attempts at an act on a document ended, with the reason's code."""
    rows = AuditEvent.objects.filter(act=act, subject_id=life.pk).order_by("recorded_at", "id")
    return [(row.outcome, row.reason.partition(": ")[0]) for row in rows]
