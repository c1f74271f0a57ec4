"""Who calls: a token made by the member's key for this one request (docs/protocol/v1.md P10–P17)."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import jwt
from django.http import HttpRequest

from congvan.hub.api import errors
from congvan.hub.api.limits import (
    CLOCK_SKEW_SECONDS,
    JTI_CHARS_MAX,
    JTI_CHARS_MIN,
    TOKEN_CHARS_MAX,
    TOKEN_SECONDS_MAX,
)
from congvan.hub.members import queries as members
from congvan.hub.members import tokens

AUDIENCE = "congvan-hub"
ALGORITHM = "EdDSA"
REQUIRED = ["iss", "aud", "iat", "exp", "jti", "htm", "htu", "body"]
JTI = re.compile(rf"[A-Za-z0-9_-]{{{JTI_CHARS_MIN},{JTI_CHARS_MAX}}}")


@dataclass(frozen=True)
class Caller:
    """An authenticated member; `body_digest` is what it says the body hashes to (SHA-256, hex)."""

    member_id: UUID
    code: str
    public_key: str
    body_digest: str


@dataclass(frozen=True)
class Claims:
    """What a verified token says. After `useless_at` (real time) no process accepts it any more."""

    jti: str
    method: str
    path: str
    body_digest: str
    useless_at: datetime


def authenticate(request: HttpRequest) -> Caller:
    """The member that signed this request. Raises TokenMissing, TokenInvalid, TokenExpired and their like.

    The token is spent: the same one is refused next time, by every process. The body is not read yet.
    """
    token = _token(request)
    member = _claimed_member(token)
    claims = _verified(token, member.public_key)
    if (claims.method, claims.path) != (request.method, request.get_full_path()):
        raise errors.TokenElsewhere
    if not member.active:
        raise errors.MemberSuspended
    if not tokens.spend(member_id=member.id, jti=claims.jti, expires_at=claims.useless_at):
        raise errors.TokenReplayed
    return Caller(member.id, member.code, member.public_key, claims.body_digest)


def _token(request: HttpRequest) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer" or not token:
        raise errors.TokenMissing
    if len(token) > TOKEN_CHARS_MAX:
        raise errors.TokenInvalid
    return token


def _claimed_member(token: str) -> members.MemberKey:
    """The member that the token names, before anything in it is believed."""
    try:
        claims = jwt.decode(token, options={"verify_signature": False})
    except jwt.InvalidTokenError:
        raise errors.TokenInvalid from None
    issuer = claims.get("iss")
    member = members.member_key(issuer) if isinstance(issuer, str) and "\0" not in issuer else None
    if member is None:
        raise errors.TokenInvalid
    return member


def _verified(token: str, public_key: str) -> Claims:
    """The claims, their signature, time and form checked. Times are real, whatever the legal clock says."""
    try:
        claims = jwt.decode(
            token,
            public_key,
            algorithms=[ALGORITHM],
            audience=AUDIENCE,
            leeway=CLOCK_SKEW_SECONDS,
            options={"require": REQUIRED},
        )
    except (jwt.ExpiredSignatureError, jwt.ImmatureSignatureError):
        raise errors.TokenExpired from None
    except jwt.InvalidTokenError:
        raise errors.TokenInvalid from None
    texts = [claims[name] for name in ("jti", "htm", "htu", "body")]
    times = [claims[name] for name in ("iat", "exp")]
    if not all(isinstance(text, str) for text in texts) or not all(type(time) is int for time in times):
        raise errors.TokenInvalid
    if not 0 < claims["exp"] - claims["iat"] <= TOKEN_SECONDS_MAX or not JTI.fullmatch(claims["jti"]):
        raise errors.TokenInvalid
    jti, method, path, body_digest = texts
    return Claims(
        jti, method, path, body_digest, datetime.fromtimestamp(claims["exp"] + CLOCK_SKEW_SECONDS, tz=UTC)
    )
