"""Reads of outgoing documents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject

from congvan.base.files import vault
from congvan.base.keyset import Key, Page, page_of, place_beside
from congvan.node.acts.roles import CHIEF_OF_OFFICE, FORM_CHECKER, UNIT_HEAD
from congvan.node.acts.states import OutgoingState
from congvan.node.agencies.models import Appointment, SigningKey
from congvan.node.agencies.people import NodeActor
from congvan.node.documents.glances import Glance, with_glance
from congvan.node.documents.models import Version
from congvan.node.documents.queries import granted
from congvan.node.outbox.models import StatusRow
from congvan.node.outgoing.models import AnswersFor, Dispatch, Initial, Outgoing, Signature, Via
from congvan.packet.codes import StatusCode
from congvan.signing.sign import Prepared


@dataclass(frozen=True)
class FrozenSeal:
    """The revision that waits for its seal, and the key that must sign it."""

    prepared: Prepared
    key: SigningKey


def lives(actor: NodeActor) -> QuerySet[Outgoing]:
    """The outgoing documents that an actor may see."""
    rows = Outgoing.objects.filter(granted(actor), agency=actor.scope_id)
    return rows.select_related("document", "agency", "body", "signatory", "authority", "drafter")


def to_issue(actor: NodeActor) -> QuerySet[Outgoing]:
    """“Chờ ban hành”: what awaits number or seal, urgent first (QD11/D8.K2.b, D8.K3.b)."""
    states = [OutgoingState.TO_ISSUE, OutgoingState.NUMBERED, OutgoingState.ISSUED]
    return lives(actor).filter(state__in=states).order_by("-document__urgency", "id")


def newest_version(outgoing: Outgoing) -> Version:
    """The newest version of an outgoing document."""
    return Version.objects.filter(document=outgoing.document).order_by("-ordinal")[0]


def newest_draft(actor: NodeActor, *, kind: str, subject: str) -> Outgoing | None:
    """The latest document of this kind and subject that the actor's seats drafted."""
    rows = lives(actor).filter(drafter__in=actor.seat_ids, document__kind=kind, document__subject=subject)
    return rows.order_by("-id").first()


def version_to_sign(outgoing: Outgoing) -> Version:
    """The newest version without a signature: the same one again when a signing is repeated."""
    signed = outgoing.signatures.values("version")
    return Version.objects.filter(document=outgoing.document).exclude(pk__in=signed).order_by("-ordinal")[0]


def frozen_seal(outgoing: Outgoing) -> FrozenSeal:
    """What `assign_number` froze for the seal."""
    draft = outgoing.seal_drafts.select_related("key").order_by("-id")[0]
    return FrozenSeal(Prepared.from_bytes(vault.read(draft.prepared_id)), draft.key)


@dataclass(frozen=True)
class Entry:
    """An outgoing document in a list. `reached` of `recipients` on the hub have it in their queue."""

    glance: Glance
    state: str
    drafter: str
    signatory: str
    signed_at: datetime | None
    initials: frozenset[str]
    recipients: int
    reached: int


LISTED_MAX = 50
BY_LAW = (Key("document__urgency", descending=True), Key("id"))
NEWEST_FIRST = (Key("id", descending=True),)


def listed(
    actor: NodeActor, *, states: Iterable[OutgoingState], drafted: bool = False, newest: bool = False,
    beside: UUID | None = None, back: bool = False,
) -> Page[Entry]:  # fmt: skip
    """Documents in these states that an actor may see, urgent first (QD11/D8.K3.b).

    `newest`: the latest first instead. `drafted`: only those that the actor's seats draft. The page after
    the document `beside`, or before it.
    """
    keys = NEWEST_FIRST if newest else BY_LAW
    rows = _with_entry(lives(actor).filter(state__in=list(states)), actor)
    if drafted:
        rows = rows.filter(drafter__in=actor.seat_ids)
    place = place_beside(lives(actor).filter(document=beside), keys, back=back) if beside else None
    page = page_of(rows, keys, size=LISTED_MAX, place=place)
    return replace(page, rows=tuple(_entry(row) for row in page.rows))


@dataclass(frozen=True)
class Initialled:
    """A ký nháy: who answers for what, on which version."""

    name: str
    title: str
    answers_for: str
    version: int
    at: datetime


