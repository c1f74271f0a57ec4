"""From a report to the evidence that the law asks for. Law: QD11/D3.K1."""

from __future__ import annotations

from collections.abc import Callable

from congvan.law.legal_value import Evidence, Origin
from congvan.signing.report import CertificateFacts, SignatureReport, SignerKind


def evidence_of(
    report: SignatureReport,
    *,
    origin: Origin,
    is_issuer: Callable[[CertificateFacts], bool],
    drawn_by_d8_k1: bool = False,
    sender_known: bool = False,
    origin_assured: bool = False,
) -> Evidence:
    """What the signatures of a file prove. Law: QD11/D3.K1, QD11/D8.K1.

    `is_issuer` compares a seal's certificate with the issuing agency. `drawn_by_d8_k1` is the finding of
    `validation.drawn`: then a person's signature counts over its own revision.
    `origin_assured`: a known member sent the file over the hub, which logged it.
    """
    seals = [one for one in report.of_kind(SignerKind.SEAL) if one.valid]
    persons = report.of_kind(SignerKind.PERSON)
    return Evidence(
        origin=origin,
        person_signed=any(one.valid or (drawn_by_d8_k1 and one.holds_over_its_revision) for one in persons),
        seal_signed=bool(seals),
        seal_is_issuer=any(one.certificate is not None and is_issuer(one.certificate) for one in seals),
        changed_after_signing=report.changed_after_signing,
        drawn_by_d8_k1=drawn_by_d8_k1,
        sender_known=sender_known,
        origin_assured=origin_assured,
        intact=origin_assured or report.valid_all,
    )
