"""What stands around every page of the node: whose system, who works in it, where one can go."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from congvan.base.clock import ZONE
from congvan.node.acts.roles import CHIEF_OF_OFFICE, CLERK, LEADER, REPORTER
from congvan.node.reports.desks import Desk
from congvan.node.web.visit import Visit
from congvan.ui.parts import Place, PlaceGroup, Shell

BANNER = "Bản minh họa: chứng thư, con dấu và đồng hồ đều là giả, không có giá trị pháp lý."
HOURS = "07:00–11:30, 13:30–17:00"


def shell_of(visit: Visit, *, current: str = "") -> Shell:
    """The shell for a person at an agency; `current` is the name of the place where the page stands."""
    desk = visit.desk
    groups = tuple(PlaceGroup(title, tuple(places)) for title, places in _groups(visit, desk, current))
    stuck = desk.stuck_since
    return Shell(
        organisation=visit.agency.name,
        region=visit.agency.place,
        person=f"{visit.actor.name} · {visit.title}",
        initials=_initials(visit.actor.name),
        navigation=groups,
        bottom=tuple(_bottom(groups)),
        link_state=_link_state(stuck),
        link_ok=stuck is None,
        notices_url=visit.url("notices"),
        notices=desk.notices,
        foot=("Giờ làm việc", _hours(visit)),
        banner=BANNER if settings.SITE.demo else "",
        sign_out_url=reverse("sign-out"),
        more_url=visit.url("home"),
    )


def _groups(visit: Visit, desk: Desk, current: str) -> Iterator[tuple[str, list[Place]]]:
    def place(
        text: str, name: str, icon: str, count: int = 0, *, hot: bool = False, short: str = ""
    ) -> Place:
        try:
            href = visit.url(name)
        except NoReverseMatch:
            href = "#"
        return Place(text, href, icon, count, hot=hot and count > 0, current=name == current, short=short)

    roles = visit.actor.roles
    clerk = CLERK in roles
    held = place("Văn bản chưa xử lý", "to-do", "inbox", desk.held, short="Chưa xử lý")
    if clerk:
        waiting = desk.arrived + desk.registered
        yield (
            "Văn bản đến",
            [
                place("Văn bản chưa xử lý", "inbox", "inbox", waiting, short="Chưa xử lý"),
                place("Chờ tiếp nhận", "arrived", "arrows-exchange", desk.arrived),
                place("Chờ trình", "registered", "arrow-forward-up", desk.registered),
                place("Đã chuyển xử lý", "passed-on", "checks"),
                place("Sổ văn bản đến", "incoming-book", "book-2"),
            ],
        )
        yield (
            "Văn bản đi",
            [
                place("Chờ ban hành", "to-issue", "rubber-stamp", desk.to_issue, short="Chờ ban hành"),
                place("Đã ban hành", "issued", "send"),
                place("Theo dõi gửi, nhận", "tracking", "history", desk.dead, hot=True),
                place("Sổ văn bản đi", "outgoing-book", "book-2"),
            ],
        )
    yield (
        "Việc của tôi",
        [
            *([place("Việc được giao", "to-do", "list-check", desk.held)] if clerk else [held]),
            place("Dự thảo của tôi", "drafts", "pencil", short="Dự thảo"),
            place("Hồ sơ công việc", "dossiers", "folder", short="Hồ sơ"),
        ],
    )
    if roles & {LEADER, CHIEF_OF_OFFICE} and not clerk:
        yield (
            "Văn bản",
            [
                place("Văn bản đến", "passed-on", "file-text"),
                place("Văn bản đi", "issued", "send", short="Văn bản đi"),
            ],
        )
    if roles & {LEADER, CHIEF_OF_OFFICE, CLERK, REPORTER}:
        yield "Theo dõi", [place("Tình hình xử lý", "report", "chart-bar", short="Tình hình")]


def _bottom(groups: tuple[PlaceGroup, ...]) -> Iterator[Place]:
    """Up to four places with a short name stand in the bottom bar of a phone."""
    named = [place for group in groups for place in group.places if place.short]
    yield from named[:4]


def _initials(name: str) -> str:
    words = name.split()
    return (words[-2][0] + words[-1][0]).upper() if len(words) > 1 else name[:2].upper()


def _link_state(stuck: datetime | None) -> str:
    if stuck is None:
        return "Trục liên thông: thông suốt"
    return f"Trục liên thông: chờ gửi từ {stuck.astimezone(ZONE):%H:%M}"


def _hours(visit: Visit) -> str:
    spans = visit.agency.hours
    return ", ".join(f"{early}–{late}" for early, late in spans) if spans else HOURS
