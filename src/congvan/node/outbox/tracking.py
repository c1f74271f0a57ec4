"""How far each recipient on the hub has come: one word from the hub's receipt and the statuses 01–16.

Beside the fixed file names of a package (ADR 0010): the list “Theo dõi gửi, nhận” and the page of a document
read the same rows in the same words. Law: QD11/D3.K4, QD11/D8.K4, QD11/D5.K6.b.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from congvan.node.acts.states import TransmissionState
from congvan.node.agencies.people import NodeActor
from congvan.node.documents.queries import visible_to
from congvan.node.outbox.models import PacketKind, Recipient, StatusRow, Transmission
from congvan.packet.codes import StatusCode


class Progress(StrEnum):
    """How far a recipient has come, in the words of the list."""

    STOPPED = "chưa gửi được"
    TURNED_DOWN = "trục không chuyển được"
    WAITING = "chờ gửi"
    SENT = "đã gửi"
    ARRIVED = "đã đến"
    RECEIVED = "đã tiếp nhận"
    REJECTED = "từ chối"
    IN_PROGRESS = "đang xử lý"
    FINISHED = "đã hoàn thành"


STAGES: Final[Mapping[StatusCode, Progress]] = MappingProxyType(
    {
        StatusCode.ARRIVED: Progress.ARRIVED,  # L2: in the recipient's queue
        StatusCode.REJECTED: Progress.REJECTED,  # L3, QD11/D5.K6.b
        StatusCode.RECEIVED: Progress.RECEIVED,  # L3, QD11/D5.K4.b
        StatusCode.ASSIGNED: Progress.IN_PROGRESS,  # QD11/D6.K2
        StatusCode.IN_PROGRESS: Progress.IN_PROGRESS,  # QD11/D7.K4
        StatusCode.FINISHED: Progress.FINISHED,  # L4
    }
)
"""StatusCode of QCVN 102:2016 → how far the recipient has come.

13, 15 and 16 speak of a take-back or an update, not of the document's way; 07–12 and 14 were never met.
"""

FAULTS: Final = (Progress.STOPPED, Progress.TURNED_DOWN, Progress.REJECTED)
PAGE: Final = 50


@dataclass(frozen=True)
class Tracked:
    """One recipient of one document. `at` is the moment of `progress`; `reason` says why it stands there."""

    id: UUID
    document_id: UUID
    notation: str
    subject: str
    urgency: int
    code: str
    name: str
    progress: Progress
    at: datetime
    reason: str
    attempts: int
    receipt: str
    transmission_id: UUID
    stopped: bool

    @property
    def is_fault(self) -> bool:
        """Whether a person should look at it."""
        return self.progress in FAULTS


@dataclass(frozen=True)
class Mark:
    """A place in the list's order: faults first, then the latest."""

    fault: bool
    id: UUID


def tracked(
    actor: NodeActor, *, only: Iterable[Progress] = (), after: Mark | None = None, limit: int = PAGE
) -> list[Tracked]:
    """Recipients of the documents that an actor may see, faults first, then the latest, after a place."""
    rows = _rows(actor)
    wanted = list(only)
    if wanted:
        rows = rows.filter(progress__in=wanted)
    if after is not None:
        rank = 0 if after.fault else 1
        rows = rows.filter(Q(rank__gt=rank) | Q(rank=rank, pk__lt=after.id))
    return _read(rows.order_by("rank", "-pk")[:limit])


def tracked_of(actor: NodeActor, document_id: UUID) -> list[Tracked]:
    """The recipients of one document, by name."""
    return _read(_rows(actor).filter(transmission__document=document_id).order_by("name", "code"))


def counted(actor: NodeActor) -> dict[Progress, int]:
    """How many recipients stand where."""
    rows = _rows(actor).order_by().values_list("progress").annotate(rows=Count("pk"))
    return {Progress(progress): count for progress, count in rows}


def transmission_seen(actor: NodeActor, identifier: UUID) -> Transmission | None:
    """A packet of a document that an actor may see, to hand to a verb."""
    rows = Transmission.objects.filter(
        agency=actor.scope_id, kind=PacketKind.DOCUMENT, document__in=visible_to(actor)
    )
    return rows.select_related("document").filter(pk=identifier).first()


def _rows(actor: NodeActor) -> QuerySet[Any]:
    """Recipients with their progress. The recipient's own last word counts before what we know of the way."""
    words = StatusRow.objects.filter(
        agency=OuterRef("agency"), document=OuterRef("transmission__document"),
        recipient_code=OuterRef("code"), code__in=[code.value for code in STAGES],
    ).order_by(F("reported_at").desc(nulls_last=True), "-code")  # fmt: skip
    known = [When(word_code=code.value, then=Value(progress.value)) for code, progress in STAGES.items()]
    return (
        Recipient.objects.filter(
            agency=actor.scope_id, transmission__kind=PacketKind.DOCUMENT,
            transmission__document__in=visible_to(actor),
        )
        .annotate(word=Subquery(words.values("id")[:1]), word_code=Subquery(words.values("code")[:1]))
        .annotate(
            progress=Case(
                *known,
                When(transmission__state=TransmissionState.DEAD, then=Value(Progress.STOPPED.value)),
                When(transmission__state=TransmissionState.QUEUED, then=Value(Progress.WAITING.value)),
                When(accepted=False, then=Value(Progress.TURNED_DOWN.value)),
                default=Value(Progress.SENT.value),
                output_field=CharField(),
            )
        )
        .annotate(
            rank=Case(
                When(progress__in=list(FAULTS), then=Value(0)), default=Value(1), output_field=IntegerField()
            )
        )
    )  # fmt: skip


def _read(rows: QuerySet[Any]) -> list[Tracked]:
    found = list(rows.select_related("transmission__document"))
    words = StatusRow.objects.in_bulk([row.word for row in found if row.word])
    return [_tracked(row, words.get(row.word)) for row in found]


def _tracked(row: Any, word: StatusRow | None) -> Tracked:
    sent, document = row.transmission, row.transmission.document
    progress = Progress(row.progress)
    return Tracked(
        id=row.pk,
        document_id=document.pk,
        notation=document.notation,
        subject=document.subject,
        urgency=document.urgency,
        code=row.code,
        name=row.name,
        progress=progress,
        at=(word.reported_at or word.received_at) if word else sent.not_before,
        reason=word.description if word else row.answer or sent.last_error,
        attempts=sent.attempts,
        receipt=sent.receipt,
        transmission_id=sent.pk,
        stopped=sent.state == TransmissionState.DEAD,
    )
