"""The list of what one holds, in the order of the law, with the part that one has in each."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from congvan.base.ids import parse_short
from congvan.node.acts.roles import CHIEF_OF_OFFICE, LEADER
from congvan.node.assignments.queries import Held, held, held_of
from congvan.node.web import lists
from congvan.node.web.detail import Bulk, Listing
from congvan.node.web.lists import Way
from congvan.node.web.todo import picks
from congvan.node.web.todo.rows import (
    PARTS,
    TO_DIRECT,
    TO_KNOW,
    TO_SIGN,
    Around,
    around,
    due_at,
    key_of,
    part_of,
    row_of,
    tab_of,
)
from congvan.node.web.visit import Visit
from congvan.ui.parts import Action, Empty, Group, Pace, Tab

TABS = (
    ("", "Tất cả"), (TO_SIGN, "Ký duyệt"), (TO_DIRECT, "Bút phê"), ("chu-tri", "Chủ trì"),
    ("phoi-hop", "Phối hợp"), (TO_KNOW, "Để biết"),
)  # fmt: skip
NEAR = timedelta(days=1)
KEYS = ((("B",), "bút phê"), (("V",), "chọn"), (("C",), "chuyển xử lý"))
ALL_FIT = "du"  # what `chon` says to tick all that can be signed together
SIGNING = "Chờ ký duyệt"
GROUPS: tuple[tuple[str, Pace], ...] = (
    ("Khẩn — xử lý ngay", "late"), ("Quá hạn", "late"), ("Sắp đến hạn", "soon"), (SIGNING, ""),
    ("Chờ bút phê", ""), ("Đang giải quyết", ""), ("Để biết", ""),
)  # fmt: skip
Ticked = Callable[[Held], bool]


@lists.register("to-do", tab="phan")
def to_do(visit: Visit, way: Way, current: UUID | None) -> Listing:
    """Urgent first, then overdue, then what is due first."""
    part, direction = PARTS.get(way.tab, ("", ""))
    page = held(visit.actor, part=part, direction=direction, beside=way.beside, back=way.back)
    about = around(visit, page.rows, way=way)
    signs = any(part_of(row) == TO_SIGN for row in page.rows)
    return Listing(
        name=way.name,
        title="Danh sách văn bản chưa xử lý",
        groups=tuple(_groups(visit, page.rows, current, about)),
        tabs=tuple(_tabs(visit, way.tab)),
        pager=lists.pager(visit, way, page),
        tall=signs or bool(visit.actor.roles & {LEADER, CHIEF_OF_OFFICE}),
        bulk=_signing(visit) if signs else None,
        keys=KEYS,
        empty=Empty("Không còn văn bản chưa xử lý", "Văn bản được giao sẽ hiện ở đây.", "checks"),
    )


@lists.register("picked")
def picked(visit: Visit, way: Way, current: UUID | None) -> Listing:
    """“Xem lần lượt”: what was picked and is still held, in the order of the picking."""
    keys = picks.kept(visit)
    documents = [parse_short(key.partition(":")[2]) for key in keys]
    rows = sorted(
        (row for row in held_of(visit.actor, documents) if key_of(row) in keys),
        key=lambda row: keys.index(key_of(row)),
    )
    about = around(visit, rows, way=way)
    shown = tuple(row_of(visit, row, about, current=current, ticked=about.fit(row)) for row in rows)
    group = Group("Xem lần lượt", len(shown), shown, link_text="Bỏ lọc", link_href=visit.url("to-do"))
    return Listing(
        name=way.name,
        place="to-do",
        title="Văn bản đã chọn",
        groups=(group,) if shown else (),
        tall=True,
        bulk=_signing(visit),
        keys=KEYS,
        empty=Empty(
            "Không còn văn bản đã chọn", "Các văn bản đã chọn đều được xử lý.", "checks",
            link_text="Về danh sách", link_href=visit.url("to-do"),
        ),
    )  # fmt: skip


def _signing(visit: Visit) -> Bulk:
    return Bulk(
        Action("Ký số", "primary", "writing"),
        visit.url("sign-many"),
        foot="Xác nhận một lần",
        more=Action("Xem lần lượt", name="do", value="view"),
    )


def _tabs(visit: Visit, chosen: str) -> list[Tab]:
    counts: Counter[str] = Counter()
    for held_part in visit.desk.lines:
        counts[tab_of(held_part.part, held_part.direction)] += held_part.count
    counts[""] = visit.desk.held
    return [
        Tab(
            text,
            visit.url("to-do", query={"phan": word} if word else None),
            counts[word],
            current=word == chosen,
        )
        for word, text in TABS
        if not word or counts[word] or word == chosen
    ]


def _groups(visit: Visit, rows: Sequence[Held], current: UUID | None, about: Around) -> list[Group]:
    ticked = _ticked(visit, about)
    found: list[list[Held]] = [[] for _ in GROUPS]
    for row in rows:
        found[_group_of(visit, row, due_at(row, about))].append(row)
    groups = []
    for (title, pace), some in zip(GROUPS, found, strict=True):
        if some:
            shown = tuple(row_of(visit, row, about, current=current, ticked=ticked(row)) for row in some)
            text, href = (
                _tick_all(visit, about.way) if title == SIGNING and any(map(about.fit, some)) else ("", "")
            )
            groups.append(Group(title, len(some), shown, pace, link_text=text, link_href=href))
    return groups


def _tick_all(visit: Visit, way: Way) -> tuple[str, str]:
    return "Chọn tất cả đủ điều kiện", lists.href(visit, way, chon=ALL_FIT)


def _ticked(visit: Visit, about: Around) -> Ticked:
    """What the address asks to tick: all that can be signed together, or those it names."""
    if visit.request.GET.get("chon") == ALL_FIT:
        return about.fit
    named = frozenset(visit.request.GET.getlist("pick"))
    return lambda row: key_of(row) in named


def _group_of(visit: Visit, row: Held, due: datetime | None) -> int:
    if row.glance.urgency:
        return 0
    if due is not None and due < visit.at:
        return 1
    if due is not None and due - visit.at < NEAR:
        return 2
    return {TO_SIGN: 3, TO_DIRECT: 4, TO_KNOW: 6}.get(part_of(row), 5)
