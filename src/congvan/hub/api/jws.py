"""Signed statements: the hub's receipts, and those of receiving systems (docs/protocol/v1.md P40–P46)."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from django.conf import settings

from congvan.hub.api import errors
from congvan.hub.api.authentication import ALGORITHM, Caller
from congvan.hub.relay.actions import Statement

TYPE = "congvan-receipt+jws"
LEVEL = "L2"


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


def read_statement(text: str, *, caller: Caller) -> Statement:
    """The L2 receipt that a member signed. Raises ReceiptInvalid for a wrong signature, signer or form."""
    try:
        payload = jwt.PyJWS().decode(text, caller.public_key, algorithms=[ALGORITHM])
        said = json.loads(payload)
        if (said["level"], said["iss"]) != (LEVEL, caller.code):
            raise errors.ReceiptInvalid(param="receipt")
        return Statement(
            delivery_id=UUID(said["delivery_id"]),
            packet_id=UUID(said["packet_id"]),
            digest=said["digest"],
            agency=said["agency"],
            delivered_at=instant(said["delivered_at"]),
            text=text,
        )
    except (jwt.InvalidTokenError, ValueError, KeyError, TypeError, AttributeError):
        raise errors.ReceiptInvalid(param="receipt") from None


def instant(text: str) -> datetime:
    """An instant with its zone, ISO 8601. ValueError for anything else."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment
