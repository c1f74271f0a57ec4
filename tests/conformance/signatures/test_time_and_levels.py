"""PAdES levels, time-stamps and word on revocation, and files that outlive their certificates."""

from dataclasses import replace
from datetime import timedelta

import pytest
from pyhanko.pdf_utils.generic import pdf_name

from congvan.signing.policy import Anchor, Purpose, Revocation, TrustPolicy
from congvan.signing.report import Indication, SignatureReport
from congvan.signing.verify import verify
from tests.conformance.signatures.cases_chain import stamper, tsa, with_store
from tests.conformance.signatures.corpus import led, letter, trusted
from tests.conformance.signatures.pki import AT, YEAR, Identity, crl_of, honest, ocsp_of
from tests.conformance.signatures.raw import freeze, sign

SIGNED = AT - timedelta(hours=2)


def stamped(pdf: bytes, who: Identity, *, at, name: str = "thoi-gian") -> bytes:
    """A document time-stamp over everything that stands there."""
    frozen = freeze(
        pdf, field_name=name, subfilter="/ETSI.RFC3161", entries={"/Type": pdf_name("/DocTimeStamp")}
    )
    frozen = frozen.with_range(frozen.honest_range)
    covered = frozen.pdf[: frozen.first] + frozen.pdf[frozen.second :]
    return frozen.filled(stamper(who, at=at)(covered))


def stored(pdf: bytes, authority: Identity, *, at=AT) -> bytes:
    """With word on every certificate of signer and authority of time."""
    pki = honest()
    certificates = (pki.leader, pki.seal, pki.middle, pki.root, authority)
    return with_store(
        pdf, crls=(crl_of(pki.middle, at=at), crl_of(pki.root, at=at)), certificates=certificates
    )


def seal_of(report: SignatureReport):
    return next(one for one in report.signatures if one.field == "seal")


def basic() -> bytes:
    return sign(led(), honest().seal, field_name="seal", at=SIGNED)


def with_time(authority: Identity | None = None) -> bytes:
    who = authority or tsa()
    return sign(
        led(), honest().seal, field_name="seal", at=SIGNED, stamp=stamper(who, at=AT - timedelta(hours=1))
    )


def test_a_plain_signature_is_b_b_at_the_signers_own_time():
    seal = seal_of(verify(basic(), policy=trusted(), at=AT))
    assert (seal.level, seal.time_source, seal.signed_at) == ("B-B", "signer", SIGNED)
    assert (seal.revocation, seal.indication) == ("not_checked", Indication.PASSED)


def test_a_time_stamp_makes_b_t_and_its_time_counts():
    seal = seal_of(verify(with_time(), policy=trusted(), at=AT))
    assert (seal.level, seal.time_source, seal.valid) == ("B-T", "timestamp", True)
    assert seal.signed_at == AT - timedelta(hours=1)
    assert seal.timestamp_authority == "Dấu thời gian thử nghiệm"


def test_a_time_stamp_of_an_unknown_authority_is_a_note_and_proves_nothing():
    signer_only = frozenset({Purpose.PERSON, Purpose.SEAL})
    policy = TrustPolicy(anchors=(Anchor(certificate=honest().root.der, purposes=signer_only),))
    seal = seal_of(verify(with_time(), policy=policy, at=AT))
    assert (seal.valid, seal.time_source, seal.signed_at) == (True, "signer", SIGNED)
    assert "signature.timestamp_unproven" in [one.code for one in seal.problems]


def test_word_in_the_file_makes_b_lt_and_is_named_with_its_age():
    report = verify(stored(with_time(), tsa()), policy=trusted(), at=AT)
    seal = seal_of(report)
    assert (seal.level, seal.revocation, seal.revocation_source) == ("B-LT", "good", "crl, embedded")
    assert seal.revocation_at == AT - timedelta(hours=1)
    assert report.valid_all
    assert not report.changed_after_signing


