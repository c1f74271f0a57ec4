"""Telling a seat something, as part of an act."""

from collections.abc import Iterable

from congvan.base.acting import Deed
from congvan.node.agencies.models import Seat
from congvan.node.documents.models import Document
from congvan.node.notices.models import Notice


def tell(deed: Deed, seats: Iterable[Seat], *, kind: str, document: Document, text: str) -> None:
    """Leave a notice for each seat. Law: QD11/D5.K3 (automatic notification)."""
    Notice.objects.bulk_create(
        Notice(
            agency_id=document.agency_id, seat=seat, kind=kind, document=document, text=text[:500],
            urgency=document.urgency, at=deed.at,
        )
        for seat in seats
    )  # fmt: skip
