"""Opening and closing lines, as parts of acts on documents."""

from collections.abc import Iterable
from datetime import datetime

from congvan.base.acting import Deed
from congvan.node.acts.states import LineState
from congvan.node.agencies.models import Seat, Unit
from congvan.node.assignments.models import Line, Part
from congvan.node.documents import steps as documents
from congvan.node.documents.models import Document
from congvan.node.notices import steps as notices


def open_line(
    deed: Deed, document: Document, *, part: Part, seat: Seat | None = None, unit: Unit | None = None,
    parent: Line | None = None, due_at: datetime | None = None, note: str = "",
) -> Line:  # fmt: skip
    """Give a seat or a unit a document to hold; whoever holds it may see it."""
    line = Line.objects.create(
        agency_id=document.agency_id, document=document, parent=parent, seat=seat, unit=unit, part=part,
        opened_at=deed.at, due_at=due_at, note=note,
    )  # fmt: skip
    documents.grant(deed, document, because=f"nhận {part}", seat=seat, unit=unit)
    if seat:
        notices.tell(
            deed, [seat], kind=f"line.{part.name.lower()}", document=document,
            text=f"{part.capitalize()}: {document.notation or 'dự thảo'} – {document.subject}",
        )  # fmt: skip
    return line


def close_lines(deed: Deed, lines: Iterable[Line]) -> None:
    """Close lines that are still open."""
    ids = [line.pk for line in lines]
    Line.objects.filter(pk__in=ids, state=LineState.OPEN).update(state=LineState.CLOSED, closed_at=deed.at)
