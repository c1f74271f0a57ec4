"""What was just done, said once on the next page: in a short signed cookie, so that no row is written."""

from http import HTTPStatus

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse

COOKIE = "said"
SECONDS_MAX = 60
CHARS_MAX = 300
_SIGNER = TimestampSigner(salt="congvan.said")


def say(response: HttpResponse, text: str) -> HttpResponse:
    """Let the next page say it."""
    value = _SIGNER.sign_object(text[:CHARS_MAX])
    response.set_cookie(
        COOKIE,
        value,
        max_age=SECONDS_MAX,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def said(request: HttpRequest) -> str:
    """What the request before did; empty where it did nothing."""
    try:
        return str(_SIGNER.unsign_object(request.COOKIES.get(COOKIE, ""), max_age=SECONDS_MAX))
    except BadSignature:
        return ""


def taken(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Forget it once a page has shown it."""
    shown = response.status_code == HTTPStatus.OK
    page = response.headers.get("Content-Type", "").startswith("text/html")
    if shown and page and COOKIE in request.COOKIES and COOKIE not in response.cookies:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response