@dataclass(frozen=True)
class Opened:
    """What the page of an outgoing document says beside its entry; `version`, `places` of the newest."""

    entry: Entry
    kind: str
    symbol: str
    body: str
    signatory_title: str
    version: int
    note: str
    places: Mapping[str, Any]
    released_at: datetime | None
    initials: tuple[Initialled, ...]


def opened(actor: NodeActor, document_id: UUID) -> tuple[Outgoing, Opened] | None:
    """A document that an actor may see: the handle for verbs, and what its page says."""
    newest = Version.objects.filter(document=OuterRef("document")).order_by("-ordinal")
    rows = _with_entry(lives(actor), actor).annotate(
        newest_ordinal=Subquery(newest.values("ordinal")[:1]),
        newest_note=Subquery(newest.values("note")[:1]),
        newest_places=Subquery(newest.values("places")[:1]),
        initials_told=ArraySubquery(_told()),
    )
    row = rows.filter(document=document_id).first()
    if row is None:
        return None
    document = row.document
    return row, Opened(
        entry=_entry(row),
        kind=document.kind,
        symbol=document.symbol,
        body=row.body.name,
        signatory_title=document.signatory_title,
        version=row.newest_ordinal or 0,
        note=row.newest_note or "",
        places=row.newest_places or {},
        released_at=row.released_at,
        initials=tuple(_initialled(one) for one in row.initials_told),
    )


def _told() -> QuerySet[Any, Any]:
    """The ký nháy of a document, oldest first (QD11/D7.K4)."""
    holder = Appointment.objects.filter(seat=OuterRef("seat"), to_date=None)
    rows = Initial.objects.filter(outgoing=OuterRef("pk")).order_by("at", "id")
    told = JSONObject(
        name=Coalesce(Subquery(holder.values("user__name")[:1]), Value("")), title="seat__title",
        answers_for="answers_for", version="version__ordinal", at="at",
    )  # fmt: skip
    return rows.values(told=told)


def _initialled(told: Mapping[str, Any]) -> Initialled:
    return Initialled(**{**told, "at": datetime.fromisoformat(told["at"])})


def initials_open_to(actor: NodeActor, *, given: Iterable[str]) -> tuple[AnswersFor, ...]:
    """For what a person may still answer on the newest version, where `given` are its ký nháy (QD11/D7.K4).

    The content is the head's of the unit, the form is the office's.
    """
    matters = {
        AnswersFor.CONTENT: {UNIT_HEAD, CHIEF_OF_OFFICE},
        AnswersFor.FORM: {CHIEF_OF_OFFICE, FORM_CHECKER},
    }
    return tuple(one for one, roles in matters.items() if actor.roles & roles and one not in set(given))


def _with_entry(rows: QuerySet[Outgoing], actor: NodeActor) -> QuerySet[Any]:
    holder = Appointment.objects.filter(seat=OuterRef("drafter"), to_date=None)
    signer = Appointment.objects.filter(seat=OuterRef("signatory"), to_date=None)
    signed = Signature.objects.filter(outgoing=OuterRef("pk"), by_agency=False).order_by("-at")
    newest = Version.objects.filter(document=OuterRef("outgoing__document")).order_by("-ordinal")
    initials = Initial.objects.filter(outgoing=OuterRef("pk"), version=Subquery(newest.values("id")[:1]))
    sent = Dispatch.objects.filter(outgoing=OuterRef("pk"), via=Via.AXIS)
    told = StatusRow.objects.filter(document=OuterRef("outgoing__document"), recipient_code=OuterRef("code"))
    refused = told.filter(code=StatusCode.REJECTED)
    heard = sent.filter(Exists(told), ~Exists(refused))
    annotated: QuerySet[Any] = with_glance(rows, actor).annotate(
        drafted_by=Subquery(holder.values("user__name")[:1]),
        signed_by=Subquery(signer.values("user__name")[:1]),
        leader_signed_at=Subquery(signed.values("at")[:1]),
        initialled=ArraySubquery(initials.values("answers_for")),
        sent=_count(sent),
        heard=_count(heard),
    )
    return annotated


def _count(rows: QuerySet[Dispatch]) -> Coalesce:
    counted = rows.order_by().values("outgoing").annotate(rows=Count("id")).values("rows")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _entry(row: Any) -> Entry:
    return Entry(
        glance=Glance.of(row.document, row),
        state=row.state,
        drafter=row.drafted_by or "",
        signatory=row.signed_by or "",
        signed_at=row.leader_signed_at,
        initials=frozenset(row.initialled),
        recipients=row.sent,
        reached=row.heard,
    )
