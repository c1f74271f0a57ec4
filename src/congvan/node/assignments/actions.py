"""Verbs on lines: Chuyển xử lý, trả lại, đã xem (QD11/D7)."""

from datetime import datetime

from congvan.base.acting import acting
from congvan.base.actor import Actor
from congvan.base.errors import Refusal
from congvan.node.acts import assignments as acts
from congvan.node.agencies.models import Seat
from congvan.node.assignments import steps
from congvan.node.assignments.models import Handoff, Line, Part
from congvan.node.documents.models import Direction, Version


class DraftMissing(Refusal):
    """Chuyển xử lý văn bản đi phải đính kèm dự thảo. Hãy đính kèm dự thảo rồi chuyển."""

    code = "assignments.forward.draft_missing"
    law = "QD11/D7.K4"


class ForeignSeat(Refusal):
    """Người nhận không thuộc cơ quan này. Gửi sang cơ quan khác phải qua ban hành."""

    code = "assignments.forward.foreign_seat"
    law = "QD11/D7.K4"


class NobodyToReturnTo(Refusal):
    """Dòng này không có người giao trước để trả lại."""

    code = "assignments.return_line.no_giver"
    law = "QD11/D7.K4"


class ReasonMissing(Refusal):
    """Phải ghi lý do trả lại."""

    code = "assignments.return_line.reason_missing"
    law = "QD11/D7.K4"


class MustBeHandled(Refusal):
    """Dòng chủ trì hoặc cho ý kiến phải được giải quyết, không thể chỉ đánh dấu đã xem."""

    code = "assignments.acknowledge.must_be_handled"
    law = "QD11/D7.K1"


def forward(
    *, by: Actor, at: datetime, line: Line, to: Seat, version: Version | None = None, note: str = ""
) -> Line:
    """Pass on what one holds; an answer goes with its draft. Law: QD11/D7.K4."""
    with acting(by, acts.FORWARD, on=line, at=at) as deed:
        if to.agency_id != line.agency_id:
            raise ForeignSeat(param="to")
        outgoing = line.document.direction == Direction.OUTGOING
        if outgoing and (version is None or version.document_id != line.document_id):
            raise DraftMissing(param="version")
        Line.objects.filter(pk=line.pk).update(closed_at=at)
        child = steps.open_line(
            deed, line.document, part=Part(line.part), seat=to, parent=line, due_at=line.due_at, note=note
        )
        Handoff.objects.create(
            agency_id=line.agency_id, line=line, to=child, version=version, note=note, at=at
        )
        deed.keep(to=to.id, part=line.part, version=version.ordinal if version else None)
    return child


def return_line(*, by: Actor, at: datetime, line: Line, reason: str) -> Line:
    """Give back what one was given, with a reason. Law: QD11/D7.K4."""
    with acting(by, acts.RETURN_LINE, on=line, at=at) as deed:
        if not reason.strip():
            raise ReasonMissing(param="reason")
        giver = line.parent
        if giver is None or giver.seat is None:
            raise NobodyToReturnTo
        Line.objects.filter(pk=line.pk).update(closed_at=at)
        back = steps.open_line(
            deed, line.document, part=Part(line.part), seat=giver.seat, parent=line, due_at=line.due_at,
            note=reason,
        )  # fmt: skip
        deed.keep(to=giver.seat_id, reason=reason)
    return back


def acknowledge(*, by: Actor, at: datetime, line: Line) -> None:
    """Say that one has read what one holds for information or cooperation. Law: QD11/D7.K1."""
    with acting(by, acts.ACKNOWLEDGE, on=line, at=at) as deed:
        if line.part not in {Part.INFORM, Part.COOPERATE}:
            raise MustBeHandled
        Line.objects.filter(pk=line.pk).update(closed_at=at)
        deed.keep(part=line.part)
