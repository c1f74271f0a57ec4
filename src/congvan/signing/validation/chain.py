"""The chain of a certificate up to a root of the policy, at a moment, and the word on its revocation."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from asn1crypto import x509  # type: ignore[import-untyped]  # ships no types
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import (
    CRLNoMatchesError,
    CRLValidationError,
    OCSPNoMatchesError,
    OCSPValidationError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    FreshnessReqType,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)
from pyhanko_certvalidator.registry import SimpleTrustManager
from pyhanko_certvalidator.revinfo.validate_crl import verify_crl
from pyhanko_certvalidator.revinfo.validate_ocsp import verify_ocsp_response

from congvan.signing.policy import Purpose, TrustPolicy
from congvan.signing.report import SignerKind
from congvan.signing.validation.algorithms import DatedAlgorithms
from congvan.signing.validation.revocation import Store, of_policy

_ANY_AGE = timedelta(days=36_500)
"""Age is judged by our own policy: old word that a certificate is revoked still counts."""
_PURPOSES = {SignerKind.SEAL: Purpose.SEAL}


@dataclass(frozen=True)
class Measure:
    """What a file is held against: the policy as of one moment, parsed once."""

    policy: TrustPolicy
    at: datetime

    @cached_property
    def held(self) -> Store:
        """Word on revocation that the installation holds."""
        return of_policy(crls=self.policy.crls, ocsps=self.policy.ocsps)

    @cached_property
    def roots(self) -> dict[Purpose, tuple[x509.Certificate, ...]]:
        """The trusted roots by purpose."""
        return {
            purpose: tuple(map(x509.Certificate.load, self.policy.roots_for(purpose))) for purpose in Purpose
        }

    @cached_property
    def algorithms(self) -> DatedAlgorithms:
        """The table of algorithms by date."""
        return DatedAlgorithms(self.policy.algorithms)

    @property
    def usage(self) -> KeyUsageConstraints:
        """What a signer's key must be for; extended usages are judged apart, the library demands them."""
        return KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})

    def context(
        self,
        purpose: Purpose,
        *,
        others: Iterable[x509.Certificate] = (),
        store: Store | None = None,
    ) -> ValidationContext:
        """A fresh context: the library remembers certificates in it. Revocation is asked for apart."""
        unchecked = RevocationCheckingRule.NO_CHECK
        return ValidationContext(
            trust_manager=SimpleTrustManager.build(trust_roots=list(self.roots[purpose])),
            other_certs=[*others, *(store.certificates if store else ())],
            moment=self.at,
            allow_fetching=False,
            crls=list(store.crls) if store else [],
            ocsps=list(store.ocsps) if store else [],
            algorithm_usage_policy=self.algorithms,
            revinfo_policy=CertRevTrustPolicy(
                RevocationCheckingPolicy(unchecked, unchecked),
                freshness=_ANY_AGE,
                freshness_req_type=FreshnessReqType.MAX_DIFF_REVOCATION_VALIDATION,
            ),
        )


def purpose_of(kind: SignerKind) -> Purpose:
    """The purpose whose roots a signer's certificate must lead to."""
    return _PURPOSES.get(kind, Purpose.PERSON)


def ask(certificate: x509.Certificate, path: ValidationPath, context: ValidationContext, *, kind: str) -> str:
    """What one kind of word ("crl", "ocsp") says of a certificate of this path: "good", "revoked" or nothing.

    Asked directly: the library looks at neither where the certificate itself does not name its source.
    """
    check = verify_crl if kind == "crl" else verify_ocsp_response
    try:
        asyncio.run(check(certificate, path, context))
    except RevokedError:
        return "revoked"
    except (ValidationError, CRLValidationError, OCSPValidationError, CRLNoMatchesError, OCSPNoMatchesError):
        return ""
    return "good"
