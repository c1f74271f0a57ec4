"""The list of what one holds, in the order of the law, with the part that one has in each."""

from datetime import timedelta
from uuid import UUID

from congvan.node.acts.roles import CHIEF_OF_OFFICE, LEADER
from congvan.node.assignments.queries import Held, held
from congvan.node.web import lists
from congvan.node.web.clocks import due_clock, grade_of
from congvan.node.web.detail import Listing
from congvan.node.web.visit import Visit
from congvan.ui.parts import Empty, Group, Pace, Row, Tab, Tag

OUTGOING = "đi"
PARTS = (
    ("", "Tất cả"), ("ky-duyet", "Ký duyệt"), ("but-phe", "Bút phê"), ("chu-tri", "Chủ trì"),
    ("phoi-hop", "Phối hợp"), ("de-biet", "Để biết"),
)  # fmt: skip
NEAR = timedelta(days=1)
KEYS = ((("B",), "bút phê"), (("C",), "chuyển xử lý"))


@lists.register("to-do")
def to_do(visit: Visit, current: UUID | None) -> Listing:
    """Urgent first, then overdue, then what is due first."""
    chosen = visit.request.GET.get("phan", "")
    every = held(visit.actor)
    shown = [row for row in every if not chosen or _part(row) == chosen]
    leads = bool(visit.actor.roles & {LEADER, CHIEF_OF_OFFICE})
    return Listing(
        name="to-do",
        title="Danh sách văn bản chưa xử lý",
        groups=tuple(_groups(visit, shown, current)),
        tabs=tuple(_tabs(visit, every, chosen)),
        tall=leads,
        keys=KEYS,
        empty=Empty("Không còn văn bản chưa xử lý", "Văn bản được giao sẽ hiện ở đây.", "checks"),
    )


def _part(row: Held) -> str:
    """Under which tab a line stands."""
    if row.part == "cho ý kiến":
        return "ky-duyet" if row.glance.direction == OUTGOING else "but-phe"
    return {"chủ trì": "chu-tri", "phối hợp": "phoi-hop", "để biết": "de-biet"}[row.part]


def _tabs(visit: Visit, rows: list[Held], chosen: str) -> list[Tab]:
    counts = {word: sum(_part(row) == word for row in rows) for word, _ in PARTS[1:]}
    counts[""] = len(rows)
    return [
        Tab(
            text,
            visit.url("to-do", query={"phan": word} if word else None),
            counts[word],
            current=word == chosen,
        )
        for word, text in PARTS
        if not word or counts[word] or word == chosen
    ]


def _groups(visit: Visit, rows: list[Held], current: UUID | None) -> list[Group]:
    titles: tuple[tuple[str, Pace], ...] = (
        ("Khẩn — xử lý ngay", "late"), ("Quá hạn", "late"), ("Sắp đến hạn", "soon"), ("Chờ ký duyệt", ""),
        ("Chờ bút phê", ""), ("Đang giải quyết", ""), ("Để biết", ""),
    )  # fmt: skip
    found: list[list[Held]] = [[] for _ in titles]
    for row in rows:
        found[_group_of(visit, row)].append(row)
    return [
        Group(title, len(some), tuple(_row(visit, row, current) for row in some), pace)
        for (title, pace), some in zip(titles, found, strict=True)
        if some
    ]


def _group_of(visit: Visit, row: Held) -> int:
    if row.glance.urgency:
        return 0
    if row.due_at is not None and row.due_at < visit.at:
        return 1
    if row.due_at is not None and row.due_at - visit.at < NEAR:
        return 2
    return {"ky-duyet": 3, "but-phe": 4, "de-biet": 6}.get(_part(row), 5)


def _row(visit: Visit, row: Held, current: UUID | None) -> Row:
    glance = row.glance
    outgoing = glance.direction == OUTGOING
    name = "outgoing" if outgoing else "incoming"
    part = _part(row)
    words = {"ky-duyet": "Chờ ký duyệt", "but-phe": "Chờ bút phê"}
    return Row(
        key=lists.key_of(name, glance.id),
        href=visit.url(name, id=glance.id, query={"ds": "to-do"}),
        subject=glance.subject,
        code=f"Dự thảo {glance.kind_name.lower()}"
        if outgoing and not glance.notation
        else glance.notation or "không số",
        source="" if outgoing else glance.issuer_name,
        grade=grade_of(glance.urgency),
        clock=due_clock(visit, row.due_at),
        tag=Tag(words.get(part, row.part.capitalize()), "line"),
        unread=not glance.read,
        current=glance.id == current,
    )
