"""Reads of case files (QD11/D9.K5)."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from congvan.base.audit.models import AuditEvent
from congvan.node.acts.dossiers import FILE_INTO
from congvan.node.acts.states import DossierState
from congvan.node.agencies.models import Appointment, Seat
from congvan.node.agencies.people import NodeActor
from congvan.node.documents.models import Document
from congvan.node.documents.queries import visible_to
from congvan.node.documents.steps import WHOLE_AGENCY
from congvan.node.dossiers.models import Dossier, Filing

PAGE_ROWS = 50
FILED_MAX = 500
CHOICES_MAX = 100
FIRST_CODE = 1


def codes_holding(document: Document) -> list[str]:
    """“Lưu hồ sơ số”: the case files that hold a document (QD11/D5.K4.b.T5)."""
    return list(codes_of(document))


def codes_of(document: Any) -> QuerySet[Filing, str]:
    """The same, as a part of another read: `document` is an OuterRef."""
    rows = Filing.objects.filter(document=document).order_by("filed_at", "id")
    return rows.values_list("dossier__code", flat=True)


@dataclass(frozen=True)
class CaseFile:
    """A case file as lists and its page show it. `keeper` is who holds the keeping seat now."""

    id: UUID
    code: str
    title: str
    keeper: str
    opened_at: datetime
    documents: int
    state: str


@dataclass(frozen=True)
class Filed:
    """A document at its place in a case file. `seen`: the reader may see it; else nothing of it is told."""

    ordinal: int
    id: UUID
    direction: str
    notation: str
    kind_name: str
    issued_date: date | None
    subject: str
    issuer_name: str
    filed_at: datetime
    filed_by: str
    seen: bool


def seen_by(actor: NodeActor) -> QuerySet[Dossier]:
    """Case files of one's own seats and of the units one heads; all for who sees the whole agency."""
    rows = Dossier.objects.filter(agency=actor.scope_id)
    if not actor.roles.isdisjoint(WHOLE_AGENCY):
        return rows
    return rows.filter(Q(keeper__in=actor.seat_ids) | Q(keeper__unit__in=actor.headed_unit_ids))


def case_files(
    actor: NodeActor, *, own: bool = False, before: UUID | None = None, after: UUID | None = None,
    limit: int = PAGE_ROWS,
) -> list[CaseFile]:  # fmt: skip
    """A page of case files, newest first: older than `before`, or the nearest newer than `after`."""
    rows = seen_by(actor).order_by("-id")
    if own:
        rows = rows.filter(keeper__in=actor.seat_ids)
    if before is not None:
        rows = rows.filter(id__lt=before)
    if after is not None:
        newer = _told(rows.filter(id__gt=after).order_by("id"))[:limit]
        return [_case_file(row) for row in reversed(newer)]
    return [_case_file(row) for row in _told(rows)[:limit]]


def case_file(actor: NodeActor, identifier: UUID) -> CaseFile | None:
    """One case file that an actor may see."""
    row = _told(seen_by(actor)).filter(pk=identifier).first()
    return _case_file(row) if row else None


def case_file_of_code(actor: NodeActor, code: str) -> UUID | None:
    """The case file of a code, for who has opened it before."""
    return seen_by(actor).filter(code=code).values_list("pk", flat=True).first()


def filed_in(actor: NodeActor, identifier: UUID) -> list[Filed]:
    """The documents of a case file in order, with who put each there (from the audit)."""
    rows = Filing.objects.filter(agency=actor.scope_id, dossier=identifier).select_related("document")
    rows = rows.annotate(seen=Exists(visible_to(actor).filter(pk=OuterRef("document")))).order_by("ordinal")
    events = AuditEvent.objects.filter(subject_id=identifier, act=FILE_INTO.code, outcome="done")
    by = dict(events.order_by("id").values_list("kept__ordinal", "actor_name"))
    return [_filed(row, by.get(row.ordinal, "")) for row in rows[:FILED_MAX]]


def own_open(actor: NodeActor) -> list[tuple[str, str]]:
    """Open case files that the actor keeps, the newest first, to choose from: id and "code title"."""
    rows = _kept_open(actor).order_by("-id").values_list("id", "code", "title")
    return [(str(pk), f"{code} – {title}") for pk, code, title in rows[:CHOICES_MAX]]


def kept_open(actor: NodeActor, identifier: str) -> Dossier:
    """The handle of an open case file that was chosen. Dossier.DoesNotExist for any other."""
    return _kept_open(actor).get(pk=identifier)


def holds(identifier: UUID, document_id: UUID) -> bool:
    """Whether a case file holds a document."""
    return Filing.objects.filter(dossier=identifier, document=document_id).exists()


def next_code(actor: NodeActor) -> str:
    """What the next case file of a seat is likely called: one more than its last, else "01." and its unit."""
    last = Dossier.objects.filter(keeper=actor.seat_id).order_by("-id").values_list("code", flat=True).first()
    if last is None:
        return f"{FIRST_CODE:02}.{_unit_letters(actor)}"
    return re.sub(
        r"\d+", lambda digits: str(int(digits[0]) + 1).zfill(len(digits[0])), last, count=1
    )  # as "01.QLVB" → "02.QLVB"


def _unit_letters(actor: NodeActor) -> str:
    assert actor.seat_id is not None, "only a person keeps case files"
    unit = Seat.objects.select_related("unit").get(pk=actor.seat_id).unit
    return unit.abbreviation or "".join(word[0] for word in unit.name.split()).upper()


def _kept_open(actor: NodeActor) -> QuerySet[Dossier]:
    return Dossier.objects.filter(agency=actor.scope_id, keeper__in=actor.seat_ids, state=DossierState.OPEN)


def _told(rows: QuerySet[Dossier]) -> QuerySet[Any]:
    holder = Appointment.objects.filter(seat=OuterRef("keeper"), to_date=None).order_by("-from_date")
    return rows.select_related("keeper").annotate(
        holder=Subquery(holder.values("user__name")[:1]), filed=Count("filings")
    )


def _case_file(row: Any) -> CaseFile:
    keeper = f"{row.holder}, {row.keeper.title}" if row.holder else row.keeper.title
    return CaseFile(row.id, row.code, row.title, keeper, row.opened_at, row.filed, row.state)


def _filed(row: Any, by: str) -> Filed:
    document = row.document
    return Filed(
        ordinal=row.ordinal,
        id=document.id,
        direction=document.direction,
        notation=document.notation,
        kind_name=document.kind_name,
        issued_date=document.issued_date,
        subject=document.subject,
        issuer_name=document.issuer_name,
        filed_at=row.filed_at,
        filed_by=by,
        seen=row.seen,
    )
