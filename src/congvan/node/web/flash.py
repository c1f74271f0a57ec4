"""What was just done, said once on the next page: in a short signed cookie, so that no row is written."""

from http import HTTPStatus
from typing import Self

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse

COOKIE = "said"
SECONDS_MAX = 60
UNDO_SECONDS = 10
CHARS_MAX = 300
_SIGNER = TimestampSigner(salt="congvan.said")


class Said(str):
    """A sentence on what was done, and the address that takes it back while there is one."""

    __slots__ = ("seconds", "undo")
    undo: str
    seconds: int

    def __new__(cls, text: str = "", undo: str = "") -> Self:
        said = super().__new__(cls, text)
        said.undo, said.seconds = undo, UNDO_SECONDS if undo else 0
        return said


def say(response: HttpResponse, text: str, *, undo: str = "") -> HttpResponse:
    """Let the next page say it, with the way back at an address that takes a POST."""
    value = _SIGNER.sign_object([text[:CHARS_MAX], undo])
    response.set_cookie(
        COOKIE,
        value,
        max_age=SECONDS_MAX,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def said(request: HttpRequest) -> Said:
    """What the request before did; empty where it did nothing."""
    try:
        text, undo = _SIGNER.unsign_object(request.COOKIES.get(COOKIE, ""), max_age=SECONDS_MAX)
    except (BadSignature, ValueError):
        return Said()
    return Said(text, undo)


def taken(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Forget it once a page has shown it."""
    shown = response.status_code == HTTPStatus.OK
    page = response.headers.get("Content-Type", "").startswith("text/html")
    if shown and page and COOKIE in request.COOKIES and COOKIE not in response.cookies:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response
