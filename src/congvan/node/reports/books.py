"""The books as they are printed: each number with its document, in the columns of ND30/PL4."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from congvan.node.agencies.models import Appointment
from congvan.node.agencies.people import NodeActor
from congvan.node.assignments.models import Line, Part
from congvan.node.documents.models import Document, Opening
from congvan.node.dossiers.queries import codes_of
from congvan.node.incoming import queries as incoming
from congvan.node.outbox.models import StatusRow
from congvan.node.outgoing import queries as outgoing
from congvan.node.outgoing.models import Dispatch, Issuance, Via
from congvan.node.registers.models import Number, NumberState
from congvan.packet.codes import StatusCode

PAGE_ROWS = 50
PRINTED_MAX = 500
IN_ORDER = ("taken_on", "value", "id")
TAKEN_THERE = (StatusCode.RECEIVED, StatusCode.ASSIGNED, StatusCode.IN_PROGRESS, StatusCode.FINISHED)
OF_ISSUANCE = ("outgoing__document", "outgoing__drafter__unit")


@dataclass(frozen=True)
class Slot:
    """One number of a book, as the ledger has it. `void`: it was taken back and stays used."""

    id: UUID
    value: int
    notation: str
    taken_on: date
    void: bool


@dataclass(frozen=True)
class Written:
    """A document as a book names it."""

    id: UUID
    notation: str
    issued_date: date | None
    kind_name: str
    subject: str
    issuer_name: str
    signatory_name: str


@dataclass(frozen=True)
class Received:
    """A line of the book of documents received; `document` None where the reader may not see it."""

    slot: Slot
    document: Written | None = None
    channel: str = ""
    holder: str = ""
    passed_at: datetime | None = None
    read_at: datetime | None = None
    dossiers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Issued:
    """A line of the book of documents issued. `confirmed` of `on_axis` agencies say that they have it."""

    slot: Slot
    document: Written | None = None
    drafted_by: str = ""
    recipients: tuple[str, ...] = ()
    on_paper: int = 0
    on_axis: int = 0
    confirmed: int = 0
    released_at: datetime | None = None
    state: str = ""


def slots(
    register_id: UUID, *, before: UUID | None = None, after: UUID | None = None, limit: int
) -> list[Slot]:
    """A page of a book's numbers, newest first: older than `before`, or the nearest newer than `after`.

    By day, then by number: in one series that is the order of its numbers. Nothing beside an unknown number.
    """
    rows = Number.objects.filter(register=register_id).exclude(state=NumberState.RETURNED)
    if after is not None:
        newer = rows.filter(_beyond(rows, after, "gt")).order_by(*IN_ORDER)
        return [_slot(row) for row in newer[:limit]][::-1]
    if before is not None:
        rows = rows.filter(_beyond(rows, before, "lt"))
    return [_slot(row) for row in rows.order_by(*(f"-{name}" for name in IN_ORDER))[:limit]]


def slots_between(register_id: UUID, *, first: int, last: int | None, limit: int) -> list[Slot]:
    """The numbers from one to another in their order, for printing."""
    rows = Number.objects.filter(register=register_id, value__gte=first)
    rows = rows.exclude(state=NumberState.RETURNED)
    if last is not None:
        rows = rows.filter(value__lte=last)
    return [_slot(row) for row in rows.order_by(*IN_ORDER)[:limit]]


def received(actor: NodeActor, page: list[Slot]) -> list[Received]:
    """The documents behind these numbers, as far as the actor sees them."""
    rows = incoming.lives(actor).filter(number__in=[slot.id for slot in page])
    lives = list(rows.annotate(filed_in=ArraySubquery(codes_of(OuterRef("document")))))
    holders = _holders(row.document_id for row in lives)
    by_number = {row.number_id: row for row in lives}
    return [_received(slot, by_number.get(slot.id), holders) for slot in page]


def issued(actor: NodeActor, page: list[Slot]) -> list[Issued]:
    """The same for documents issued."""
    rows = Issuance.objects.filter(
        number__in=[slot.id for slot in page], outgoing__in=outgoing.lives(actor).order_by()
    )
    lives = {row.number_id: row.outgoing for row in rows.select_related(*OF_ISSUANCE)}
    sent = _dispatches(life.pk for life in lives.values())
    return [_issued(slot, lives.get(slot.id), sent) for slot in page]


def _beyond(rows: QuerySet[Number], identifier: UUID, side: str) -> Q:
    """What comes before ("lt") or after ("gt") a number of the same book."""
    at = rows.filter(pk=identifier).values(*IN_ORDER).first()
    if at is None:
        return Q(pk__in=[])
    day, value, pk = (at[name] for name in IN_ORDER)
    later_number = Q(taken_on=day, value=value, **{f"id__{side}": pk})
    same_day = Q(taken_on=day, **{f"value__{side}": value})
    return Q(**{f"taken_on__{side}": day}) | same_day | later_number


def _slot(row: Number) -> Slot:
    return Slot(row.id, row.value, row.notation, row.taken_on, void=row.state == NumberState.VOID)


def _written(document: Document) -> Written:
    return Written(
        id=document.id,
        notation=document.notation,
        issued_date=document.issued_date,
        kind_name=document.kind_name,
        subject=document.subject,
        issuer_name=document.issuer_name,
        signatory_name=document.signatory_name,
    )


def _holders(documents: Iterable[UUID]) -> dict[UUID, Any]:
    """To whom each document went: the lead where a bút phê named one, else the leader who was asked."""
    person = Appointment.objects.filter(seat=OuterRef("seat"), to_date=None).values("user__name")[:1]
    read = Opening.objects.filter(Q(seat=OuterRef("seat")) | Q(seat__unit=OuterRef("unit")))
    read = read.filter(document=OuterRef("document"), at__gte=OuterRef("opened_at")).order_by("at")
    rows = Line.objects.filter(document__in=list(documents), part__in=[Part.DIRECT, Part.LEAD])
    rows = rows.select_related("seat", "unit").order_by("id")
    found: dict[UUID, Any] = {}
    for row in rows.annotate(person=Subquery(person), read_at=Subquery(read.values("at")[:1])):
        known = found.get(row.document_id)
        if known is None or row.part == Part.LEAD or known.part == Part.DIRECT:
            found[row.document_id] = row
    return found


def _received(slot: Slot, life: Any, holders: dict[UUID, Any]) -> Received:
    if life is None:
        return Received(slot)
    line = holders.get(life.document_id)
    return Received(
        slot,
        document=_written(life.document),
        channel=life.channel,
        holder=_holder(line) if line else "",
        passed_at=line.opened_at if line else None,
        read_at=line.read_at if line else None,
        dossiers=tuple(life.filed_in),
    )


def _holder(line: Any) -> str:
    if line.unit:
        return str(line.unit.name)
    return f"{line.person}, {line.seat.title}" if line.person else str(line.seat.title)


def _dispatches(lives: Iterable[UUID]) -> dict[UUID, list[Any]]:
    """Where each document went, with whether the other side has said that it received it."""
    told = StatusRow.objects.filter(document=OuterRef("outgoing__document"), recipient_code=OuterRef("code"))
    received_there = Exists(told.filter(code__in=TAKEN_THERE))
    rows = Dispatch.objects.filter(outgoing__in=list(lives)).annotate(confirmed=received_there)
    found: dict[UUID, list[Any]] = {}
    for row in rows.order_by("id"):
        found.setdefault(row.outgoing_id, []).append(row)
    return found


def _issued(slot: Slot, life: Any, sent: dict[UUID, list[Any]]) -> Issued:
    if life is None:
        return Issued(slot)
    rows = sent.get(life.pk, [])
    return Issued(
        slot,
        document=_written(life.document),
        drafted_by=life.drafter.unit.name,
        recipients=tuple(row.name for row in rows),
        on_paper=sum(row.via == Via.PAPER for row in rows),
        on_axis=sum(row.via == Via.AXIS for row in rows),
        confirmed=sum(row.confirmed for row in rows),
        released_at=life.released_at,
        state=life.state,
    )
