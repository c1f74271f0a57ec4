"""Certificates that nobody may trust: time, usage, chain, revocation, algorithms, authorities of time."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

from asn1crypto import crl, ocsp
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID as Eku
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore

from congvan.signing.policy import Anchor, Purpose, Revocation, TrustPolicy
from tests.conformance.signatures.corpus import case, led, letter, trusted
from tests.conformance.signatures.pki import (
    AT,
    LEADER_NAME,
    ROOT_NAME,
    SEAL_NAME,
    TSA_NAME,
    YEAR,
    Identity,
    crl_of,
    honest,
    issue,
    name,
    ocsp_of,
    rsa_key,
)
from tests.conformance.signatures.raw import sign

CHAIN = "INDETERMINATE/CHAIN_CONSTRAINTS_FAILURE"
GENERAL = "INDETERMINATE/CERTIFICATE_CHAIN_GENERAL_FAILURE"
NO_CHAIN = "INDETERMINATE/NO_CERTIFICATE_CHAIN_FOUND"
OUT = "INDETERMINATE/OUT_OF_BOUNDS_NO_POE"
REVOKED = "INDETERMINATE/REVOKED_NO_POE"
WEAK = "INDETERMINATE/CRYPTO_CONSTRAINTS_FAILURE"
WEAK_NOW = "INDETERMINATE/CRYPTO_CONSTRAINTS_FAILURE_NO_POE"
NO_TIME = "INDETERMINATE/NO_POE"


def sealed_by(who: Identity, **options) -> bytes:
    return sign(led(), who, field_name="seal", **options)


def seal_of(issuer: Identity | None = None, **options) -> Identity:
    return issue(SEAL_NAME, issuer or honest().middle, **options)


@case(OUT)
def expired() -> bytes:
    return sealed_by(seal_of(since=AT - 3 * YEAR, until=AT - timedelta(days=1)))


@case("INDETERMINATE/CERTIFICATE_CHAIN_GENERAL_FAILURE", OUT, "INDETERMINATE/NOT_YET_VALID")
def not_yet_valid() -> bytes:
    return sealed_by(seal_of(since=AT + timedelta(days=1)))


@case(OUT, field="leader")
def leader_expired() -> bytes:
    old = issue(LEADER_NAME, honest().middle, since=AT - 3 * YEAR, until=AT - timedelta(days=1))
    return sign(sign(letter(), old, field_name="leader"), honest().seal, field_name="seal")


@case(GENERAL)
def authority_expired() -> bytes:
    middle = issue(name("Trung gian cũ"), honest().root, ca=True, since=AT - 3 * YEAR, until=AT - YEAR)
    return sealed_by(seal_of(middle))


@case(CHAIN)
def key_usage_for_encryption() -> bytes:
    return sealed_by(seal_of(usage=("key_encipherment", "data_encipherment")))


@case(CHAIN)
def no_key_usage() -> bytes:
    return sealed_by(seal_of(usage=None))


@case(CHAIN)
def extended_usage_for_servers() -> bytes:
    return sealed_by(seal_of(extended=(Eku.SERVER_AUTH,)))


@case(CHAIN)
def extended_usage_for_time_stamps() -> bytes:
    return sealed_by(seal_of(extended=(Eku.TIME_STAMPING,)))


@case(CHAIN)
def extended_usage_for_code() -> bytes:
    return sealed_by(seal_of(extended=(Eku.CODE_SIGNING,)))


@case(CHAIN)
def self_signed() -> bytes:
    return sealed_by(issue(SEAL_NAME, None))


@case(GENERAL)
def self_signed_authority_name() -> bytes:
    return sealed_by(issue(ROOT_NAME, None, ca=True))


@case(NO_CHAIN, GENERAL)
def impostor_of_the_root() -> bytes:
    impostor = issue(ROOT_NAME, None, ca=True)
    return sealed_by(seal_of(impostor))


@case(NO_CHAIN)
def chain_without_its_middle() -> bytes:
    return sealed_by(honest().seal, certificates=[honest().seal.der])


@case(NO_CHAIN)
def untrusted_root() -> bytes:
    return sealed_by(seal_of(issue(name("Gốc lạ"), None, ca=True)))


@case(CHAIN)
def root_signs_itself() -> bytes:
    return sealed_by(honest().root)


@case(CHAIN)
def authority_signs_letters() -> bytes:
    seal_authority = issue(SEAL_NAME, honest().middle, ca=True)
    return sealed_by(seal_authority)


@case(CHAIN)
def authority_with_every_usage() -> bytes:
    usages = ("digital_signature", "content_commitment", "key_cert_sign")
    return sealed_by(
        issue(SEAL_NAME, issue(name("Trung gian"), honest().root, ca=True), ca=True, usage=usages)
    )


@case(GENERAL, NO_CHAIN)
def issued_by_a_leaf() -> bytes:
    return sealed_by(seal_of(honest().leader))


@case(GENERAL, NO_CHAIN)
def path_too_long() -> bytes:
    below = issue(name("Dưới trung gian"), honest().middle, ca=True)
    return sealed_by(seal_of(below))


@case(GENERAL)
def unknown_critical_extension() -> bytes:
    return sealed_by(seal_of(critical_oid="1.3.6.1.4.1.99999.7"))


def seal_only_for_time() -> TrustPolicy:
    return TrustPolicy(
        anchors=(Anchor(certificate=honest().root.der, purposes=frozenset({Purpose.TIMESTAMP})),)
    )


@case(NO_CHAIN, policy=seal_only_for_time)
def root_trusted_for_time_only() -> bytes:
    return sealed_by(honest().seal)


def persons_only() -> TrustPolicy:
    return TrustPolicy(anchors=(Anchor(certificate=honest().root.der, purposes=frozenset({Purpose.PERSON})),))


@case(NO_CHAIN, policy=persons_only)
def root_trusted_for_persons_only() -> bytes:
    return sealed_by(honest().seal, subfilter="/ETSI.CAdES.detached")


def listed(*revoked: str):
    def make() -> TrustPolicy:
        pki = honest()
        middle = [getattr(pki, one) for one in revoked if one != "middle"]
        root = [pki.middle] if "middle" in revoked else []
        return replace(trusted(), crls=(crl_of(pki.middle, *middle), crl_of(pki.root, *root)))

    return make


@case(REVOKED, policy=listed("seal"))
def revoked_by_list() -> bytes:
    return sealed_by(honest().seal)


@case(REVOKED, field="leader", policy=listed("leader"))
def leader_revoked_by_list() -> bytes:
    return sealed_by(honest().seal, at=AT)


@case("INDETERMINATE/REVOKED_CA_NO_POE", policy=listed("middle"))
def authority_revoked_by_list() -> bytes:
    return sealed_by(honest().seal, entries=None)


def answered() -> TrustPolicy:
    pki = honest()
    return replace(trusted(), ocsps=(ocsp_of(pki.middle, pki.seal, revoked_at=AT - YEAR / 2),))


@case(REVOKED, policy=answered)
def revoked_by_answer() -> bytes:
    return sealed_by(honest().seal, box=(1, 1, 2, 2))


def with_store(
    pdf: bytes,
    *,
    crls: tuple[bytes, ...] = (),
    ocsps: tuple[bytes, ...] = (),
    certificates: tuple[Identity, ...] = (),
) -> bytes:
    """A document security store in an update of its own."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    DocumentSecurityStore.supply_dss_in_writer(
        writer,
        None,
        certs=[asn1_x509.Certificate.load(one.der) for one in certificates],
        crls=[crl.CertificateList.load(one) for one in crls],
        ocsps=[ocsp.OCSPResponse.load(one) for one in ocsps],
    )
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


