"""Reads of documents. Nothing is read for a person but through `visible_to` or, under it, `granted`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from congvan.base.files import vault
from congvan.law.rulebook import Rulebook, resolve
from congvan.node.agencies.models import Agency
from congvan.node.agencies.people import NodeActor
from congvan.node.documents.models import (
    Direction,
    Document,
    File,
    FileRole,
    Grant,
    Link,
    Opening,
    Version,
    to_actor,
)

BESIDE_THE_MAIN = (FileRole.ANNEX, FileRole.FORM, FileRole.REFERENCE)
"""The roles that a person gives to files which go with a document."""


def visible_to(actor: NodeActor) -> QuerySet[Document]:
    """The documents that an actor may see: those with a grant to one of the seats, units or roles."""
    return Document.objects.filter(granted(actor, "pk"), agency=actor.scope_id)


def granted(actor: NodeActor, document: str = "document") -> Exists:
    """Whether an actor may see the document to which a row leads by this path."""
    return Exists(Grant.objects.filter(to_actor(actor), document=OuterRef(document)))


def sees(actor: NodeActor, document_id: UUID) -> bool:
    """Whether an actor may see one document."""
    return visible_to(actor).filter(pk=document_id).exists()


def rules_for(document: Document) -> Rulebook:
    """The rules that were in force when the document was born."""
    return resolve(profile=document.profile, on=document.pinned_on, adopted_on=document.adopted_on)


def latest_main_file(document: Document) -> File | None:
    """The main file of the newest version that has one."""
    files = File.objects.filter(version__document=document, role=FileRole.MAIN)
    return files.order_by("-version__ordinal", "ordinal").select_related("stored", "version").first()


def files_of(document: Document) -> list[File]:
    """The files of the newest version, in order."""
    version = document.versions.order_by("-ordinal").first()
    return list(version.files.order_by("ordinal").select_related("stored")) if version else []


def content(file: File) -> bytes:
    """The original bytes of a file."""
    return vault.read(file.stored_id)


def sent_as(agency: Agency, *, exchange_id: str) -> Document | None:
    """The document that an agency sent under an identifier of the exchange."""
    rows = Document.objects.filter(agency=agency, direction=Direction.OUTGOING, exchange_id=exchange_id)
    return rows.order_by("id").first()


def twins(agency: Agency, *, issuer: str, notation: str, issued_date: date | None) -> QuerySet[Document]:
    """Documents received with the same issuer, notation and date: the same document by another road."""
    rows = Document.objects.filter(agency=agency, direction=Direction.INCOMING, notation=notation)
    return rows.filter(issued_date=issued_date, issuer_name__iexact=issuer).order_by("id")


def answered_by(document: Document) -> QuerySet[Link]:
    """Links of documents that answer or carry out this one."""
    return Link.objects.filter(to=document).select_related("document").order_by("id")


@dataclass(frozen=True)
class FileSeen:
    """A file of the newest version as pages show it: `digest` names its bytes, `signatures` is the report."""

    ordinal: int
    role: str
    name: str
    media_type: str
    size: int
    digest: str
    legal_class: str
    standing: Mapping[str, Any]
    signatures: Mapping[str, Any]


def files_seen(actor: NodeActor, document_id: UUID) -> list[FileSeen]:
    """The files of the newest version of a document that an actor may see, in order; none of another."""
    newest = Version.objects.filter(document=OuterRef("version__document")).order_by("-ordinal")
    rows = File.objects.filter(
        version__document=document_id,
        version__document__in=visible_to(actor),
        version=Subquery(newest.values("id")[:1]),
    )
    return [
        FileSeen(
            ordinal=row.ordinal, role=row.role, name=row.name, media_type=row.stored.media_type,
            size=row.stored.size, digest=row.stored_id, legal_class=row.legal_class,
            standing=row.standing, signatures=row.signatures,
        )
        for row in rows.order_by("ordinal").select_related("stored")
    ]  # fmt: skip


@dataclass(frozen=True)
class Linked:
    """Another document of the agency that this one points to or that points here."""

    id: UUID
    direction: str
    because: str
    title: str
    inwards: bool


def links_of(actor: NodeActor, document_id: UUID) -> list[Linked]:
    """What a document answers, carries out or attaches, and what does so to it; seen ones only."""
    seen = visible_to(actor)
    rows = Link.objects.filter(document=document_id, to__in=seen) | Link.objects.filter(
        to=document_id, document__in=seen
    )
    found = []
    for row in rows.select_related("document", "to").order_by("id"):
        inwards = row.to_id == document_id
        other = row.document if inwards else row.to
        title = f"{other.notation or 'dự thảo'} – {other.subject}"
        found.append(Linked(other.id, other.direction, row.because, title, inwards))
    return found


def unread_since(actor: NodeActor, document_id: UUID, *, moment: datetime) -> bool:
    """Whether the person has not opened a document since a moment."""
    rows = Opening.objects.filter(document=document_id, user=actor.user_id, at__gte=moment)
    return not rows.exists()


def opened_by(document: Document, seat_id: UUID, *, since: datetime) -> bool:
    """Whether somebody at a seat has opened a document since a moment."""
    return Opening.objects.filter(document=document, seat=seat_id, at__gte=since).exists()


def handle(actor: NodeActor, document_id: UUID) -> Document | None:
    """A document that an actor may see, to hand to a verb."""
    return visible_to(actor).filter(pk=document_id).first()
