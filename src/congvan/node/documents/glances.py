"""What lists show of a document: one frozen value, read with the row that the list is about.

Beside the fixed file names of a package (ADR 0010): every list of every package above reads through it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from congvan.node.agencies.people import NodeActor
from congvan.node.documents.models import Document, File, FileRole, Opening


@dataclass(frozen=True)
class Glance:
    """A document as a list shows it. `valid`: all its signatures hold; None where it bears none."""

    id: UUID
    direction: str
    kind_name: str
    notation: str
    issued_date: date | None
    subject: str
    issuer_name: str
    urgency: int
    legal_class: str
    valid: bool | None
    has_file: bool
    read: bool

    @classmethod
    def of(cls, document: Document, row: Any) -> Self:
        """From a document and the row that was annotated by `with_glance`."""
        return cls(
            id=document.id,
            direction=document.direction,
            kind_name=document.kind_name,
            notation=document.notation,
            issued_date=document.issued_date,
            subject=document.subject,
            issuer_name=document.issuer_name,
            urgency=document.urgency,
            legal_class=row.glance_class or "",
            valid=row.glance_valid if row.glance_signed else None,
            has_file=row.glance_class is not None,
            read=row.glance_read,
        )


def with_glance(rows: QuerySet[Any], actor: NodeActor, *, document: str = "document") -> QuerySet[Any]:
    """Add to rows what `Glance.of` needs; `document` is the path from the row to the document's key."""
    main = File.objects.filter(version__document=OuterRef(document), role=FileRole.MAIN)
    main = main.order_by("-version__ordinal", "ordinal")
    openings = Opening.objects.filter(document=OuterRef(document), user=actor.user_id)
    annotated: QuerySet[Any] = rows.annotate(
        glance_class=Subquery(main.values("legal_class")[:1]),
        glance_valid=Subquery(main.values("signatures__valid_all")[:1]),
        glance_signed=Subquery(main.values("signatures__signatures__0__kind")[:1]),
        glance_read=Exists(openings),
    )
    return annotated