@case(REVOKED)
def revoked_by_embedded_list() -> bytes:
    pki = honest()
    return with_store(sealed_by(pki.seal), crls=(crl_of(pki.middle, pki.seal),))


@case(REVOKED)
def revoked_by_embedded_answer() -> bytes:
    pki = honest()
    return with_store(sealed_by(pki.seal), ocsps=(ocsp_of(pki.middle, pki.seal, revoked_at=AT - YEAR / 2),))


@case(REVOKED, policy=listed("seal"))
def old_good_answer_hides_the_list() -> bytes:
    pki = honest()
    return with_store(sealed_by(pki.seal), ocsps=(ocsp_of(pki.middle, pki.seal, at=AT - YEAR),))


@case(REVOKED)
def embedded_good_answer_beside_a_list() -> bytes:
    pki = honest()
    good, bad = ocsp_of(pki.middle, pki.seal), crl_of(pki.middle, pki.seal)
    return with_store(sealed_by(pki.seal), ocsps=(good,), crls=(bad,))


def demanding() -> TrustPolicy:
    return replace(trusted(), revocation=Revocation.HARD)


@case("INDETERMINATE/TRY_LATER", policy=demanding)
def no_word_where_it_is_demanded() -> bytes:
    return sealed_by(honest().seal, box=(2, 2, 3, 3))


