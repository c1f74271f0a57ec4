"""Feeds over HTTP: a member's deliveries, the directory, the hub's key."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from congvan.hub.api import errors, forms, jws
from congvan.hub.api.endpoint import Call, endpoint
from congvan.hub.api.limits import (
    AGENCIES_DEFAULT,
    AGENCIES_MAX,
    CHANGES_DEFAULT,
    CHANGES_MAX,
    CURSOR_MAX,
)
from congvan.hub.members import queries as members
from congvan.hub.members.models import Member
from congvan.hub.relay import queries


@endpoint("GET")
def changes(call: Call) -> HttpResponse:
    """P50: what lies at the hub for the calling member, after a cursor."""
    Member.note_pull(call.caller.member_id)
    page = queries.changes(
        member_id=call.caller.member_id,
        since=_number(call, "since", default=0, low=0, high=CURSOR_MAX),
        limit=_number(call, "limit", default=CHANGES_DEFAULT, low=1, high=CHANGES_MAX),
    )
    return JsonResponse(forms.changes(page))


@endpoint("GET")
def directory(call: Call) -> HttpResponse:
    """P70: the agencies that can be reached, as changes after a cursor."""
    page = members.directory(
        since=_number(call, "since", default=0, low=0, high=CURSOR_MAX),
        limit=_number(call, "limit", default=AGENCIES_DEFAULT, low=1, high=AGENCIES_MAX),
    )
    return JsonResponse(forms.directory(page))


def key(request: HttpRequest) -> HttpResponse:
    """P72: the hub's public key, for everybody."""
    if request.method != "GET":
        return errors.answer(errors.MethodUnknown(param="GET"))
    return JsonResponse({"kid": jws.key_id(), "alg": "EdDSA", "pem": jws.public_pem()})


def _number(call: Call, name: str, *, default: int, low: int, high: int) -> int:
    """A whole number of the query string. Raises ParameterUnfit."""
    text = call.request.GET.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(CURSOR_MAX))):
        raise errors.ParameterUnfit(param=name)
    number = int(text)
    if not low <= number <= high:
        raise errors.ParameterUnfit(param=name)
    return number
