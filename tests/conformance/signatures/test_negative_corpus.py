"""Broken and attacking files: each gets its indication, none ever counts as loại 1 or loại 2."""

import time
from datetime import date

import pytest

from congvan.law.legal_value import LegalClass, Origin, classify
from congvan.law.rulebook import resolve
from congvan.reading import judge_origin
from congvan.signing.standing import evidence_of
from congvan.signing.verify import verify
from tests.conformance.signatures import (
    cases_chain,
    cases_form,
    cases_permission,
    cases_structure,
    cases_update,
)
from tests.conformance.signatures.corpus import CASES, Case, scan, sealed, trusted
from tests.conformance.signatures.pki import AGENCY_CODE, AT, honest
from tests.conformance.signatures.raw import sign

MODULES = (cases_chain, cases_form, cases_permission, cases_structure, cases_update)
RULES = resolve(profile="phu-yen-2018", on=date(2026, 6, 1))
SECONDS_MAX = 10.0
"""Nothing may hang the validator; the machine may be busy."""


def is_issuer(certificate) -> bool:
    return certificate.organization_identifier == AGENCY_CODE


def class_of(pdf: bytes, report, origin: str):
    evidence = evidence_of(report, origin=Origin(origin), is_issuer=is_issuer)
    return classify(evidence, rules=RULES).legal_class


def said_of(report, field: str) -> str:
    if report.error is not None:
        return report.error.code
    found = [one for one in report.signatures if one.field == field]
    if not found:
        return "gone"
    return f"{found[0].indication}/{found[0].subindication}"


@pytest.mark.law("QD11/D3.K1.a")
def test_d3_k1_a_the_honest_file_is_class_1():
    report = verify(sealed(), policy=trusted(), at=AT)
    assert [said_of(report, field) for field in ("leader", "seal")] == ["TOTAL_PASSED/"] * 2
    assert class_of(sealed(), report, judge_origin(sealed()).origin) is LegalClass.BORN_SIGNED


@pytest.mark.law("QD11/D3.K1.b")
def test_d3_k1_b_the_honest_scan_is_class_2():
    pdf = sign(scan(), honest().seal, field_name="seal")
    report = verify(pdf, policy=trusted(), at=AT)
    assert class_of(pdf, report, judge_origin(pdf).origin) is LegalClass.SIGNED_SCAN


def test_the_corpus_is_large_enough():
    assert len(CASES) >= 60


@pytest.mark.law("QD11/D3.K1.a", "QD11/D3.K1.b")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_d3_k1_a_bad_file_is_named_and_has_no_class(case: Case):
    pdf = case.make()
    started = time.monotonic()
    report = verify(pdf, policy=case.policy(), at=AT)
    assert time.monotonic() - started < SECONDS_MAX
    said = said_of(report, case.field)
    assert said in case.expect, (said, report.error, [one.problems for one in report.signatures])
    assert said in ("gone", "TOTAL_PASSED/") or not report.valid_all
    origin = judge_origin(pdf).origin
    assert class_of(pdf, report, origin) not in (LegalClass.BORN_SIGNED, LegalClass.SIGNED_SCAN)
    assert class_of(pdf, report, "born_digital") is not LegalClass.BORN_SIGNED
