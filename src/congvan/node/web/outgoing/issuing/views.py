"""“Ban hành” as one page: the pages with their places, the questions that are left, one button (QD11/D8)."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect

from congvan.base.acting import check, open_acts
from congvan.base.acts import Act
from congvan.node.acts import outgoing as acts
from congvan.node.acts.states import OutgoingState as State
from congvan.node.outgoing.issuing import Expected, expected
from congvan.node.web import flash, lists
from congvan.node.web.outgoing import pages
from congvan.node.web.outgoing.forms_issue import Issue
from congvan.node.web.outgoing.issuing import overlay
from congvan.node.web.outgoing.issuing.steps import Halt, go_on
from congvan.node.web.resource import Found
from congvan.node.web.shell import shell_of
from congvan.node.web.visit import Visit
from congvan.ui.answers import answer
from congvan.ui.parts import Notice
from congvan.ui.routes import View

LISTING = "to-issue"
# By state: the name of the route by which one goes on, and its button.
NEXT = {
    State.TO_ISSUE: ("issue", "Ban hành và gửi"),
    State.NUMBERED: ("seal-and-send", "Đóng dấu và gửi"),
    State.ISSUED: ("release", "Gửi"),
}
GO_ON = {
    State.NUMBERED: "Số đã cấp được giữ cho văn bản này. Nhập mã PIN của con dấu để làm tiếp.",
    State.ISSUED: "Văn bản đã có số, ngày và đủ chữ ký. Chọn nơi nhận rồi gửi.",
}


def issue(need: Act) -> View:
    """The view of one way to the page: by the first act that is left, or by sending alone."""

    def view(visit: Visit, id: UUID) -> HttpResponse:  # noqa: A002 — the name in the address
        found = _found(visit, id)
        if visit.request.method != "POST":
            _let_in(visit, found, need)
            return _page(visit, found, _form(visit, found))
        form = Issue(visit.request.POST, visit=visit, found=found, auto_id="issue-%s")
        if not form.is_valid():
            _let_in(visit, found, need)
            return _page(visit, found, form, status=422)
        onwards = lists.next_href(visit, lists.Way(LISTING), id)
        halt = go_on(visit, found, form.cleaned_data)
        after = _found(visit, id)
        if halt is not None:
            return _halted(visit, after, halt)
        return flash.say(HttpResponseRedirect(onwards, status=303), _said(after, form))

    return view


def _found(visit: Visit, identifier: UUID) -> Found:
    found = pages.find(visit, identifier)
    if found is None:
        raise Http404
    return found


def _form(visit: Visit, found: Found) -> Issue:
    return Issue(visit=visit, found=found, auto_id="issue-%s")


def _let_in(visit: Visit, found: Found, need: Act) -> None:
    """Whoever may do none of the three now learns why from the act of the address."""
    if not open_acts(visit.actor, [acts.ASSIGN_NUMBER, acts.SEAL, acts.RELEASE], on=found.life):
        check(visit.actor, need, on=found.life)


def _halted(visit: Visit, found: Found, halt: Halt) -> HttpResponse:
    """The page as it stands now: what was typed is kept, but for the PIN."""
    form = Issue(visit.request.POST, visit=visit, found=found, auto_id="issue-%s")
    form.is_valid()
    form.add_error(halt.field if halt.field in form.fields else None, halt.message)
    return _page(visit, found, form, halt=halt, status=422)


def _page(
    visit: Visit, found: Found, form: Issue, *, halt: Halt | None = None, status: int = 200
) -> HttpResponse:
    state = State(found.life.state)
    coming = _coming(visit, found, form) if state == State.TO_ISSUE else None
    number = coming.number if coming else found.life.document.number
    viewer = overlay.viewer(visit, found)
    context = {
        "title": "Ban hành", "layout": "issue", "shell": shell_of(visit, current=LISTING), "found": found,
        "said": flash.said(visit.request), "form": form, "rows": form.rows(), "expected": coming,
        "today": visit.at.date(), "notices": _notices(found, form, halt), "viewer": viewer,
        "sheets": overlay.sheets(visit, found, viewer.pages, number=number) if viewer else (),
        "post": visit.url(NEXT[state][0], id=found.id), "submit": NEXT[state][1],
        "back": visit.url("outgoing", id=found.id, query={"ds": LISTING}), "asked": form.offer.asked,
    }  # fmt: skip
    return answer(
        visit.request,
        page="outgoing/issue.html",
        fragment="outgoing/issue.html",
        context=context,
        status=status,
    )


def _coming(visit: Visit, found: Found, form: Issue) -> Expected | None:
    """The number that is likely; never a promise."""
    chosen = form["register"].value()
    return expected(found.life, book=chosen, on=visit.at.date()) if chosen in dict(form.books) else None


def _notices(found: Found, form: Issue, halt: Halt | None) -> list[Notice]:
    """What stands, whatever was asked for: in one sentence, with how to go on."""
    state, notation = State(found.life.state), found.facts.entry.glance.notation
    stands = {
        State.TO_ISSUE: "Chưa cấp số",
        State.NUMBERED: f"Đã cấp số {notation}, chưa đóng dấu",
        State.ISSUED: f"Đã ban hành {notation}, chưa gửi",
    }[state]
    if halt is not None:
        going = "Sửa chỗ báo lỗi ở dưới rồi làm tiếp; việc đã xong không làm lại."
        return [Notice(going, title=stands, tone="warn")]
    if state in GO_ON and not form.is_bound:
        return [Notice(GO_ON[state], title=stands)]
    if state == State.TO_ISSUE and not form.books:
        return [Notice("Mở sổ và dãy số của năm nay rồi cấp số.", title="Chưa có sổ văn bản đi", tone="warn")]
    return []


def _said(found: Found, form: Issue) -> str:
    """What was done, told once on the next page."""
    data = form.cleaned_data
    on_hub, inside, by_paper = (len(data[name]) for name in ("axis", "internal", "paper"))
    parts = [
        text
        for count, text in (
            (on_hub, f"{on_hub} cơ quan qua trục"),
            (inside, f"{inside} nơi nội bộ"),
            (by_paper, f"{by_paper} nơi bằng bản giấy"),
        )
        if count
    ]
    return f"Đã ban hành {found.facts.entry.glance.notation}, gửi {', '.join(parts)}."
