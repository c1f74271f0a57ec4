"""The one way into the console: the right method, signed in, with the right. Deny by default."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from congvan.base import clock
from congvan.base.actor import Actor, RequestMark
from congvan.base.acts import Act, Role
from congvan.base.errors import Denied, NotDone, Refusal, Repeated
from congvan.base.http import status_of
from congvan.base.logs import request_id
from congvan.hub.acts.roles import OPERATOR, VISITOR
from congvan.hub.console.models import Operator
from congvan.ui import session
from congvan.ui.errors import trouble
from congvan.ui.routes import Policy, Route, View, could_ever, method_allowed

KEY_CHARS_MAX = 64
VISITOR_NAME = "Người chưa đăng nhập"
HIDDEN = frozenset({"csrfmiddlewaretoken", "idempotency_key", "password"})


@dataclass(frozen=True)
class Visit:
    """One request of a person: who acts, and the one legal moment of it."""

    request: HttpRequest
    actor: Actor
    at: datetime

    def once(self, verb: Callable[[], object]) -> None:
        """Do the act of this request; what the same request did before is as good as done."""
        try:
            verb()
        except Repeated:
            return

    @property
    def operator(self) -> Operator:
        """The account of who visits; only behind a route that visitors cannot enter."""
        user = self.request.user
        assert isinstance(user, Operator), "the door lets nobody else in"
        return user


def enter(route: Route) -> View:
    """The view of a route behind the door. A route without an act or a policy stops the program."""
    assert isinstance(route.need, Act | Policy), f"{route.path} says nothing of who may enter"

    def view(request: HttpRequest, **parts: Any) -> HttpResponse:
        if not method_allowed(route, request):
            return _wrong_method(request, route)
        person = session.person(request)
        if person is None:
            return _admit_visitor(route, request, parts)
        assert isinstance(person, Operator)
        actor = Actor(
            name=person.name, roles=frozenset({OPERATOR}), user_id=person.pk, request=_mark(request, person)
        )
        # Whoever is signed in may still open what visitors may: the page of signing in sends them on.
        if not _lets_in(route, actor.roles | {VISITOR}):
            return session.mark_seen(trouble(request, 403), person)
        response = _answer(route, Visit(request, actor, clock.now()), parts)
        signed_in = request.user.is_authenticated
        return session.mark_seen(response, person) if signed_in else response

    view.__name__ = route.name.replace("-", "_")
    return view


def _admit_visitor(route: Route, request: HttpRequest, parts: dict[str, Any]) -> HttpResponse:
    actor = visitor()
    if not _lets_in(route, actor.roles):
        return _to_sign_in(request)
    return _answer(route, Visit(request, actor, clock.now()), parts)


def visitor() -> Actor:
    """Somebody who has not signed in yet."""
    return Actor(name=VISITOR_NAME, roles=frozenset({VISITOR}), request=RequestMark(id=request_id.get()))


def _lets_in(route: Route, roles: frozenset[Role]) -> bool:
    """Whoever could never have the right is turned back before anything is read."""
    need = route.need
    if isinstance(need, Policy) and need.may is None:
        return need.public or OPERATOR in roles
    assert need.may is not None
    return could_ever(need.may, roles)


def _answer(route: Route, visit: Visit, parts: dict[str, Any]) -> HttpResponse:
    try:
        return route.view(visit, **parts)
    except NotDone as error:
        return _not_done(visit.request, error)


def _mark(request: HttpRequest, person: Operator) -> RequestMark:
    """The request's id, and for a POST with a key that key with the digest of what it asks.

    The key is the person's own: two people whose names are alike never meet in one.
    """
    key = request.POST.get("idempotency_key", "") if request.method == "POST" else ""
    if not key or len(key) > KEY_CHARS_MAX:
        return RequestMark(id=request_id.get())
    asked = sorted(
        (name, value) for name, values in request.POST.lists() for value in values if name not in HIDDEN
    )
    digest = sha256(repr((request.path, asked)).encode()).hexdigest()
    return RequestMark(id=request_id.get(), key=f"{person.pk}:{key}", digest=digest)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in first, then to where one wanted; a script is told so, it cannot follow into another page."""
    wanted = request.get_full_path() if request.method != "POST" else ""
    address = reverse("console-sign-in") + (f"?{urlencode({'tiep': wanted})}" if wanted else "")
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address, status=303)


def _wrong_method(request: HttpRequest, route: Route) -> HttpResponse:
    response = trouble(request, 405)
    response["Allow"] = ", ".join(route.methods)
    return response


def _not_done(request: HttpRequest, error: NotDone) -> HttpResponse:
    """What became of an act that was not done, in words; what was typed is given back.

    An act's address stands under that of its subject, so the way back is one part shorter.
    """
    kept, back = request.POST.get("reason", ""), request.path.rpartition("/")[0]
    match error:
        case Denied():
            return trouble(request, status_of(error))
        case Refusal(law=law):
            return trouble(request, 422, happened=str(error), kept=kept, law=law, back=back)
    return trouble(request, status_of(error), happened=str(error), kept=kept, back=back)
