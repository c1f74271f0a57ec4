"""Pages of incoming documents that are not about one document: the paper form, and receiving many at once."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect

from congvan.base.acting import open_acts
from congvan.base.errors import NotDone, Refusal
from congvan.node.acts import incoming as acts
from congvan.node.agencies.people import seat_of
from congvan.node.incoming import actions
from congvan.node.incoming.queries import entered
from congvan.node.incoming.refusals import NoRegister
from congvan.node.registers.queries import book_of_incoming, next_number
from congvan.node.web import flash, resources
from congvan.node.web.incoming.doings import receive_and_submit
from congvan.node.web.incoming.paper import Paper
from congvan.node.web.shell import shell_of
from congvan.node.web.visit import Visit
from congvan.ui.answers import answer

MANY_MAX = 50
listing = resources.listing


def enter_by_hand(visit: Visit) -> HttpResponse:
    """Đăng ký văn bản giấy, thư điện tử, fax: the firm number first, then the scan (QD11/D5.K4.a)."""
    book = book_of_incoming(visit.agency, year=visit.at.year)
    if visit.request.method != "POST":
        return _paper_page(visit, Paper(visit=visit), book)
    form = Paper(visit.request.POST, visit.request.FILES, visit=visit)
    if not form.is_valid():
        return _paper_page(visit, form, book, status=422)
    try:
        life = _enter(visit, form, book)
    except Refusal as refusal:
        form.add_error(refusal.param if refusal.param in form.fields else None, refusal.message)
        return _paper_page(visit, form, book, status=422)
    said = f"Đã đăng ký {form.cleaned_data['notation'] or 'văn bản không số'}, số đến {life.number.value}."
    again = "again" in visit.request.POST
    onwards = visit.url("enter-by-hand") if again else visit.url("incoming", id=life.document_id)
    return flash.say(HttpResponseRedirect(onwards, status=303), said)


def receive_many(visit: Visit) -> HttpResponse:
    """Tiếp nhận và trình for all that is ticked, in the order of the list; what cannot be done is told."""
    done, left = 0, []
    for ordinal, key in enumerate(visit.request.POST.getlist("pick")[:MANY_MAX], start=1):
        named = resources.of_key(visit, key)
        if named is None:
            left.append("một văn bản không còn trong danh sách")
            continue
        found = named[1]
        if acts.REGISTER not in open_acts(visit.actor, [acts.REGISTER], on=found.life):
            left.append(f"{found.facts.entry.glance.notation}: {found.facts.entry.state}")
            continue
        try:
            receive_and_submit(visit.part(ordinal), found, {})
            done += 1
        except NotDone as error:
            left.append(f"{found.facts.entry.glance.notation}: {error}")
    return flash.say(HttpResponseRedirect(visit.url("inbox"), status=303), _told(done, left))


def _told(done: int, left: list[str]) -> str:
    if not done and not left:
        return "Chưa chọn văn bản nào."
    said = f"Đã tiếp nhận và trình {done} văn bản."
    return f"{said} {len(left)} văn bản chưa làm được: {'; '.join(left)}." if left else said


def _enter(visit: Visit, form: Paper, book: Any) -> Any:
    """Up to three acts, each with its own part of the request's key: register, join the scan, submit."""
    if book is None:
        raise NoRegister
    data, description = form.cleaned_data, form.description()
    life = visit.once(
        lambda by: actions.enter_by_hand(
            by=by, at=visit.at, register=book, channel=data["channel"], description=description,
            marking=data["marking"],
        )
    ) or entered(visit.agency, description)  # fmt: skip  # sent twice: its document is there
    if data["scan"]:
        scan = data["scan"]
        visit.once(
            lambda by: actions.add_scan(by=by, at=visit.at, incoming=life, name=scan.name, pdf=scan.read()),
            ordinal=2,
        )
    if data["to"]:
        to = seat_of(visit.agency, data["to"])
        visit.once(lambda by: actions.submit(by=by, at=visit.at, incoming=life, to=to), ordinal=3)
    return life


def _paper_page(visit: Visit, form: Paper, book: Any, *, status: int = 200) -> HttpResponse:
    expected = next_number(book, kind="") if book else None
    context = {
        "form": form, "expected": expected, "book": book, "title": "Đăng ký bản giấy", "layout": "",
        "shell": shell_of(visit, current="inbox"), "said": flash.said(visit.request),
        "post": visit.url("enter-by-hand"), "back": visit.url("inbox"),
    }  # fmt: skip
    return answer(
        visit.request,
        page="incoming/paper.html",
        fragment="incoming/paper.html",
        context=context,
        status=status,
    )
