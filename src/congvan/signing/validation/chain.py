"""The chain of a certificate up to a root of the policy, at a moment, with or without word on revocation."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from asn1crypto import x509  # type: ignore[import-untyped]  # ships no types
from pyhanko.sign.validation.generic_cms import handle_certvalidator_errors
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    FreshnessReqType,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)
from pyhanko_certvalidator.registry import SimpleTrustManager

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
        leaf: x509.Certificate | None = None,
    ) -> ValidationContext:
        """A fresh context: the library remembers certificates in it. Without a store, no revocation."""
        return ValidationContext(
            trust_manager=SimpleTrustManager.build(trust_roots=list(self.roots[purpose])),
            other_certs=[*others, *(store.certificates if store else ())],
            moment=self.at,
            allow_fetching=False,
            crls=list(store.crls) if store else [],
            ocsps=list(store.ocsps) if store else [],
            algorithm_usage_policy=self.algorithms,
            revinfo_policy=CertRevTrustPolicy(
                _rules(store, leaf),
                freshness=_ANY_AGE,
                freshness_req_type=FreshnessReqType.MAX_DIFF_REVOCATION_VALIDATION,
            ),
        )


def purpose_of(kind: SignerKind) -> Purpose:
    """The purpose whose roots a signer's certificate must lead to."""
    return _PURPOSES.get(kind, Purpose.PERSON)


def _rules(store: Store | None, leaf: x509.Certificate | None) -> RevocationCheckingPolicy:
    """Look at every kind of word on the leaf: a good answer must not hide a list that revokes."""
    none = RevocationCheckingRule.NO_CHECK
    if store is None or leaf is None:
        return RevocationCheckingPolicy(none, none)
    kinds = {word.source for word in store.words_on(leaf)}
    rule = {
        frozenset({"crl"}): RevocationCheckingRule.CRL_REQUIRED,
        frozenset({"ocsp"}): RevocationCheckingRule.OCSP_REQUIRED,
        frozenset({"crl", "ocsp"}): RevocationCheckingRule.CRL_AND_OCSP_REQUIRED,
    }.get(frozenset(kinds), none)
    return RevocationCheckingPolicy(rule, RevocationCheckingRule.CHECK_IF_DECLARED_SOFT)


@dataclass(frozen=True, kw_only=True)
class ChainResult:
    """Whether a chain holds; else the standard's subindication."""

    path: tuple[x509.Certificate, ...] = ()
    subindication: str = ""

    @property
    def holds(self) -> bool:
        return not self.subindication


def check_chain(certificate: x509.Certificate, context: ValidationContext) -> ChainResult:
    """Build and validate the chain in this context; key usage is not looked at."""

    async def run() -> ChainResult:
        validator = CertificateValidator(certificate, validation_context=context)
        found = await handle_certvalidator_errors(certificate, validator.async_validate_path())
        if found.success_result is None:
            failed = found.error_subindic
            return ChainResult(subindication="GENERIC" if failed is None else str(failed.standard_name))
        return ChainResult(path=tuple(found.success_result.iter_certs(include_root=True)))

    return asyncio.run(run())
