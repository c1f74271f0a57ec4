"""The one way into every page of the node: signed in, at this agency, with the right, by the right method."""

from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from congvan.base import clock
from congvan.base.actor import RequestMark
from congvan.base.errors import Denied, NotDone, Refusal, Stale
from congvan.base.http import status_of
from congvan.base.logs import request_id
from congvan.node.agencies.people import NoSeat, actor_at
from congvan.node.web import flash
from congvan.node.web.visit import Visit
from congvan.ui import session
from congvan.ui.errors import trouble
from congvan.ui.routes import Policy, Route, View, could_ever

KEY_CHARS_MAX = 100


def enter(route: Route) -> View:
    """The view of a route behind the door."""

    def view(request: HttpRequest, **parts: Any) -> HttpResponse:
        if request.method not in route.methods:
            return _wrong_method(request, route)
        if isinstance(route.need, Policy) and route.need.public:
            return route.view(request, **parts)
        user = session.person(request)
        if user is None:
            return _to_sign_in(request)
        response = _answer(route, request, user, parts)
        return response if route.name == "sign-out" else session.mark_seen(response, user)

    view.__name__ = route.name.replace("-", "_")
    return view


def _answer(route: Route, request: HttpRequest, user: Any, parts: dict[str, Any]) -> HttpResponse:
    code = parts.pop("agency", None)
    if code is None:
        return route.view(request, user=user, **parts)
    at = clock.now()
    try:
        actor, agency, title = actor_at(user=user, code=code, at=at, request=_mark(request))
    except NoSeat:
        return trouble(request, 404)
    if not _lets_in(route, actor.roles):
        return trouble(request, 403)
    visit = Visit(request=request, actor=actor, agency=agency, code=code, title=title, at=at)
    try:
        return flash.taken(request, route.view(visit, **parts))
    except NotDone as error:
        return _not_done(request, error)


def _lets_in(route: Route, roles: Any) -> bool:
    """Deny by default: whoever could never have the right is turned back before anything is read."""
    return route.need.may is None or could_ever(route.need.may, roles)


def _mark(request: HttpRequest) -> RequestMark:
    """The request's id, and for a POST its key with the digest of what it asks."""
    key = request.POST.get("idempotency_key", "")[:KEY_CHARS_MAX] if request.method == "POST" else ""
    if not key:
        return RequestMark(id=request_id.get())
    asked = sorted(
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in {"csrfmiddlewaretoken", "pin"}
    )
    digest = sha256(repr((request.path, asked)).encode()).hexdigest()
    return RequestMark(id=request_id.get(), key=key, digest=digest)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in first, then to where one wanted; a script is told so: it cannot follow into another page."""
    wanted = request.get_full_path() if request.method in {"GET", "HEAD"} else ""
    address = reverse("sign-in") + (f"?{urlencode({'tiep': wanted})}" if wanted else "")
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address, status=303)


def _wrong_method(request: HttpRequest, route: Route) -> HttpResponse:
    response = trouble(request, 405)
    response["Allow"] = ", ".join(route.methods)
    return response


def _not_done(request: HttpRequest, error: NotDone) -> HttpResponse:
    match error:
        case Denied():
            return trouble(request, status_of(error))
        case Stale(state=state):
            now = f" Trạng thái bây giờ: {state}." if state else ""
            return trouble(request, 409, happened=f"{error}{now}", kept=kept_text(request))
        case Refusal(law=law):
            return trouble(request, 422, happened=str(error), kept=kept_text(request), law=law)
    return trouble(request, status_of(error), happened=str(error))


def kept_text(request: HttpRequest) -> str:
    """What a person had typed into the form that was not done, for them to take up again."""
    typed = [
        value.strip()
        for name, values in request.POST.lists()
        for value in values
        if name not in {"csrfmiddlewaretoken", "idempotency_key", "pin", "password"} and " " in value.strip()
    ]
    return "\n\n".join(typed)
