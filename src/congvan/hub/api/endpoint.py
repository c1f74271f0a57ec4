"""What every call of the API has in common: method, caller, one legal instant, errors as JSON."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from congvan.base import clock
from congvan.base.actor import Actor, RequestMark
from congvan.base.errors import NotDone
from congvan.base.logs import request_id
from congvan.hub.acts.roles import MEMBER
from congvan.hub.api import errors
from congvan.hub.api.authentication import Caller, authenticate

P = ParamSpec("P")
NOTHING = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True)
class Call:
    """One authenticated request: who acts, and when by legal time."""

    request: HttpRequest
    caller: Caller
    actor: Actor
    at: datetime


View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
Handler = Callable[Concatenate[Call, P], HttpResponseBase]


def endpoint(method: str) -> Callable[[Handler[P]], View[P]]:
    """Make a view of a function on a Call. A GET is refused when its token speaks of a body."""

    def make(handle: Handler[P]) -> View[P]:
        @csrf_exempt  # who calls is proved by a token over this very request, not by a cookie
        @wraps(handle)
        def view(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            try:
                return handle(_call(request, method), *args, **kwargs)
            except NotDone as error:
                return errors.answer(error)

        return view

    return make


def _call(request: HttpRequest, method: str) -> Call:
    if request.method != method:
        raise errors.MethodUnknown(param=method)
    caller = authenticate(request)
    if method == "GET" and caller.body_digest != NOTHING:
        raise errors.BodyDiffers
    actor = Actor(
        name=caller.code,
        roles=frozenset({MEMBER}),
        scope_id=caller.member_id,
        request=RequestMark(id=request_id.get()),
    )
    return Call(request, caller, actor, clock.now())
