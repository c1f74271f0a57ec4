"""The hub's receipt L1 as people read it (docs/protocol/v1.md, P40 and P41).

Beside the fixed file names of a package (ADR 0010): it reads a signed statement and no table.
"""

import json
from dataclasses import dataclass
from datetime import datetime

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.conf import settings

RECEIPT_CHARS_MAX = 1_000_000
KEY_BYTES_MAX = 10_000


@dataclass(frozen=True)
class HubReceipt:
    """When the hub took a packet over. `valid`: its signature holds; None where its key is not known here."""

    received_at: datetime
    digest: str
    signed_by: str
    valid: bool | None


def receipt_of(text: str) -> HubReceipt | None:
    """The statement of a receipt, verified with the hub's key that this system pinned; None for none."""
    key = _hub_key()
    try:
        said = json.loads(_payload(text, None))
        found = HubReceipt(
            received_at=datetime.fromisoformat(said["received_at"]), digest=str(said["digest"]),
            signed_by=str(said["iss"]), valid=None,
        )  # fmt: skip
    except (jwt.PyJWTError, ValueError, KeyError, TypeError):
        return None
    return HubReceipt(found.received_at, found.digest, found.signed_by, _holds(text, key)) if key else found


def _holds(text: str, key: Ed25519PublicKey) -> bool:
    try:
        _payload(text, key)
    except jwt.PyJWTError:
        return False
    return True


def _payload(text: str, key: Ed25519PublicKey | None) -> bytes:
    """What is signed; with a key, only where the signature holds."""
    if len(text) > RECEIPT_CHARS_MAX:
        raise jwt.DecodeError
    options = {"verify_signature": key is not None}
    payload: bytes = jwt.PyJWS().decode(text, key or "", algorithms=["EdDSA"], options=options)  # type: ignore[arg-type]
    return payload


def _hub_key() -> Ed25519PublicKey | None:
    """The hub's public key, where the operator has laid it into this system's home."""
    path = settings.SITE.path(settings.SITE.hub_key)
    if not path.is_file() or path.stat().st_size > KEY_BYTES_MAX:
        return None
    key = load_pem_public_key(path.read_bytes())
    return key if isinstance(key, Ed25519PublicKey) else None
