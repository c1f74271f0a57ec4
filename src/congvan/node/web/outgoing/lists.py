"""The lists of outgoing documents: dự thảo, chờ ban hành, đã ban hành, theo dõi gửi nhận."""

from collections.abc import Sequence
from uuid import UUID

from congvan.base.clock import ZONE
from congvan.node.acts.states import OutgoingState as State
from congvan.node.outgoing.queries import Entry, listed
from congvan.node.web import lists
from congvan.node.web.clocks import grade_of
from congvan.node.web.detail import Listing
from congvan.node.web.lists import Way
from congvan.node.web.visit import Visit
from congvan.ui.parts import Action, Clock, Empty, Group, Pace, Row, Tag, Tone

IN_DRAFT = (State.DRAFTING, State.SUBMITTED, State.APPROVED, State.SIGNED)
TO_ISSUE = (State.TO_ISSUE, State.NUMBERED, State.ISSUED)
TONES: dict[str, Tone] = {State.DRAFTING: "", State.SUBMITTED: "line", State.RELEASED: "good"}
DRAFT_KEYS = ((("N",), "soạn dự thảo"), (("C",), "chuyển xử lý"))
ISSUE_KEYS = ((("↵",), "ban hành"),)


@lists.register("drafts")
def drafts(visit: Visit, way: Way, current: UUID | None) -> Listing:
    """“Dự thảo của tôi”, by state."""
    page = listed(
        visit.actor,
        states=(*IN_DRAFT, *TO_ISSUE),
        drafted=True,
        newest=True,
        beside=way.beside,
        back=way.back,
    )
    return Listing(
        name=way.name, title="Dự thảo của tôi", keys=DRAFT_KEYS,
        pager=lists.pager(visit, way, page, newest=True),
        groups=_by_state(visit, way, page.rows, current),
        action=Action("Soạn dự thảo", icon="plus", href=visit.url("start-draft"), key="KeyN", key_label="N"),
        empty=Empty("Chưa có dự thảo nào", "Dự thảo đang soạn, đang trình hiện ở đây.", "pencil"),
    )  # fmt: skip


@lists.register("to-issue")
def to_issue(visit: Visit, way: Way, current: UUID | None) -> Listing:
    """“Chờ ban hành”: urgent first (QD11/D8.K2.b, D8.K3.b)."""
    page = listed(visit.actor, states=TO_ISSUE, beside=way.beside, back=way.back)
    return Listing(
        name=way.name, title="Chờ ban hành", keys=ISSUE_KEYS, pager=lists.pager(visit, way, page),
        groups=_by_state(visit, way, page.rows, current),
        empty=Empty("Không còn văn bản chờ ban hành", "Văn bản được chuyển ban hành hiện ở đây.", "checks"),
    )  # fmt: skip


@lists.register("issued")
def issued(visit: Visit, way: Way, current: UUID | None) -> Listing:
    """“Đã ban hành”: the latest first."""
    page = listed(visit.actor, states=[State.RELEASED], newest=True, beside=way.beside, back=way.back)
    rows = tuple(_row(visit, way, entry, current) for entry in page.rows)
    return Listing(
        name=way.name, title="Đã ban hành", pager=lists.pager(visit, way, page, newest=True),
        groups=(Group("Mới nhất trước", len(rows), rows),) if rows else (),
        empty=Empty("Chưa ban hành văn bản nào", "Văn bản đã gửi hiện ở đây.", "send"),
    )  # fmt: skip


def _by_state(visit: Visit, way: Way, entries: Sequence[Entry], current: UUID | None) -> tuple[Group, ...]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault("khẩn" if entry.glance.urgency else entry.state, []).append(entry)
    groups = []
    for state in ("khẩn", *(one.value for one in (*IN_DRAFT, *TO_ISSUE))):
        if state in found:
            rows = tuple(_row(visit, way, entry, current) for entry in found[state])
            title = "Khẩn — xử lý ngay" if state == "khẩn" else state.capitalize()
            pace: Pace = "late" if state == "khẩn" else ""
            groups.append(Group(title, len(rows), rows, pace))
    return tuple(groups)


def _row(visit: Visit, way: Way, entry: Entry, current: UUID | None) -> Row:
    glance = entry.glance
    return Row(
        key=lists.key_of("outgoing", glance.id),
        href=visit.url("outgoing", id=glance.id, query={"ds": str(way)}),
        subject=glance.subject,
        code=glance.notation or glance.kind_name,
        source=f"ký: {entry.signatory}" if entry.signed_at else f"soạn: {entry.drafter}",
        grade=grade_of(glance.urgency),
        clock=_when(entry),
        tag=_tag(entry),
        unread=not glance.read,
        current=glance.id == current,
    )


def _when(entry: Entry) -> Clock | None:
    if entry.glance.issued_date:
        return Clock(f"{entry.glance.issued_date:%d/%m/%Y}")
    return Clock(f"ký {entry.signed_at.astimezone(ZONE):%H:%M %d/%m}") if entry.signed_at else None


def _tag(entry: Entry) -> Tag:
    if entry.state == State.RELEASED:
        return Tag(
            f"nhận {entry.reached}/{entry.recipients}",
            "good" if entry.reached == entry.recipients else "line",
        )
    if entry.state == State.DRAFTING and entry.initials:
        return Tag("Đã ký nháy", "good", "checks")
    return Tag(entry.state.capitalize(), TONES.get(entry.state, "line"))
