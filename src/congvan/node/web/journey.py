"""Luân chuyển as a timeline, with the time between the steps."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from congvan.base.clock import ZONE
from congvan.node.reports.journeys import Passage, journey_of
from congvan.node.web.visit import Visit
from congvan.ui.parts import Step
from congvan.ui.words import moment, span

ICONS = {
    "incoming.arrive": "inbox",
    "incoming.reject": "x",
    "incoming.submit": "arrow-forward-up",
    "incoming.direct": "writing",
    "incoming.supersede_directive": "writing",
    "assignments.forward": "arrow-forward-up",
    "assignments.return_line": "arrow-back-up",
    "outgoing.sign": "writing",
    "outgoing.seal": "rubber-stamp",
    "outgoing.release": "send",
    "outgoing.send_back": "arrow-back-up",
    "outgoing.return_for_form": "arrow-back-up",
}
BAD = frozenset({"incoming.reject", "outbox.mark_dead"})
NOTES = ("text", "reason", "outcome", "cause")
SECONDS_A_DAY = 86_400


def steps_of(visit: Visit, document_id: UUID) -> tuple[Step, ...]:
    """The steps of a document, oldest first."""
    return tuple(_steps(visit, journey_of(visit.actor, document_id)))


def _steps(visit: Visit, passages: list[Passage]) -> Iterator[Step]:
    before: datetime | None = None
    for passage in passages:
        at = passage.at.astimezone(ZONE)
        yield Step(
            at=moment(at, now=visit.at.astimezone(ZONE)),
            what=_what(passage),
            who=passage.name,
            note=next((str(passage.kept[name]) for name in NOTES if passage.kept.get(name)), ""),
            gap=_gap(before, at),
            tone="bad" if passage.act in BAD else "",
            icon=ICONS.get(passage.act, "check"),
        )
        before = at


def _what(passage: Passage) -> str:
    notation, number = passage.kept.get("notation"), passage.kept.get("number")
    if notation:
        return f"{passage.label}: {notation}"
    return f"{passage.label}: số {number}" if number else passage.label


def _gap(before: datetime | None, at: datetime) -> str:
    if before is None or at <= before:
        return ""
    seconds = int((at - before).total_seconds())
    if seconds >= SECONDS_A_DAY:
        return f"{seconds // SECONDS_A_DAY} ngày"
    return span(seconds // 60) if seconds >= 60 else ""  # noqa: PLR2004 — a minute
