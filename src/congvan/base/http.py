"""Errors of acts in their HTTP form, request ids, and the two health pages."""

import logging
import re
from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from congvan.base.errors import Denied, NotDone, Refusal, Repeated, Stale
from congvan.base.ids import new_id, shorten
from congvan.base.logs import request_id

log = logging.getLogger("congvan.http")
REQUEST_ID = re.compile(r"^[A-Za-z0-9-]{8,64}$")
Handler = Callable[[HttpRequest], HttpResponse]


def status_of(error: NotDone) -> int:
    """The HTTP status of an act not done: unseen 404, forbidden 403, stale 409, refused by law 422."""
    match error:
        case Denied(visible=False):
            return 404
        case Denied():
            return 403
        case Stale():
            return 409
        case _:
            return 422


def problem(error: NotDone) -> dict[str, object]:
    """An API error object: type, code, message, param, law, request_id."""
    law = error.law if isinstance(error, Refusal) else ""
    return {
        "type": error.outcome,
        "code": error.code,
        "message": str(error),
        "param": error.param if isinstance(error, Refusal) else None,
        "law": law or None,
        "request_id": request_id.get(),
    }


class RequestIds:
    """Give each request an id, from the caller where it is well-formed, and hand it back."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-Id", "")
        token = request_id.set(given if REQUEST_ID.match(given) else shorten(new_id()))
        try:
            response = self.get_response(request)
            response["X-Request-Id"] = request_id.get()
            return response
        finally:
            request_id.reset(token)


class ActErrors:
    """Answer acts that were not done in JSON. A repeated request gets what the first one left."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Django's hook for a view that raised."""
        if isinstance(error, NotDone):
            return JsonResponse(problem(error), status=status_of(error))
        if isinstance(error, Repeated):
            return JsonResponse(error.kept)
        log.error("fault at %s %s", request.method, request.path, exc_info=error)
        return None


def healthz(_request: HttpRequest) -> HttpResponse:
    """The process is alive."""
    return JsonResponse({"alive": True})


def readyz(_request: HttpRequest) -> HttpResponse:
    """The process can serve: its database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"ready": False, "reason": "Cơ sở dữ liệu chưa trả lời."}, status=503)
    return JsonResponse({"ready": True})
