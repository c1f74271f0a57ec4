"""What a file is worth, where signatures, pages and law meet."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from congvan.law.legal_value import LegalClass
from congvan.law.rulebook import resolve
from congvan.node.documents import assessment
from congvan.node.documents.assessment import Issuer, assess
from congvan.signing.policy import Purpose
from tests.conformance.signatures.corpus import sealed, trusted
from tests.conformance.signatures.pki import AGENCY, AGENCY_CODE, AT, honest
from tests.conformance.signatures.test_drawn_numbers import LAWFUL_FILES, UNLAWFUL_FILES


@pytest.fixture(autouse=True)
def roots(monkeypatch):
    """The corpus has its own root; the setting's folder holds the demo's."""
    monkeypatch.setattr(assessment, "trust", trusted)


def standing_of(pdf: bytes, code: str = AGENCY_CODE):
    rules = resolve(profile="phu-yen-2018", on=AT.date())
    return assess(pdf, issuer=Issuer(code=code, name=AGENCY), rules=rules, at=AT).standing


@pytest.mark.law("QD11/D8.K1", "QD11/D3.K1.a")
def test_d8_k1_a_number_drawn_after_the_leader_is_class_1_with_that_sentence():
    standing = standing_of(LAWFUL_FILES["another content stream"]())
    assert standing.legal_class is LegalClass.BORN_SIGNED
    assert "số, ngày ghi sau khi ký, theo Điều 8 khoản 1" in standing.reason


@pytest.mark.law("QD11/D8.K1", "QD11/D3.K1.a")
def test_d8_k1_a_word_covered_besides_is_no_class():
    standing = standing_of(UNLAWFUL_FILES["a word covered"]())
    assert standing.legal_class is None
    assert standing.missing


@pytest.mark.law("QD11/D3.K1.a")
def test_d3_k1_a_the_seal_of_another_agency_is_no_class():
    assert standing_of(sealed()).legal_class is LegalClass.BORN_SIGNED
    assert standing_of(sealed(), code="000.00.17.H45").legal_class is None


def test_a_policy_file_in_the_folder_of_roots_is_followed(tmp_path, monkeypatch, settings):
    monkeypatch.undo()
    (tmp_path / "root.pem").write_bytes(honest().root.certificate.public_bytes(Encoding.PEM))
    (tmp_path / "policy.toml").write_text(
        'version = "thu-nghiem"\n[[anchor]]\nfile = "root.pem"\npurposes = ["person"]\n', "utf-8"
    )
    settings.SITE = replace(settings.SITE, home=tmp_path, trusted_roots=".")
    policy = assessment.trust.__wrapped__()
    assert policy.version == "thu-nghiem"
    assert len(policy.roots_for(Purpose.PERSON)) == 1
    assert not policy.roots_for(Purpose.SEAL)
