"""Working sessions: limited in length and in idle time, both on real time by signed marks."""

from importlib import import_module

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse

_BEGUN = TimestampSigner(salt="congvan.session.begun")
_SEEN = TimestampSigner(salt="congvan.session.seen")


def begin(request: HttpRequest, user: AbstractBaseUser) -> None:
    """Start a session for who has just proved to be `user`; an older one of this browser ends."""
    logout(request)
    login(request, user)  # type: ignore[arg-type]  # the stubs want Django's own User
    request.session["begun"] = _BEGUN.sign(str(user.pk))


def end(request: HttpRequest) -> None:
    """End the session."""
    logout(request)


def person(request: HttpRequest) -> AbstractBaseUser | None:
    """Who is signed in; None where nobody is, or the session is too old or was left idle."""
    user = request.user
    if not user.is_authenticated or not _fresh(request, str(user.pk)):
        return None
    assert isinstance(user, AbstractBaseUser)
    return user


def mark_seen(response: HttpResponse, user: AbstractBaseUser) -> HttpResponse:
    """Mark the moment of this request at the browser; no row is written for it."""
    response.set_cookie(
        _cookie(), _SEEN.sign(str(user.pk)), httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return response


def forget_expired() -> int:
    """Delete the rows of sessions that are over: a job of each site's worker, done at once, so it tells 0."""
    engine = import_module(settings.SESSION_ENGINE)
    engine.SessionStore.clear_expired()
    return 0


def _fresh(request: HttpRequest, pk: str) -> bool:
    site = settings.SITE
    try:
        begun = _BEGUN.unsign(request.session.get("begun", ""), max_age=site.session_hours * 3600)
        seen = _SEEN.unsign(request.COOKIES.get(_cookie(), ""), max_age=site.idle_minutes * 60)
    except BadSignature:
        return False
    return begun == pk and seen == pk


def _cookie() -> str:
    return f"congvan_{settings.SITE.name}_seen"
