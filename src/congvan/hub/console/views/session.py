"""Sign in and out."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from congvan.base import attempts
from congvan.hub.console import actions
from congvan.hub.console.door import Visit, visitor
from congvan.ui import session
from congvan.ui.sign_in import WRONG, SignIn, asked_for, sign_in_page

ABOUT = "Bảng điều khiển của trục, dành cho người vận hành."
DEMO_HINT = "Bản minh họa: vanhanh.truc, mật khẩu minh-hoa-2018."
THROTTLED = "Đã nhập sai quá nhiều lần, nên tạm dừng đăng nhập. Chờ 15 phút rồi thử lại."


def sign_in(visit: Visit) -> HttpResponse:
    """The page of name and password, and what comes of them. A throttled attempt is not even audited."""
    request = visit.request
    if request.method != "POST":
        if request.user.is_authenticated and session.person(request) is not None:
            return HttpResponseRedirect(_onwards(visit))
        return _page(visit, SignIn())
    form = SignIn(request.POST)
    if not form.is_valid():
        return _page(visit, form, status=422)
    login, address = form.cleaned_data["login"], request.META["REMOTE_ADDR"]
    if attempts.too_many(login=login, address=address):
        form.add_error(None, THROTTLED)
        return _page(visit, form, status=429)
    try:
        operator = actions.sign_in(
            by=visitor(), at=visit.at, login=login, password=form.cleaned_data["password"]
        )
    except actions.WrongPassword:
        attempts.note_failure(login=login, address=address)
        form.add_error(None, WRONG)
        return _page(visit, form, status=422)
    attempts.forgive(login=login)
    session.begin(request, operator)
    return session.mark_seen(HttpResponseRedirect(_onwards(visit), status=303), operator)


def sign_out(visit: Visit) -> HttpResponse:
    """End the session; the browser forgets what it kept of this site."""
    actions.sign_out(by=visit.actor, at=visit.at, operator=visit.operator)
    session.end(visit.request)
    response = HttpResponseRedirect(reverse("console-sign-in"), status=303)
    response["Clear-Site-Data"] = '"storage"'
    return response


def _onwards(visit: Visit) -> str:
    return asked_for(visit.request) or reverse("console-overview")


def _page(visit: Visit, form: SignIn, *, status: int = 200) -> HttpResponse:
    hint = DEMO_HINT if settings.SITE.demo else ""
    return sign_in_page(visit.request, form, title=settings.SITE.title, about=ABOUT, hint=hint, status=status)
