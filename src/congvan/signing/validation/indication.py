"""The words of ETSI EN 319 102-1 for what was found."""

from __future__ import annotations

from collections.abc import Iterable

from congvan.signing.report import Indication, Problem

_FAILED = {
    "signature.unreadable": "FORMAT_FAILURE",
    "signature.byte_range": "FORMAT_FAILURE",
    "signature.container": "FORMAT_FAILURE",
    "signature.duplicated": "FORMAT_FAILURE",
    "signature.tail": "FORMAT_FAILURE",
    "signature.partial_coverage": "FORMAT_FAILURE",
}
_INDETERMINATE = {
    "signature.certificate_not_named": "NO_SIGNING_CERTIFICATE_FOUND",
    "signature.untrusted": "NO_CERTIFICATE_CHAIN_FOUND",
    "signature.self_signed": "NO_CERTIFICATE_CHAIN_FOUND",
    "signature.authority_certificate": "CHAIN_CONSTRAINTS_FAILURE",
    "signature.wrong_usage": "CHAIN_CONSTRAINTS_FAILURE",
    "signature.revocation_unknown": "TRY_LATER",
    "signature.timestamp_invalid": "NO_POE",
    "signature.certified_late": "SIG_CONSTRAINTS_FAILURE",
    "signature.constraint": "SIG_CONSTRAINTS_FAILURE",
    "signature.changed_after_signing": "SIG_CONSTRAINTS_FAILURE",
}


def judge(
    problems: Iterable[Problem], *, hash_holds: bool, signature_holds: bool, chain: str
) -> tuple[Indication, str]:
    """Indication and subindication: form first, then digest, key, chain, time, and changes allowed.

    `chain` is the subindication of the chain's validation, empty when it holds.
    """
    fatal = [problem.code for problem in problems if problem.fatal]
    for code in fatal:
        if code in _FAILED:
            return Indication.FAILED, _FAILED[code]
    if not hash_holds:
        return Indication.FAILED, "HASH_FAILURE"
    if not signature_holds:
        return Indication.FAILED, "SIG_CRYPTO_FAILURE"
    if not fatal:
        return Indication.PASSED, ""
    if chain and fatal[0] not in _INDETERMINATE:
        return Indication.INDETERMINATE, chain
    return Indication.INDETERMINATE, _INDETERMINATE.get(fatal[0], chain or "GENERIC")
