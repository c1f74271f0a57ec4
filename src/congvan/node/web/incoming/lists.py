"""The lists of incoming documents: chưa xử lý, chờ tiếp nhận, chờ trình, đã chuyển xử lý."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from congvan.base.keyset import Page
from congvan.node.acts.roles import CLERK
from congvan.node.acts.states import IncomingState
from congvan.node.incoming.queries import Entry, listed
from congvan.node.web import lists
from congvan.node.web.clocks import SOON, due_clock, grade_of, reception_clock
from congvan.node.web.detail import Bulk, Listing
from congvan.node.web.documents.signatures import class_tag
from congvan.node.web.lists import Way
from congvan.node.web.visit import Visit
from congvan.ui.parts import Action, Empty, Group, Pace, Row, Tab

RECEPTION = (IncomingState.ARRIVED, IncomingState.REGISTERED)
PASSED_ON = (
    IncomingState.SUBMITTED,
    IncomingState.IN_HANDLING,
    IncomingState.FINISHED,
    IncomingState.REJECTED,
)
ROADS = (
    ("", "Tất cả"),
    ("lien-thong", "Liên thông"),
    ("ban-giay", "Bản giấy"),
    ("thu-dien-tu", "Thư điện tử"),
)
CHANNELS = {"lien-thong": "liên thông", "ban-giay": "bản giấy", "thu-dien-tu": "thư điện tử"}
KEYS = ((("↵",), "mở việc chính"), (("V",), "chọn"), (("Shift", "X"), "từ chối"))


@lists.register("inbox", tab="nguon")
def inbox(visit: Visit, way: Way, current: UUID | None) -> Listing:
    """“Danh sách văn bản chưa xử lý” of the clerk, in the order of the law (QD11/D5.K3)."""
    channel = CHANNELS.get(way.tab, "")
    page = listed(visit.actor, states=RECEPTION, channel=channel, beside=way.beside, back=way.back)
    return _reception(
        visit,
        way,
        "Danh sách văn bản chưa xử lý",
        page,
        current,
        tabs=_roads(visit, way.tab if channel else ""),
    )


@lists.register("arrived")
def arrived(visit: Visit, way: Way, current: UUID | None) -> Listing:
    """“Chờ tiếp nhận”."""
    page = listed(visit.actor, states=[IncomingState.ARRIVED], beside=way.beside, back=way.back)
    return _reception(visit, way, "Chờ tiếp nhận", page, current)


@lists.register("registered")
def registered(visit: Visit, way: Way, current: UUID | None) -> Listing:
    """“Chờ trình”: registered, not yet before a leader."""
    page = listed(visit.actor, states=[IncomingState.REGISTERED], beside=way.beside, back=way.back)
    return _reception(visit, way, "Chờ trình", page, current)


@lists.register("passed-on")
def passed_on(visit: Visit, way: Way, current: UUID | None) -> Listing:
    """“Đã chuyển xử lý”: the latest first."""
    page = listed(visit.actor, states=PASSED_ON, newest=True, beside=way.beside, back=way.back)
    clerk = CLERK in visit.actor.roles
    rows = tuple(_row(visit, way, entry, current) for entry in page.rows)
    return Listing(
        name=way.name,
        pager=lists.pager(visit, way, page, newest=True),
        title="Đã chuyển xử lý" if clerk else "Văn bản đến",
        groups=(Group("Mới nhất trước", len(rows), rows),) if rows else (),
        empty=Empty("Chưa có văn bản nào", "Văn bản đã trình, đang và đã giải quyết hiện ở đây."),
    )


def _reception(
    visit: Visit,
    way: Way,
    title: str,
    page: Page[Entry],
    current: UUID | None,
    *,
    tabs: tuple[Tab, ...] = (),
) -> Listing:
    groups = tuple(_groups(visit, way, page.rows, current))
    action = Action(
        "Đăng ký bản giấy", icon="plus", href=visit.url("enter-by-hand"), key="KeyN", key_label="N"
    )
    bulk = Bulk(Action("Tiếp nhận và trình", "primary", "check"), visit.url("receive-many"))
    return Listing(
        name=way.name, title=title, groups=groups, action=action, tabs=tabs, keys=KEYS,
        bulk=bulk if page.rows else None, pager=lists.pager(visit, way, page), sorted="Xếp: khẩn trước",
        empty=Empty("Không còn văn bản chưa xử lý", "Văn bản mới đến sẽ hiện ở đây.", "checks"),
    )  # fmt: skip


def _groups(visit: Visit, way: Way, entries: Sequence[Entry], current: UUID | None) -> Iterable[Group]:
    """The four groups of the law's order; empty ones are not shown."""
    titles: tuple[tuple[str, Pace], ...] = (
        ("Khẩn — xử lý ngay", "late"),
        ("Quá hạn tiếp nhận 08 giờ", "late"),
        ("Sắp quá hạn (dưới 2 giờ)", "soon"),
        ("Còn lại", ""),
    )
    sorted_in: list[list[Entry]] = [[], [], [], []]
    for entry in entries:
        sorted_in[_group_of(visit, entry)].append(entry)
    for (title, pace), found in zip(titles, sorted_in, strict=True):
        if found:
            rows = tuple(_row(visit, way, entry, current) for entry in found)
            yield Group(title, len(rows), rows, pace)


def _group_of(visit: Visit, entry: Entry) -> int:
    if entry.glance.urgency:
        return 0
    if entry.forward_by is None:
        return 3
    left = visit.calendar.between(visit.at, entry.forward_by)
    if left < timedelta():
        return 1
    return 2 if left < SOON else 3


def _row(visit: Visit, way: Way, entry: Entry, current: UUID | None) -> Row:
    glance = entry.glance
    number = f"{entry.number} · " if entry.number else ""
    waiting = entry.state in RECEPTION
    return Row(
        key=lists.key_of("incoming", glance.id),
        href=visit.url("incoming", id=glance.id, query={"ds": str(way)}),
        subject=glance.subject,
        code=f"{number}{glance.notation or 'không số'}",
        source=glance.issuer_name if waiting else f"{glance.issuer_name} · {entry.state}",
        grade=grade_of(glance.urgency),
        clock=(
            reception_clock(visit, urgency=glance.urgency, since=entry.delivered_at, until=entry.forward_by)
            if waiting
            else due_clock(visit, entry.due_at)
        ),
        tag=class_tag(
            legal_class=glance.legal_class,
            valid=glance.valid,
            has_file=glance.has_file,
            channel=entry.channel,
        ),
        unread=not glance.read,
        current=glance.id == current,
    )


def _roads(visit: Visit, chosen: str) -> tuple[Tab, ...]:
    desk = visit.desk
    every = desk.arrived + desk.registered
    counts = {
        "": every, "ban-giay": desk.by_paper, "thu-dien-tu": desk.by_mail,
        "lien-thong": every - desk.by_paper - desk.by_mail,
    }  # fmt: skip
    return tuple(
        Tab(
            text,
            visit.url("inbox", query={"nguon": road} if road else None),
            counts[road],
            current=road == chosen,
        )
        for road, text in ROADS
    )
