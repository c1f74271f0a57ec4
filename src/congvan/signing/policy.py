"""What this installation trusts when it verifies, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Revocation(StrEnum):
    """How missing word about revocation counts. Nothing is ever fetched while verifying."""

    SOFT = "soft"
    """Revocation data in the file are used; missing ones are reported, not fatal (the demo has no CRL)."""
    HARD = "hard"
    """A certificate without revocation data in the file is not trusted."""


@dataclass(frozen=True, kw_only=True)
class SealRule:
    """A certificate is an agency's seal when this subject attribute is one of these values (casefolded).

    `attribute` is an asn1crypto name such as "organizational_unit_name"; no `values` means: present at all.
    """

    attribute: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TrustPolicy:
    """Trust anchors (DER), the rules that tell a seal from a person, and the treatment of revocation.

    The demo's PKI marks seals by OU "Con dấu cơ quan" and by the agency's code as organizationIdentifier.
    """

    roots: tuple[bytes, ...]
    seal_rules: tuple[SealRule, ...] = (
        SealRule(attribute="organizational_unit_name", values=("con dấu cơ quan",)),
        SealRule(attribute="organization_identifier"),
    )
    revocation: Revocation = Revocation.SOFT
    version: str = "1"
    """Name of this policy and trust list: verdicts are cached by file, version and day."""