def test_a_document_time_stamp_over_the_word_makes_b_lta():
    report = verify(stamped(stored(with_time(), tsa()), tsa(), at=AT), policy=trusted(), at=AT)
    assert [one.field for one in report.signatures] == ["leader", "seal"]
    assert seal_of(report).level == "B-LTA"
    assert report.valid_all


@pytest.mark.parametrize("kind", ["crls", "ocsps"])
def test_word_of_the_policy_is_used_and_satisfies_a_demanding_one(kind):
    pki = honest()
    word = {
        "crls": (crl_of(pki.middle), crl_of(pki.root)),
        "ocsps": (ocsp_of(pki.middle, pki.seal), ocsp_of(pki.middle, pki.leader)),
    }[kind]
    policy = replace(trusted(), revocation=Revocation.HARD, **{kind: word})
    report = verify(basic(), policy=policy, at=AT)
    assert report.valid_all
    assert seal_of(report).revocation_source == f"{kind[:-1]}, policy"


def test_stale_word_is_a_note_where_word_is_not_demanded():
    pdf = with_store(basic(), crls=(crl_of(honest().middle, at=AT - timedelta(days=30)),))
    seal = seal_of(verify(pdf, policy=trusted(), at=AT))
    assert (seal.valid, seal.revocation) == (True, "stale")
    assert "signature.revocation_stale" in [one.code for one in seal.problems]


def test_freshness_ends_with_the_next_update_and_its_grace():
    pdf = with_store(basic(), crls=(crl_of(honest().middle),))
    until = AT + timedelta(days=1) + trusted().grace
    assert seal_of(verify(pdf, policy=trusted(), at=until)).revocation == "good"
    assert seal_of(verify(pdf, policy=trusted(), at=until + timedelta(seconds=1))).revocation == "stale"


def test_a_key_revoked_after_the_proven_time_still_counts():
    pki = honest()
    authority = tsa()
    pdf = stamped(stored(with_time(authority), authority), authority, at=AT)
    later = AT + timedelta(days=30)
    revoked = crl_of(pki.middle, pki.seal, since=AT + timedelta(days=20), at=later)
    seal = seal_of(verify(pdf, policy=replace(trusted(), crls=(revoked,)), at=later))
    assert (seal.indication, seal.subindication) == (Indication.PASSED, "")
    plain = seal_of(verify(basic(), policy=replace(trusted(), crls=(revoked,)), at=later))
    assert plain.subindication == "REVOKED_NO_POE"


@pytest.mark.law("QD11/D9.K2")
def test_d9_k2_an_lta_file_outlives_its_certificates_and_its_first_authority_of_time():
    pki = honest()
    first, second = tsa(until=AT + 3 * YEAR), tsa(until=AT + 10 * YEAR)
    pdf = sign(letter(), pki.leader, field_name="leader", stamp=stamper(first, at=SIGNED))
    pdf = sign(pdf, pki.seal, field_name="seal", stamp=stamper(first, at=SIGNED))
    pdf = stamped(stored(pdf, first), first, at=AT + timedelta(minutes=1), name="thoi-gian-1")
    renewed = AT + 2 * YEAR + YEAR / 2
    pdf = stored(pdf, second, at=renewed)
    pdf = stamped(pdf, second, at=renewed, name="thoi-gian-2")
    much_later = AT + 5 * YEAR
    word = replace(trusted(), crls=(crl_of(pki.root, at=much_later),))
    report = verify(pdf, policy=word, at=much_later)
    assert [one.subindication for one in report.signatures] == ["", ""]
    assert report.valid_all
    assert seal_of(report).level == "B-LTA"
    assert seal_of(report).signed_at == SIGNED


def test_without_its_time_stamps_an_old_file_does_not_hold():
    seal = seal_of(verify(basic(), policy=trusted(), at=AT + 5 * YEAR))
    assert (seal.indication, seal.subindication) == (Indication.INDETERMINATE, "OUT_OF_BOUNDS_NO_POE")
