"""What a certificate says, bounded for storage, and whether it is a person's or an agency's seal."""

from __future__ import annotations

import hashlib

from asn1crypto import x509  # type: ignore[import-untyped]  # ships no types

from congvan.signing import limits
from congvan.signing.policy import TrustPolicy
from congvan.signing.report import CertificateFacts, SignerKind


def facts_of(certificate: x509.Certificate) -> CertificateFacts:
    """Subject, issuer and validity; every text cut to `limits.TEXT_MAX`."""
    subject, issuer = certificate.subject, certificate.issuer
    return CertificateFacts(
        common_name=_text(subject, "common_name"),
        organization=_text(subject, "organization_name"),
        organizational_unit=_text(subject, "organizational_unit_name"),
        organization_identifier=_text(subject, "organization_identifier"),
        subject_serial=_text(subject, "serial_number"),
        issuer_common_name=_text(issuer, "common_name"),
        issuer_organization=_text(issuer, "organization_name"),
        serial=f"{certificate.serial_number:x}"[: limits.TEXT_MAX],
        not_before=certificate.not_valid_before,
        not_after=certificate.not_valid_after,
        sha256=hashlib.sha256(certificate.dump()).hexdigest(),
    )


def facts_of_der(certificate: bytes) -> CertificateFacts:
    """The same of a certificate in DER, as the signer hands it out."""
    return facts_of(x509.Certificate.load(certificate))


def kind_of(certificate: x509.Certificate, policy: TrustPolicy) -> SignerKind:
    """A seal when a rule of the policy says so, else a person when it names one, else unknown."""
    for rule in policy.seal_rules:
        value = _text(certificate.subject, rule.attribute).casefold()
        if value and (not rule.values or value in rule.values):
            return SignerKind.SEAL
    return SignerKind.PERSON if _text(certificate.subject, "common_name") else SignerKind.UNKNOWN


def _text(name: x509.Name, attribute: str) -> str:
    value = name.native.get(attribute, "")
    joined = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return joined[: limits.TEXT_MAX]
