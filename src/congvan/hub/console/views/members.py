"""Members: the list, one of them, and the two acts on its connection."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from congvan.hub.acts.members import RESUME_MEMBER, SUSPEND_MEMBER
from congvan.hub.console import labels
from congvan.hub.console.door import Visit
from congvan.hub.console.forms import Reason
from congvan.hub.console.limits import SILENT_AFTER
from congvan.hub.console.queries import members as queries
from congvan.hub.console.shell import shown
from congvan.hub.console.tables import Cell, Lines
from congvan.hub.members import actions
from congvan.hub.members.models import Member
from congvan.ui import words
from congvan.ui.parts import Clock, Column, Empty, Step, Tag, Tone

PLACE = "console-members"
DONE = {
    "tam-ngung": "Đã tạm ngừng kết nối. Gói tin gửi đến hệ thống này được giữ lại chờ.",
    "noi-lai": "Đã nối lại. Hệ thống sẽ tự lấy những gì đang chờ.",
}
CONNECTED, SUSPENDED = Tag("Đang kết nối", "good", "check"), Tag("Tạm ngừng", "warn", "alert-triangle")
COLUMNS = (
    Column("Hệ thống"),
    Column("Kết nối"),
    Column("Lấy gói tin"),
    Column("Gửi gần nhất"),
    Column("Đang chờ lấy", figures=True),
    Column("Cơ quan", figures=True),
)
AGENCY_COLUMNS = (Column("Mã"), Column("Tên cơ quan"), Column("Hiệu lực"), Column("Tình trạng"))
TONES: dict[str, Tone] = {SUSPEND_MEMBER.code: "warn", RESUME_MEMBER.code: "good"}


def listed(visit: Visit) -> HttpResponse:
    """Every member with its health."""
    lines = queries.members()
    table = members_table(visit, lines) if lines else Empty("Chưa có hệ thống nào kết nối vào trục")
    return shown(
        visit, "console/members.html", place=PLACE, title="Thành viên", table=table, count=len(lines)
    )


def shown_one(visit: Visit, *, member_id: UUID) -> HttpResponse:
    """One member: health, agencies, decisions."""
    return _page(visit, member_id, Reason())


def suspend(visit: Visit, *, member_id: UUID) -> HttpResponse:
    """Stop answering a member until it is resumed."""
    return _decide(visit, member_id, actions.suspend_member, done="tam-ngung")


def resume(visit: Visit, *, member_id: UUID) -> HttpResponse:
    """Let a suspended member call again."""
    return _decide(visit, member_id, actions.resume_member, done="noi-lai")


def members_table(visit: Visit, lines: Sequence[queries.MemberLine]) -> Lines:
    """Members as rows, also for the first page."""
    return Lines("Hệ thống thành viên", COLUMNS, tuple(_row(visit, line) for line in lines))


def _row(visit: Visit, line: queries.MemberLine) -> tuple[Cell, ...]:
    sent = labels.moment(line.sent_at, now=visit.at) if line.sent_at else "chưa gửi gì"
    waited = labels.length(visit.at - line.waiting_since) if line.waiting_since else ""
    return (
        Cell(line.name, reverse("console-member", args=[line.id]), note=line.code),
        Cell(tags=(CONNECTED if line.active else SUSPENDED,)),
        Cell(clock=pull_clock(line)),
        Cell(sent),
        Cell(words.number(line.waiting), note=f"lâu nhất {waited}" if waited else ""),
        Cell(words.number(line.agencies)),
    )


def pull_clock(line: queries.MemberLine) -> Clock:
    """How long since a member asked for its deliveries; red after SILENT_AFTER unless it is suspended."""
    if line.silent_for is None:
        return Clock("chưa lấy lần nào", "late" if line.active else "")
    ago = labels.length(line.silent_for)
    if line.silent_for < SILENT_AFTER:
        return Clock(f"{ago} trước")
    return Clock(f"chưa lấy từ {ago}", "late" if line.active else "")


def _decide(visit: Visit, member_id: UUID, verb: Callable[..., None], *, done: str) -> HttpResponse:
    """The form alone, or the act and back to the member."""
    member = _found(member_id)
    if visit.request.method != "POST":
        return _form_page(visit, member, Reason(), done=done)
    form = Reason(visit.request.POST)
    if not form.is_valid():
        return _form_page(visit, member, form, done=done, status=422)
    reason = form.cleaned_data["reason"]
    visit.once(lambda: verb(by=visit.actor, at=visit.at, member=member, reason=reason))
    return HttpResponseRedirect(f"{reverse('console-member', args=[member_id])}?xong={done}", status=303)


def _form_page(visit: Visit, member: Member, form: Reason, *, done: str, status: int = 200) -> HttpResponse:
    act = SUSPEND_MEMBER if done == "tam-ngung" else RESUME_MEMBER
    return shown(
        visit,
        "console/decide.html",
        place=PLACE,
        title=f"{'Tạm ngừng' if act is SUSPEND_MEMBER else 'Nối lại'}: {member.name}",
        status=status,
        form=form,
        suspends=act is SUSPEND_MEMBER,
        back=reverse("console-member", args=[member.pk]),
    )


def _found(member_id: UUID) -> Member:
    member = queries.find_member(member_id)
    if member is None:
        raise Http404
    return member


def _page(visit: Visit, member_id: UUID, form: Reason) -> HttpResponse:
    page = queries.member_page(member_id)
    if page is None:
        raise Http404
    line = page.line
    return shown(
        visit,
        "console/member.html",
        place=PLACE,
        title=line.name,
        line=line,
        state=CONNECTED if line.active else SUSPENDED,
        clock=pull_clock(line),
        sent=labels.moment(line.sent_at, now=visit.at) if line.sent_at else "chưa gửi gì",
        enrolled=labels.moment(page.enrolled_at, now=visit.at),
        waited=labels.length(visit.at - line.waiting_since) if line.waiting_since else "",
        agencies=_agencies(page),
        steps=tuple(_step(visit, one) for one in page.decisions),
        form=form,
        done=DONE.get(visit.request.GET.get("xong", ""), ""),
    )


def _agencies(page: queries.MemberPage) -> Lines | Empty:
    if not page.agencies:
        return Empty("Chưa có cơ quan nào", "Đưa cơ quan vào danh mục để hệ thống này gửi và nhận được.")
    rows = tuple(
        (
            Cell(one.code),
            Cell(one.name, note="không có hệ thống riêng" if one.represented else ""),
            Cell(_period(one)),
            Cell(tags=(Tag("Đã đóng") if one.valid_to else Tag("Đang dùng", "good"),)),
        )
        for one in page.agencies
    )
    return Lines("Cơ quan đi qua hệ thống này", AGENCY_COLUMNS, rows)


def _period(one: queries.AgencyLine) -> str:
    since = f"từ {labels.day(one.valid_from)}"
    return f"{since} đến trước {labels.day(one.valid_to)}" if one.valid_to else since


def _step(visit: Visit, one: queries.Decision) -> Step:
    tone = TONES.get(one.code, "")
    icon = "alert-triangle" if tone == "warn" else "check"
    at = labels.moment(one.at, now=visit.at)
    return Step(at, one.label, one.by, one.about, tone=tone, icon=icon)
