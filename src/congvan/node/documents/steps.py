"""Parts of acts that make documents, versions, links and grants. First argument: the deed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from congvan.base.acting import Deed
from congvan.base.acts import Role
from congvan.base.errors import Refusal
from congvan.base.files import vault
from congvan.base.files.store import Kept
from congvan.node.acts.roles import CHIEF_OF_OFFICE, CLERK, LEADER
from congvan.node.agencies.models import Agency, Seat, Unit
from congvan.node.documents.models import (
    Because,
    Direction,
    Document,
    File,
    FileRole,
    Grant,
    Link,
    Version,
)

FILES_MAX = 200
WHOLE_AGENCY: tuple[Role, ...] = (CLERK, LEADER, CHIEF_OF_OFFICE)


class TooManyFiles(Refusal):
    """Một văn bản chỉ được kèm tối đa 200 tập tin. Hãy gộp hoặc bớt tập tin."""

    code = "documents.too_many_files"
    law = "QD11/D10.K4"


@dataclass(frozen=True)
class Description:
    """What is known of a document beside its files. Dates are days, `urgency` is law.urgency.Urgency."""

    kind: str
    kind_name: str
    subject: str
    issuer_name: str
    issuer_code: str = ""
    number: str = ""
    symbol: str = ""
    notation: str = ""
    issued_date: date | None = None
    signatory_name: str = ""
    signatory_title: str = ""
    urgency: int = 0
    due_date: date | None = None
    electronic_only: bool | None = None
    exchange_id: str = ""
    sender_code: str = ""


@dataclass(frozen=True)
class NewFile:
    """Bytes that lie in the store already, with what they are and what they are worth."""

    kept: Kept
    name: str
    media_type: str
    role: FileRole = FileRole.MAIN
    legal_class: str = ""
    standing: Mapping[str, Any] = field(default_factory=dict)
    signatures: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Upload:
    """Bytes that a person brings. They reach no store before the act has let them in. Law: QD11/D2.K2."""

    data: bytes
    name: str
    media_type: str
    role: FileRole = FileRole.MAIN

    def keep(self) -> NewFile:
        """Put the bytes into the store."""
        return NewFile(kept=vault.put(self.data), name=self.name, media_type=self.media_type, role=self.role)


def same_file(file: File) -> NewFile:
    """The same bytes, by reference, for another version or another document."""
    return NewFile(
        kept=Kept(file.stored_id, file.stored.size),
        name=file.name,
        media_type=file.stored.media_type,
        role=FileRole(file.role),
        legal_class=file.legal_class,
        standing=file.standing,
        signatures=file.signatures,
    )


def create_document(
    deed: Deed, *, agency: Agency, direction: Direction, description: Description
) -> Document:
    """A document of an agency, its rules pinned to today's, seen by those who see the whole agency."""
    document = Document.objects.create(
        agency=agency,
        direction=direction,
        profile=agency.profile,
        pinned_on=deed.at.date(),
        adopted_on=agency.adopted_on,
        **vars(description),
    )
    for role in WHOLE_AGENCY:
        grant(deed, document, because="thấy văn bản của cả cơ quan", role=role)
    return document


def add_version(
    deed: Deed, document: Document, *, files: Sequence[NewFile], note: str = "",
    places: Mapping[str, Any] | None = None, seat_id: Any = None,
) -> Version:  # fmt: skip
    """The next version of a document with its files, in their order."""
    if len(files) > FILES_MAX:
        raise TooManyFiles(param="files")
    version = Version.objects.create(
        agency_id=document.agency_id, document=document, ordinal=document.versions.count() + 1, note=note,
        seat_id=seat_id, made_at=deed.at, places=dict(places or {}),
    )  # fmt: skip
    for ordinal, file in enumerate(files, start=1):
        File.objects.create(
            agency_id=document.agency_id, version=version, role=file.role, name=file.name, ordinal=ordinal,
            stored=vault.vouch(file.kept, media_type=file.media_type), legal_class=file.legal_class,
            standing=dict(file.standing), signatures=dict(file.signatures),
        )  # fmt: skip
    return version


def link(deed: Deed, document: Document, *, to: Document, because: Because) -> Link:
    """Point from one document of the agency to another."""
    assert document.agency_id == to.agency_id, "links stay within an agency"
    row, _ = Link.objects.get_or_create(
        document=document,
        to=to,
        because=because,
        defaults={"agency_id": document.agency_id, "made_at": deed.at},
    )
    return row


def grant(
    deed: Deed, document: Document, *, because: str, seat: Seat | None = None, unit: Unit | None = None,
    role: Role | None = None,
) -> Grant:  # fmt: skip
    """Let a seat, a unit's head or a role at the agency see a document."""
    row, _ = Grant.objects.get_or_create(
        document=document,
        seat=seat,
        unit=unit,
        role=role.code if role else "",
        because=because,
        defaults={"agency_id": document.agency_id, "from_at": deed.at},
    )
    return row


def describe(document: Document, **changes: Any) -> None:
    """Set what a document became in an act: its notation and date, its signatory."""
    Document.objects.filter(pk=document.pk).update(**changes)
    for name, value in changes.items():
        setattr(document, name, value)
