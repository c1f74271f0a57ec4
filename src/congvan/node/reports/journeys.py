"""Luân chuyển: what was done with a document, step by step, straight from the audit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from congvan.base.audit.models import AuditEvent
from congvan.node import acts
from congvan.node.acts.documents import READ
from congvan.node.acts.incoming import ARRIVE, ENTER_BY_HAND
from congvan.node.acts.outgoing import START
from congvan.node.agencies.people import NodeActor
from congvan.node.assignments.models import Line
from congvan.node.documents.queries import sees
from congvan.node.incoming.models import Incoming
from congvan.node.outbox.models import Transmission
from congvan.node.outgoing.models import Outgoing

LABELS = {act.code: act.label for table in acts.TABLES for act in table}
STEPS_MAX = 200


@dataclass(frozen=True)
class Passage:
    """One step: which act, by whom, when, and the facts that it kept."""

    act: str
    label: str
    name: str
    at: datetime
    kept: Mapping[str, Any]


def journey_of(actor: NodeActor, document_id: UUID) -> list[Passage]:
    """The steps of a document that an actor may see, oldest first; nothing of another."""
    if not sees(actor, document_id):
        return []
    subjects = {document_id}
    for rows in (Incoming.objects, Outgoing.objects, Line.objects, Transmission.objects):
        subjects |= set(rows.filter(document=document_id).values_list("pk", flat=True))
    events = AuditEvent.objects.filter(subject_id__in=subjects, outcome="done").exclude(act=READ.code)
    found = [
        Passage(event.act, LABELS.get(event.act, event.act), event.actor_name, event.at, event.kept)
        for event in events.order_by("id")[:STEPS_MAX]
    ]
    return [*_beginning(document_id), *found]


def _beginning(document_id: UUID) -> list[Passage]:
    """The act that made the document has another subject, so its first step is read from the row it left."""
    life = Incoming.objects.filter(document=document_id).first()
    if life is not None:
        act = ARRIVE if life.packet_id else ENTER_BY_HAND
        return [Passage(act.code, act.label, life.sender_name, life.delivered_at, {})]
    first = Line.objects.filter(document=document_id).order_by("opened_at", "id").first()
    if first is None:
        return []
    return [Passage(START.code, START.label, str(first.seat or first.unit), first.opened_at, {})]
