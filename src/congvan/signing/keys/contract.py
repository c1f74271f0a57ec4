"""What every key does, whatever keeps it. The PIN comes with each call and is kept nowhere (ADR 0013)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from congvan.signing.keys import limits, refusals


class KeyKind(StrEnum):
    """Who keeps the private key."""

    TOKEN = "pkcs11"  # noqa: S105 - a device, not a secret
    FILE = "pkcs12"
    SERVICE = "csc"

    @property
    def caution(self) -> str:
        """What the administrator is warned of; empty where there is nothing to warn of."""
        if self is not KeyKind.FILE:
            return ""
        return (
            "Khóa ký nằm trong tập tin PKCS#12: ai sao chép được tập tin và biết mã PIN đều ký được."
            " Nên dùng thiết bị ký số hoặc dịch vụ ký số từ xa."
        )


class Key(Protocol):
    """Something that signs. Chain: DER, leaf first. `sign` takes the attributes, not their digest."""

    def certificate_chain(self) -> tuple[bytes, ...]:
        """The certificates to embed."""
        ...

    def sign(self, attributes: bytes) -> bytes:
        """RSA PKCS#1 v1.5 or ECDSA (DER) signature with SHA-256; KeyRefused when the keeper says no."""
        ...


class LockedKey(Protocol):
    """A key at rest: its certificates are public, its keeper opens by PIN for one batch."""

    @property
    def kind(self) -> KeyKind:
        """Who keeps it."""
        ...

    @property
    def keeper(self) -> str:
        """What the PIN opens: keys of one keeper sign one after the other and share its wrong PINs."""
        ...

    def certificate_chain(self) -> tuple[bytes, ...]:
        """The certificates to embed."""
        ...

    def sign_many(self, items: Sequence[bytes], *, pin: str) -> Iterator[bytes]:
        """Open once, sign each attribute set, forget: one signature per item, in order, as soon as made.

        Raises KeyRefused where the keeper says no: before the first signature for the PIN
        ("signer.wrong_pin", "signer.pin_locked"), or between two for a keeper that went away
        ("signer.key_broken", "signer.unavailable"). What was given out before stays good.
        """
        ...

    def sign(self, attributes: bytes, *, pin: str) -> bytes:
        """One signature: a batch of one."""
        (signature,) = self.sign_many((attributes,), pin=pin)
        return signature


@dataclass(frozen=True)
class UnlockedKey:
    """A locked key with the PIN of one request; a Key for tests and tools, never kept by a server."""

    locked: LockedKey
    pin: str = field(repr=False)

    def certificate_chain(self) -> tuple[bytes, ...]:
        return self.locked.certificate_chain()

    def sign(self, attributes: bytes) -> bytes:
        return self.locked.sign(attributes, pin=self.pin)


def check_batch(items: Sequence[bytes]) -> None:
    """Refuse a batch that is empty, over the bounds, or holds something that cannot be attributes."""
    if len(items) > limits.ITEMS_MAX:
        raise refusals.too_many()
    if not items or any(not 0 < len(item) <= limits.ATTRIBUTES_BYTES_MAX for item in items):
        raise refusals.malformed()
