"""A key in a PKCS#11 token (SoftHSM2, USB token, HSM); it never leaves it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pkcs11
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from pkcs11.exceptions import (
    NoSuchToken,
    PinExpired,
    PinIncorrect,
    PinInvalid,
    PinLenRange,
    PinLocked,
    PKCS11Error,
)

from congvan.signing.keys import refusals
from congvan.signing.keys.contract import KeyKind, LockedKey


@dataclass(frozen=True)
class TokenKey(LockedKey):
    """An RSA or ECDSA key by the labels of token and key, and by the slot where labels repeat."""

    kind: ClassVar[KeyKind] = KeyKind.TOKEN

    module: Path
    token_label: str
    key_label: str
    chain: tuple[bytes, ...]
    slot: int | None = None

    @property
    def keeper(self) -> str:
        return f"{self.module}#{self.token_label}"

    def certificate_chain(self) -> tuple[bytes, ...]:
        return self.chain

    def sign_many(self, items: Sequence[bytes], *, pin: str) -> Iterator[bytes]:
        try:
            with self._token().open(user_pin=pin) as session:
                key = session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=self.key_label)
                sign = _signing_with(key)
                for attributes in items:
                    yield sign(attributes)
        except (PinIncorrect, PinInvalid, PinLenRange) as error:
            raise refusals.wrong_pin() from error
        except (PinLocked, PinExpired) as error:
            raise refusals.pin_locked() from error
        except (PKCS11Error, RuntimeError) as error:
            raise refusals.device_broken() from error

    def _token(self) -> Any:
        library = pkcs11.lib(str(self.module))
        if self.slot is None:
            return library.get_token(token_label=self.token_label)
        for slot in library.get_slots(token_present=True):
            if slot.slot_id == self.slot and slot.get_token().label == self.token_label:
                return slot.get_token()
        raise NoSuchToken


def _signing_with(key: Any) -> Callable[[bytes], bytes]:
    """How this key signs attributes. ECDSA: the token gives r and s side by side, CMS wants DER."""
    if key.key_type != pkcs11.KeyType.EC:
        return lambda attributes: bytes(key.sign(attributes, mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS))

    def sign(attributes: bytes) -> bytes:
        raw = bytes(key.sign(hashlib.sha256(attributes).digest(), mechanism=pkcs11.Mechanism.ECDSA))
        half = len(raw) // 2
        return encode_dss_signature(int.from_bytes(raw[:half], "big"), int.from_bytes(raw[half:], "big"))

    return sign
