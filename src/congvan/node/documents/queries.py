"""Reads of documents. Nothing is read for a person but through `visible_to`."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from congvan.base.files import vault
from congvan.law.rulebook import Rulebook, resolve
from congvan.node.agencies.models import Agency
from congvan.node.agencies.people import NodeActor
from congvan.node.documents.models import Direction, Document, File, FileRole, Grant, Link, to_actor


def visible_to(actor: NodeActor) -> QuerySet[Document]:
    """The documents that an actor may see: those with a grant to one of the seats, units or roles."""
    grants = Grant.objects.filter(to_actor(actor), document=OuterRef("pk"))
    return Document.objects.filter(Exists(grants), agency=actor.scope_id)


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
