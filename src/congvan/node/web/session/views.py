"""Sign in, choose an agency, sign out."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from congvan.base import attempts, clock
from congvan.node.agencies import actions
from congvan.node.agencies.people import visitor, workplaces
from congvan.node.agencies.queries import installation
from congvan.ui import session
from congvan.ui.parts import Notice
from congvan.ui.sign_in import THROTTLED, WRONG, SignIn, asked_for, sign_in_page

BANNER = Notice(
    "Chứng thư, con dấu và đồng hồ đều là giả.", title="Bản minh họa, không có giá trị pháp lý", tone="warn"
)
DEMO_HINT = "Bản minh họa: mật khẩu của mọi tài khoản là minh-hoa-2018, ví dụ vanthu.sgddt, giamdoc.sgddt."


def sign_in(request: HttpRequest) -> HttpResponse:
    """The page of names and passwords, and what comes of them."""
    if request.method != "POST":
        if session.person(request) is not None:
            return HttpResponseRedirect(asked_for(request) or reverse("choose"))
        return _page(request, SignIn())
    form = SignIn(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    login, address = form.cleaned_data["login"], request.META["REMOTE_ADDR"]
    if attempts.too_many(login=login, address=address):
        form.add_error(None, THROTTLED)
        return _page(request, form, status=429)
    try:
        user = actions.sign_in(
            by=visitor(), at=clock.now(), installation=installation(), login=login,
            password=form.cleaned_data["password"],
        )  # fmt: skip
    except actions.WrongPassword:
        attempts.note_failure(login=login, address=address)
        form.add_error(None, WRONG)
        return _page(request, form, status=422)
    attempts.forgive(login=login)
    session.begin(request, user)
    onwards = HttpResponseRedirect(asked_for(request) or reverse("choose"), status=303)
    return session.mark_seen(onwards, user)


def choose(request: HttpRequest, *, user: Any) -> HttpResponse:
    """Where to work; with one seat only there is nothing to choose."""
    places = workplaces(user, at=clock.now())
    if len(places) == 1:
        return HttpResponseRedirect(reverse("home", kwargs={"agency": places[0].code}))
    context = {"title": "Chọn cơ quan", "name": user.name, "places": places, "banner": _banner()}
    return render(request, "session/choose.html", context)


def sign_out(request: HttpRequest, *, user: Any) -> HttpResponse:  # noqa: ARG001 — the door names who it is
    """End the session; the browser forgets what it kept of this site."""
    session.end(request)
    response = HttpResponseRedirect(reverse("sign-in"), status=303)
    response["Clear-Site-Data"] = '"storage"'
    return response


def _page(request: HttpRequest, form: SignIn, *, status: int = 200) -> HttpResponse:
    hint = DEMO_HINT if settings.SITE.demo else ""
    return sign_in_page(
        request, form, title=settings.SITE.title, about=settings.SITE.title, hint=hint, status=status
    )


def _banner() -> Notice | None:
    return BANNER if settings.SITE.demo else None
