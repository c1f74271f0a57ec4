"""The real screens of clerk and leader beside the visual targets: font, colours, height, gaps, part by part.

tests/ui/test_design.py measures the parts by themselves; here the node's own pages put them together.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from congvan.node.acts.states import OutgoingState
from congvan.node.assignments import actions as assignments
from congvan.node.assignments.models import Part
from congvan.node.documents.assessment import trust
from congvan.node.incoming import actions as incoming
from congvan.node.outgoing import actions as outgoing
from congvan.node.outgoing.models import AnswersFor
from congvan.signing.verify import verify
from tests.browser.apart import apart
from tests.browser.conftest import SIZES
from tests.node import cast, lives, papers
from tests.node.cast import AT, actor, seat
from tests.ui import serving
from tests.ui.conftest import DESIGN
from tests.ui.design import same_as_design

# part → our selector, the mock's
CLERK = {
    "bar on top": (".top", ".top"),
    "name of the agency": (".brand b", ".brand b.b-d"),
    "its province": (".brand small", ".brand small.b-d"),
    "icon in the bar": (".top .tool svg", ".top .ib svg"),
    "count of notices": (".top .dot", ".top .dot"),
    "who is signed in": (".person", ".me"),
    "initials": (".avatar", ".ava"),
    "navigation": (".nav h2", ".nav h2"),
    "place one is at": (".nav a[aria-current]", ".nav a[aria-current]"),
    "another place": (".nav a:not([aria-current])", ".nav a:not([aria-current])"),
    "count of a place": (
        ".nav a:not([aria-current]) .count:not(.hot)",
        ".nav a:not([aria-current]) .n:not(.hot)",
    ),
    "working hours": (".nav .foot", ".nav .foot"),
    "title of the list": (".list-head h1", ".l-head h1"),
    "register paper": (".list-head .button", ".l-head .btn"),
    "key on a button": (".list-head .button kbd", ".l-head .btn kbd"),
    "tab": (".tabs a[aria-current]", ".seg a[aria-current]"),
    "other tab": (".tabs a:not([aria-current])", ".seg a:not([aria-current])"),
    "count of a tab": (".tabs a:not([aria-current]) b", ".seg a:not([aria-current]) b"),
    "urgent group": (".group-title.late", ".grp.r"),
    "group due soon": (".group-title.soon", ".grp.a"),
    "count of a group": (".group-title .count", ".grp .n"),
    "chosen row": (".row[aria-current]", ".row[aria-current]"),
    "other row": (".row:not([aria-current])", ".row:not([aria-current])"),
    "tick": (".row .tick", ".row .ck"),
    "unread subject": (".row.unread .subject", ".row.un .ty"),
    "read subject": (".row:not(.unread) .subject", ".row:not(.un) .ty"),
    "number and symbol": (".row .code", ".row .so"),
    "issuer": (".row .source", ".row .cq"),
    "Hỏa tốc": (".row .grade-3", ".row .urg.u3"),
    "Thượng khẩn": (".row .grade-2", ".row .urg.u2"),
    "Khẩn": (".row .grade-1", ".row .urg.u1"),
    "clock": (".row .clock:not(.soon, .late)", ".row .clk:not(.soon, .late)"),
    "clock near its end": (".row .clock.soon", ".row .clk.soon"),
    "clock run out": (".row .clock.late", ".row .clk.late"),
    "Loại 1": (".row .tag.good", ".row .tag.ok"),
    "Loại 3": (".row .tag.dashed", ".row .tag.dash"),
    "keys below the list": (".keys", ".hint"),
    "key below the list": (".keys kbd", ".hint kbd"),
    "tags of the document": (".detail-tags .tag.good", ".d-tags .tag.ok"),
    "position in the list": (".position", ".d-pos"),
    "subject of the document": (".detail-head h2", ".d-head h2"),
    "facts of the document": (".detail-meta", ".d-meta"),
    "dấu đến": (".stamp", ".stamp"),
    "its word": (".stamp .word", ".stamp .den"),
    "name of a fact": (".stamp dt", ".stamp dt"),
    "fact": (".stamp dd:not(.none)", ".stamp dd:not(.none)"),
    "fact still missing": (".stamp dd.none", ".stamp dd.none"),
    "acts": (".acts", ".act"),
    "main act": (".acts .button.primary", ".act .btn.pri"),
    "other act": (".acts .button:not(.primary, .quiet)", ".act .btn:not(.pri, .gh)"),
    "refusal": (".acts .button.danger", ".act .btn.dan"),
    "tabs of the document": ("#detail nav.tabs", ".d-tabs"),
    "signatures in one line": (".strip.good", ".sig"),
    "bar of the viewer": (".viewer-bar", ".pdf-bar"),
}
SAID = {"what was done": (".toast", ".toast"), "undo": (".toast button", ".toast button")}
PICKED = {"bar of the picked": (".bulk", ".bulk.on"), "receive them": (".bulk .primary", ".bulk .btn.pri")}
LEADER = {
    "title of the list": (".list-head h1", ".l-head h1"),
    "urgent group": (".group-title.late", ".grp.r"),
    "group": (".group-title:not(.late, .soon)", ".grp:not(.r)"),
    "tick all that fit": (".group-title a", ".grp a"),
    "chosen row": (".row[aria-current]", ".row[aria-current]"),
    "subject": (".row:not(.unread) .subject", ".row .ty"),
    "waits for a bút phê": (".row .tag.line", ".row .tag.line"),
    "initialled": (".row .tag.good", ".row .tag.ok"),
    "something is missing": (".row .tag.warn", ".row .tag.warn"),
    "document": (".detail-head h2", ".d-head h2"),
    "title of the panel": (".panel h3", ".sheet h3"),
    "phrase chosen": ("phrase-list .chip[aria-pressed=true]", ".sheet .chip[aria-pressed=true]"),
    "phrase": ("phrase-list .chip[aria-pressed=false]", ".sheet .chip[aria-pressed=false]"),
    "who leads": (".picked", ".who"),
    "name of the field": (".picked .name", ".who .k"),
    "chosen one": (".pill.lead", ".pill.lead"),
    "add another": (".picked .add svg", ".who .add svg"),
    "day": ("due-days .chip[aria-pressed=false]", ".due .chip[aria-pressed=false]"),
    "what the clerk said": (".panel .remark", ".sheet .bp"),
    "who said it": (".panel .remark small", ".sheet .bp small"),
    "foot of the panel": (".panel .foot", ".sheet .foot"),
    "direct": (".panel .foot .primary", ".sheet .foot .btn.pri"),
    "bar of signing": (".signbar", ".signbar"),
    "how many": (".signbar .told small", ".signbar .tx small"),
    "one after the other": (".signbar .button:not(.primary)", ".signbar .btn:not(.pri)"),
    "sign": (".signbar .primary", ".signbar .btn.pri"),
}
CLERK_ON_PHONE = {
    "bar on top": (".top", ".top"),
    "name of the agency": (".brand b", ".brand b.b-m"),
    "title of the list": (".list-head h1", ".l-head h1"),
    "tab": (".tabs a[aria-current]", ".seg a[aria-current]"),
    "group": (".group-title", ".grp"),
    "chosen row": (".row[aria-current]", ".row[aria-current]"),
    "unread subject": (".row.unread .subject", ".row.un .ty"),
    "tick": (".row .tick", ".row .ck"),
    "place at the foot": (".bottom a[aria-current]", ".tabs-b a[aria-current]"),
    "count at the foot": (".bottom .dot", ".tabs-b .dot"),
}
LEADER_ON_PHONE = {
    "way back": (".back", ".back"),
    "title": (".back h1", ".back h1"),
    "subject": (".detail-head h2", ".d-head h2"),
    "title of the panel": (".panel h3", ".sheet h3"),
    "phrase": ("phrase-list .chip[aria-pressed=false]", ".sheet .chip[aria-pressed=false]"),
    "who leads": (".picked", ".who"),
    "foot of the panel": (".panel .foot", ".sheet .foot"),
    "direct": (".panel .foot .primary", ".sheet .foot .btn.pri"),
}
NOTE = "Kính trình Giám đốc. Văn bản yêu cầu báo cáo UBND tỉnh trước 20/4/2018."
# As long as in the mock: how many lines it takes is part of a row's height.
SUBJECT = "Về việc tăng cường công tác phòng, chống đuối nước cho học sinh trong dịp nghỉ lễ 30/4 và 01/5"
READ = "Về việc triển khai công tác chuẩn bị Kỳ thi trung học phổ thông quốc gia năm 2018"


@pytest.fixture(scope="module")
def design():
    if not DESIGN.exists():
        pytest.skip("../shared không có ở đây")
    with serving.folder(DESIGN) as address:
        yield address


@pytest.fixture
def mock(browser, design):
    """A page of the mock in a size."""
    opened = []

    def make(name, size):
        page = browser.new_context(color_scheme="light", **SIZES[size]).new_page()
        opened.append(page)
        page.goto(f"{design}/{name}", wait_until="networkidle")
        return page

    yield make
    for page in opened:
        page.context.close()


def compare(person, mock, parts):
    """Every part of the table, all differences at once."""
    person.page.mouse.move(0, 0)
    faults = []
    for name, (ours, theirs) in parts.items():
        try:
            same_as_design(person.page, ours, mock=mock, design_selector=theirs)
        except AssertionError as fault:
            faults.append(f"{name}: {fault}")
    assert faults == [], "\n".join(faults)


def arrived_signed(*, at=AT, **changes):
    """As the inbox hands it over: with the report on its signatures."""
    pdf = papers.born_signed()
    report = verify(pdf, policy=trust(), at=at).to_dict()
    file = lives.stored(pdf, legal_class="loại 1", signatures=report)
    return incoming.arrive(
        by=cast.system(cast.agency()), at=at, agency=cast.agency(),
        arrival=replace(lives.arrival(**changes), files=[file]),
    )  # fmt: skip


def desk_of_the_clerk():
    """Something urgent of each degree, something late, something soon, something new; the first is signed."""
    friday = AT - timedelta(days=3)
    arrived_signed(at=AT - timedelta(minutes=12), urgency=3, subject=SUBJECT)
    lives.arrived(at=AT - timedelta(minutes=45), urgency=2, subject=SUBJECT)
    lives.arrived(at=AT - timedelta(minutes=20), urgency=1, subject=SUBJECT)
    lives.arrived(at=friday - timedelta(minutes=50), legal_class="loại 2")
    lives.arrived(at=friday + timedelta(hours=1), legal_class="loại 3")
    lives.arrived(at=AT - timedelta(minutes=30))
    lives.registered(at=AT - timedelta(minutes=40), subject=READ)


def desk_of_the_leader():
    """A document to direct with the clerk's word, one that is urgent, a draft that lacks something, one that fits."""
    for urgency in (0, 3):
        life = lives.registered(urgency=urgency, subject=SUBJECT, pdf=papers.born_signed())
        incoming.submit(by=actor("Vân"), at=AT, incoming=life, to=seat("Lâm"), note=NOTE)
    lives.outgoing_at(OutgoingState.SUBMITTED)
    life, version = lives.revised(subject=READ)
    line = lives.line(life, Part.LEAD)
    assignments.forward(by=actor("Chi"), at=AT, line=line, to=seat("Phú"), version=version)
    outgoing.initial(by=actor("Phú"), at=AT, outgoing=life, version=version, answers_for=AnswersFor.CONTENT)
    outgoing.submit(by=actor("Phú"), at=AT, outgoing=lives.fresh(life), version=version, to=seat("Lâm"))


