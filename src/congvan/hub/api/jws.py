"""Signed statements: the hub's receipts, and those of receiving systems (docs/protocol/v1.md P40–P43)."""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from django.conf import settings

from congvan.hub.api import errors
from congvan.hub.api.authentication import ALGORITHM, Caller
from congvan.hub.api.limits import YEAR_MAX, YEAR_MIN
from congvan.hub.relay.actions import Queued, TurnedAway
from congvan.hub.relay.models import IN_QUEUE, NOT_ENTERED, REFUSAL_CHARS_MAX

TYPE = "congvan-receipt+jws"
COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
CODE = re.compile(rf"[a-z0-9._]{{1,{REFUSAL_CHARS_MAX}}}")
MALFORMED = (jwt.InvalidTokenError, ValueError, KeyError, TypeError, AttributeError, RecursionError)


@cache
def hub_key() -> Ed25519PrivateKey:
    """The private key of this hub, read once from its home folder."""
    pem = settings.SITE.path(settings.SITE.hub_key).read_bytes()
    key = load_pem_private_key(pem, password=None)
    assert isinstance(key, Ed25519PrivateKey), "the hub signs with Ed25519"
    return key


def public_pem() -> str:
    """The hub's public key, for whoever checks its receipts."""
    return hub_key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def key_id() -> str:
    """The first 16 hex digits of SHA-256 over the raw public key."""
    return hashlib.sha256(hub_key().public_key().public_bytes_raw()).hexdigest()[:16]


def sign(statement: Mapping[str, object]) -> str:
    """A statement of the hub in JWS compact form; the payload is canonical JSON."""
    payload = json.dumps(statement, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    return jwt.PyJWS().encode(payload, hub_key(), algorithm=ALGORITHM, headers={"kid": key_id(), "typ": TYPE})


def read_queued(text: str, *, caller: Caller) -> Queued:
    """The L2 receipt that a member signed. Raises ReceiptInvalid for a wrong signature, signer or form."""
    try:
        said = _said(text, level=IN_QUEUE, caller=caller)
        return Queued(*_about(said), text=text, delivered_at=instant(said["delivered_at"]))
    except MALFORMED:
        raise errors.ReceiptInvalid(param="receipt") from None


def read_turned_away(text: str, *, caller: Caller) -> TurnedAway:
    """The refusal that a member signed (P63, P64). Raises ReceiptInvalid as above, also for a code unfit."""
    try:
        said = _said(text, level=NOT_ENTERED, caller=caller)
        if not CODE.fullmatch(said["code"]):
            raise ValueError(said["code"])
        return TurnedAway(*_about(said), text=text, code=said["code"], turned_away_at=instant(said["at"]))
    except MALFORMED:
        raise errors.ReceiptInvalid(param="refusal") from None


def _said(text: str, *, level: str, caller: Caller) -> dict[str, Any]:
    """The payload, its signature, level and signer checked. Raises one of MALFORMED."""
    if not COMPACT.fullmatch(text):  # the decoder skips letters that do not belong: the text could hold any
        raise ValueError(text)
    said: dict[str, Any] = json.loads(jwt.PyJWS().decode(text, caller.public_key, algorithms=[ALGORITHM]))
    if (said["level"], said["iss"]) != (level, caller.code):
        raise ValueError(level)
    return said


def _about(said: dict[str, Any]) -> tuple[UUID, UUID, str, str]:
    return UUID(said["delivery_id"]), UUID(said["packet_id"]), said["digest"], said["agency"]


def instant(text: str) -> datetime:
    """An instant with its zone, ISO 8601, in the years that every system can hold. ValueError for another."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or not YEAR_MIN <= moment.year <= YEAR_MAX:
        raise ValueError(text)
    return moment
