"""One row of the list of what one holds: a document to direct, a draft to sign, a matter to handle."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from congvan.base.clock import ZONE
from congvan.node.acts.states import OutgoingState as State
from congvan.node.assignments.queries import Held
from congvan.node.incoming.queries import Standing, standings_of
from congvan.node.outgoing.readiness import ToSign, to_sign
from congvan.node.web import lists
from congvan.node.web.clocks import due_clock, grade_of
from congvan.node.web.lists import Way
from congvan.node.web.visit import Visit
from congvan.ui.parts import Row, Tag

INCOMING, OUTGOING = "đến", "đi"
END_OF_DAY = time(17, 0)
TO_SIGN, TO_DIRECT, TO_KNOW = "ky-duyet", "but-phe", "de-biet"
ASKED = "cho ý kiến"
PARTS: dict[str, tuple[str, str]] = {
    TO_SIGN: (ASKED, OUTGOING), TO_DIRECT: (ASKED, INCOMING), "chu-tri": ("chủ trì", ""),
    "phoi-hop": ("phối hợp", ""), TO_KNOW: ("để biết", ""),
}  # fmt: skip
"""What stands under each tab: the part of the line, and where it matters the direction of its document."""
STATES = {State.APPROVED: "Đã duyệt, chờ ký số", State.SIGNED: "Đã ký, chờ chuyển"}


def part_of(row: Held) -> str:
    """Under which tab a line stands."""
    return tab_of(row.part, row.glance.direction)


def tab_of(part: str, direction: str) -> str:
    """Under which tab a part in a document of this direction stands."""
    return next(tab for tab, (one, way) in PARTS.items() if one == part and way in {"", direction})


def key_of(row: Held) -> str:
    """What the row's tick sends."""
    return lists.key_of("outgoing" if row.glance.direction == OUTGOING else "incoming", row.glance.id)


@dataclass(frozen=True)
class Around:
    """What all rows of a list need beside themselves: the drafts, and how received documents stand."""

    way: Way
    drafts: Mapping[UUID, ToSign]
    received: Mapping[UUID, Standing]

    def fit(self, row: Held) -> bool:
        """Whether it can be signed with others."""
        draft = self.drafts.get(row.glance.id)
        return draft is not None and not draft.lacks


def around(visit: Visit, rows: Sequence[Held], *, way: Way) -> Around:
    """Read it for all rows at once."""
    drafts = [row.glance.id for row in rows if part_of(row) == TO_SIGN]
    received = [row.glance.id for row in rows if row.glance.direction != OUTGOING]
    return Around(way, to_sign(visit.actor, drafts), standings_of(visit.actor, received))


def due_at(held: Held, about: Around) -> datetime | None:
    """When the line is due; before a bút phê has said so, the end of the day that the document asks for."""
    stands = about.received.get(held.glance.id)
    if held.due_at is not None or stands is None or stands.due_date is None or part_of(held) != TO_DIRECT:
        return held.due_at
    return datetime.combine(stands.due_date, END_OF_DAY, tzinfo=ZONE)


def row_of(visit: Visit, held: Held, about: Around, *, current: UUID | None, ticked: bool = False) -> Row:
    """The row as the list shows it."""
    glance = held.glance
    outgoing = glance.direction == OUTGOING
    draft = about.drafts.get(glance.id)
    return Row(
        key=key_of(held),
        href=visit.url(
            "outgoing" if outgoing else "incoming", id=glance.id, query={"ds": str(about.way)}
        ),
        subject=glance.subject,
        code=_code(held, about),
        source=_source(held, draft),
        grade=grade_of(glance.urgency),
        clock=due_clock(visit, due_at(held, about)),
        tag=_tag(held, draft),
        unread=not glance.read,
        current=glance.id == current,
        ticked=ticked,
    )  # fmt: skip


def _code(held: Held, about: Around) -> str:
    glance = held.glance
    if glance.direction == OUTGOING:
        return glance.notation or f"Dự thảo · {glance.kind_name}"
    stands = about.received.get(glance.id)
    number = f"{stands.number} · " if stands and stands.number else ""
    return f"{number}{glance.notation or 'không số'}"


def _source(held: Held, draft: ToSign | None) -> str:
    if draft is not None:
        return f"{draft.unit} · {draft.drafter}"
    return "" if held.glance.direction == OUTGOING else held.glance.issuer_name


def _tag(held: Held, draft: ToSign | None) -> Tag:
    """The one word that tells what is to be done, or what is missing."""
    part = part_of(held)
    if part == TO_DIRECT:
        return Tag("Chờ bút phê", "line")
    if part != TO_SIGN or draft is None:
        return Tag(held.part.capitalize(), "line")
    if draft.lacks:
        return Tag(draft.lacks, "warn", "alert-triangle")
    if draft.state in STATES:
        return Tag(STATES[State(draft.state)], "line")
    return Tag("Đã ký nháy", "good", "checks")
