"""A key at a remote signing service that speaks the Cloud Signature Consortium's API v2 (`csc_calls`)."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from congvan.signing.keys import refusals
from congvan.signing.keys.contract import KeyKind, LockedKey
from congvan.signing.keys.csc_calls import Visit
from congvan.signing.keys.csc_settings import ServiceSettings


@dataclass(frozen=True)
class ServiceKey(LockedKey):
    """A credential of the service. `chain` empty: whatever the service shows; else it must be that one."""

    kind: ClassVar[KeyKind] = KeyKind.SERVICE

    settings: ServiceSettings
    chain: tuple[bytes, ...] = ()

    @property
    def keeper(self) -> str:
        return f"{self.settings.url}#{self.settings.credential}"

    def certificate_chain(self) -> tuple[bytes, ...]:
        return self.chain or Visit.begin(self.settings).credential().chain

    def sign_many(self, items: Sequence[bytes], *, pin: str) -> Iterator[bytes]:
        visit = Visit.begin(self.settings)
        credential = visit.credential()
        if self.chain and credential.chain[0] != self.chain[0]:
            raise refusals.certificate_changed()
        digests = [base64.b64encode(hashlib.sha256(item).digest()).decode() for item in items]
        for start in range(0, len(digests), credential.batch):
            part = digests[start : start + credential.batch]
            sad = visit.authorize(credential, part, pin=pin)
            yield from visit.sign_hashes(credential, part, sad=sad)