@case("INDETERMINATE/TRY_LATER", policy=demanding)
def stale_word_where_fresh_is_demanded() -> bytes:
    pki = honest()
    return with_store(sealed_by(pki.seal), crls=(crl_of(pki.middle, at=AT - timedelta(days=30)),))


@case("INDETERMINATE/TRY_LATER", policy=demanding)
def word_of_a_stranger() -> bytes:
    pki = honest()
    stranger = issue(pki.middle.certificate.subject, None, ca=True)
    return with_store(sealed_by(pki.seal), crls=(crl_of(stranger),))


@case(WEAK_NOW)
def digest_sha1() -> bytes:
    return sealed_by(seal_of(key=rsa_key(2048)), algorithm="sha1")


@case(WEAK)
def digest_md5() -> bytes:
    return sealed_by(seal_of(key=rsa_key(2048)), algorithm="md5")


@case(WEAK_NOW)
def key_rsa_1024() -> bytes:
    return sealed_by(seal_of(key=rsa_key(1024)))


@case(WEAK_NOW)
def authority_with_rsa_1024() -> bytes:
    middle = issue(name("Trung gian yếu"), honest().root, ca=True, key=rsa_key(1024, 1))
    return sealed_by(seal_of(middle))


def stamper(who: Identity, *, spoil: bool = False, at=AT):
    """A time-stamp over the signature's value, as an authority gives it."""
    key = who.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    dummy = DummyTimeStamper(
        asn1_x509.Certificate.load(who.der),
        asn1_keys.PrivateKeyInfo.load(key),
        certs_to_embed=[asn1_x509.Certificate.load(one.public_bytes(Encoding.DER)) for one in who.above],
        fixed_dt=at,
    )

    def stamp(signature: bytes) -> bytes:
        imprint = hashlib.sha256(signature + b"!" if spoil else signature).digest()
        return asyncio.run(dummy.async_timestamp(imprint, "sha256")).dump()

    return stamp


def tsa(**options) -> Identity:
    options.setdefault("extended", (Eku.TIME_STAMPING,))
    return issue(TSA_NAME, honest().root, key=rsa_key(2048, 2), **options)


@case(NO_TIME)
def time_stamp_over_other_bytes() -> bytes:
    return sealed_by(honest().seal, stamp=stamper(tsa(), spoil=True))


@case(NO_TIME)
def time_stamp_by_an_expired_authority() -> bytes:
    return sealed_by(honest().seal, stamp=stamper(tsa(since=AT - 3 * YEAR, until=AT - YEAR)))


@case(NO_TIME)
def time_stamp_with_the_wrong_usage() -> bytes:
    return sealed_by(honest().seal, stamp=stamper(tsa(extended=(Eku.EMAIL_PROTECTION,))))


@case(NO_TIME)
def time_stamp_without_usage() -> bytes:
    return sealed_by(honest().seal, stamp=stamper(tsa(extended=())))


@case(NO_TIME)
def time_stamp_damaged() -> bytes:
    honest_stamp = stamper(tsa())

    def damaged(signature: bytes) -> bytes:
        token = bytearray(honest_stamp(signature))
        token[-9] ^= 1
        return bytes(token)

    return sealed_by(honest().seal, stamp=damaged)
