"""Signatures older than their certificates: validated in the past by time-stamps (EN 319 102-1 §5.6)."""

from __future__ import annotations

import asyncio
import logging

from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    LocalKnowledge,
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager
from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer

from congvan.signing.policy import Purpose
from congvan.signing.validation.chain import Measure

log = logging.getLogger(__name__)

CURABLE = frozenset(
    {
        "OUT_OF_BOUNDS_NO_POE",
        "OUT_OF_BOUNDS_NOT_REVOKED",
        "REVOKED_NO_POE",
        "REVOKED_CA_NO_POE",
        "CRYPTO_CONSTRAINTS_FAILURE_NO_POE",
        "CERTIFICATE_CHAIN_GENERAL_FAILURE",  # a certificate of the authority has expired
        "TRY_LATER",
    }
)
"""What a proof of an earlier time may heal."""


def held_in_the_past(embedded: EmbeddedPdfSignature, measure: Measure, purpose: Purpose) -> str:
    """The subindication when validated by its time-stamps and the word it brought; empty when it held."""
    roots = measure.roots

    def rule(of: Purpose) -> CertValidationPolicySpec:
        return CertValidationPolicySpec(
            trust_manager=SimpleTrustManager.build(trust_roots=list(roots[of])),
            revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO),
            algorithm_usage_policy=measure.algorithms,
        )

    held = measure.held
    spec = PdfSignatureValidationSpec(
        signature_validation_spec=SignatureValidationSpec(
            cert_validation_policy=rule(purpose),
            ts_cert_validation_policy=rule(Purpose.TIMESTAMP),
            revinfo_gathering_policy=RevocationInfoGatheringSpec(
                online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY
            ),
            local_knowledge=LocalKnowledge(
                known_crls=[CRLContainer(one) for one in held.crls],
                known_ocsps=[one for response in held.ocsps for one in OCSPContainer.load_multi(response)],
            ),
            key_usage_settings=measure.usage,
            signature_algorithm_policy=measure.algorithms,
        )
    )
    timing = ValidationTimingInfo(
        validation_time=measure.at, best_signature_time=measure.at, point_in_time_validation=True
    )
    result = asyncio.run(ades_lta_validation(embedded, spec, timing_info=timing))
    if result.failure_msg:
        log.info("no proof in the past: %s", result.failure_msg)
    found = result.ades_subindic
    return "" if found.standard_name == "OK" else str(found.standard_name)