def test_the_clerks_list_measures_as_the_design(meet, mock):
    apart(desk_of_the_clerk)
    clerk = meet("Vân").enter()
    clerk.open(f"/{cast.SO}/van-ban-den/chua-xu-ly")
    clerk.row(READ)
    clerk.open(f"/{cast.SO}/van-ban-den/chua-xu-ly")
    design = mock("clerk-inbox.html", "desktop")
    compare(clerk, design, CLERK)
    clerk.page.locator(".row .tick input").first.check()
    design.locator(".row .ck input").first.check()
    compare(clerk, design, PICKED)
    clerk.page.locator(".row .tick input").first.uncheck()
    clerk.act("Tiếp nhận và trình")
    compare(clerk, design, SAID)


def test_the_leaders_list_and_panel_measure_as_the_design(meet, mock):
    apart(desk_of_the_leader)
    leader = meet("Lâm").enter()
    leader.open(f"/{cast.SO}/viec")
    leader.row(READ)
    leader.open(f"/{cast.SO}/viec?chon=du")
    leader.button("Chủ trì tham mưu")
    leader.page.get_by_role("combobox", name="Tìm nơi chủ trì").fill("cao")
    leader.page.get_by_role("option", name="Cao Chi").click()
    compare(leader, mock("leader-phone.html", "desktop"), LEADER)


def test_the_clerks_phone_measures_as_the_design(meet, mock):
    apart(desk_of_the_clerk)
    clerk = meet("Vân", "phone").enter()
    clerk.open(f"/{cast.SO}/van-ban-den/chua-xu-ly")
    compare(clerk, mock("clerk-inbox.html", "phone"), CLERK_ON_PHONE)


def test_the_leaders_phone_measures_as_the_design(meet, mock):
    apart(desk_of_the_leader)
    leader = meet("Lâm", "phone").enter()
    leader.open(f"/{cast.SO}/viec")
    leader.page.locator(".row a.body").first.click()
    leader.page.wait_for_url("**/van-ban-d*/*")
    leader.rest()
    compare(leader, mock("leader-phone.html#vb", "phone"), LEADER_ON_PHONE)
