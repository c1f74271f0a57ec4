"""Documents at every stage with somebody who works on them: what the pages of documents are proved with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from congvan.base.ids import shorten
from congvan.node.acts.states import OutgoingState
from tests.node import lives, papers
from tests.node.cast import SO


@dataclass(frozen=True)
class Subject:
    """A document's page as one person opens it."""

    path: str
    by: str


def _incoming(life: Any, by: str) -> Subject:
    return Subject(f"/{SO}/van-ban-den/{shorten(life.document_id)}", by)


def _outgoing(state: OutgoingState, by: str) -> Subject:
    life = lives.outgoing_at(state)
    return Subject(f"/{SO}/van-ban-di/{shorten(life.document_id)}", by)


SUBJECTS: dict[str, Callable[[], Subject]] = {
    "arrived": lambda: _incoming(lives.arrived(pdf=papers.born_signed()), "Vân"),
    "paper": lambda: _incoming(lives.by_paper(), "Vân"),
    "registered": lambda: _incoming(lives.registered(), "Vân"),
    "submitted": lambda: _incoming(lives.submitted(pdf=papers.signed_scan()), "Lâm"),
    "in-handling-lead": lambda: _incoming(lives.in_handling(), "Chi"),
    "in-handling-helper": lambda: _incoming(lives.in_handling(), "Phú"),
    "draft": lambda: _outgoing(OutgoingState.DRAFTING, "Chi"),
    "to-approve": lambda: _outgoing(OutgoingState.SUBMITTED, "Lâm"),
    "to-sign": lambda: _outgoing(OutgoingState.APPROVED, "Lâm"),
    "to-issue": lambda: _outgoing(OutgoingState.TO_ISSUE, "Vân"),
    "to-seal": lambda: _outgoing(OutgoingState.NUMBERED, "Vân"),
    "to-release": lambda: _outgoing(OutgoingState.ISSUED, "Vân"),
    "released": lambda: _outgoing(OutgoingState.RELEASED, "Vân"),
}
