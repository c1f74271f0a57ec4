"""What this installation trusts when it verifies, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final


class Revocation(StrEnum):
    """How missing word about revocation counts. Nothing is ever fetched while verifying."""

    SOFT = "soft"
    """Word in the file or the policy is used; missing word is reported, not fatal (the demo has no CRL)."""
    HARD = "hard"
    """A certificate without fresh word about revocation is not trusted."""


class Purpose(StrEnum):
    """What a trust anchor is trusted for."""

    PERSON = "person"
    SEAL = "seal"
    TIMESTAMP = "timestamp"


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """A trusted root (DER) and what it is trusted for; by default everything."""

    certificate: bytes
    purposes: frozenset[Purpose] = frozenset(Purpose)


@dataclass(frozen=True, kw_only=True)
class SealRule:
    """A certificate is an agency's seal when this subject attribute is one of these values (casefolded).

    `attribute` is an asn1crypto name such as "organizational_unit_name"; no `values` means: present at all.
    """

    attribute: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AlgorithmRule:
    """A digest ("sha256") or a kind of key ("rsa", "ec") that is accepted, up to a day if one is named.

    `bits_min` is the least size of the key. Several rules of one name: any of them suffices. A name without
    a rule is refused at any time.
    """

    name: str
    until: datetime | None = None
    bits_min: int = 0


ALGORITHMS: Final = (
    AlgorithmRule(name="sha1", until=datetime(2017, 1, 1, tzinfo=UTC)),
    AlgorithmRule(name="sha256"),
    AlgorithmRule(name="sha384"),
    AlgorithmRule(name="sha512"),
    AlgorithmRule(name="rsa", bits_min=1024, until=datetime(2014, 1, 1, tzinfo=UTC)),
    AlgorithmRule(name="rsa", bits_min=2048),
    AlgorithmRule(name="ec", bits_min=256),
)
"""The default: SHA-1 counts only for what a time-stamp proves to be older than 2017, RSA-1024 than 2014."""

USAGES: Final = frozenset(
    {
        "email_protection",
        "client_auth",  # the public CAs issue signing tokens with it, for want of a better one
        "1.3.6.1.5.5.7.3.36",  # document signing, RFC 9336
        "1.3.6.1.4.1.311.10.3.12",  # document signing, Microsoft
        "1.2.840.113583.1.1.5",  # authentic documents, Adobe
    }
)
"""Extended key usages of which one must be named, where a certificate names any."""


@dataclass(frozen=True, kw_only=True)
class TrustPolicy:
    """Trust anchors, the rules that tell a seal from a person, revocation, and algorithms by date.

    `roots` (DER) are trusted for every purpose, `anchors` for those they name. `crls` and `ocsps` (DER) are
    what the installation has fetched itself; a file brings its own besides. Word about revocation is fresh
    until its next update plus `grace`, or, where it names none, for `age_max`.
    The demo's PKI marks seals by OU "Con dấu cơ quan" and by the agency's code as organizationIdentifier.
    """

    roots: tuple[bytes, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    seal_rules: tuple[SealRule, ...] = (
        SealRule(attribute="organizational_unit_name", values=("con dấu cơ quan",)),
        SealRule(attribute="organization_identifier"),
    )
    revocation: Revocation = Revocation.SOFT
    crls: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()
    age_max: timedelta = timedelta(days=7)
    grace: timedelta = timedelta(days=1)
    algorithms: tuple[AlgorithmRule, ...] = ALGORITHMS
    usages: frozenset[str] = USAGES
    version: str = "2"
    """Name of this policy and trust list: verdicts are cached by file, version and day."""

    def roots_for(self, purpose: Purpose) -> tuple[bytes, ...]:
        """The certificates (DER) that are trusted for a purpose."""
        named = tuple(anchor.certificate for anchor in self.anchors if purpose in anchor.purposes)
        return (*self.roots, *named)
