"""Certificates for the corpus, made anew for each run: honest ones, and every kind of bad one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID as Eku
from cryptography.x509.oid import NameOID

AT = datetime(2026, 6, 1, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
SIGNS = ("digital_signature", "content_commitment")
YEAR = timedelta(days=365)
AGENCY_CODE = "000.00.16.H45"
AGENCY = "Sở Giáo dục và Đào tạo tỉnh Phú Yên"
LEADER = "Phạm Huy Văn"


@dataclass(frozen=True)
class Identity:
    """A certificate, its key, and what stands above it (leaf's issuer first)."""

    certificate: x509.Certificate
    key: object
    above: tuple[x509.Certificate, ...] = ()

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)


def name(common: str, *extra: x509.NameAttribute) -> x509.Name:
    country = x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")
    return x509.Name([country, *extra, x509.NameAttribute(NameOID.COMMON_NAME, common)])


SEAL_NAME = name(
    AGENCY,
    x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Cơ quan thử nghiệm"),
    x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, "Con dấu cơ quan"),
    x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, AGENCY_CODE),
)
LEADER_NAME = name(LEADER, x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Cơ quan thử nghiệm"))
ROOT_NAME = name("Chứng thực gốc thử nghiệm")
TSA_NAME = name("Dấu thời gian thử nghiệm")


@cache
def rsa_key(bits: int, copy: int = 0) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def issue(
    subject: x509.Name,
    issuer: Identity | None,
    *,
    key: object | None = None,
    ca: bool = False,
    path_length: int | None = None,
    usage: tuple[str, ...] | None = SIGNS,
    extended: Iterable[x509.ObjectIdentifier] = (),
    since: datetime = AT - YEAR,
    until: datetime = AT + YEAR,
    digest: hashes.HashAlgorithm | None = None,
    critical_oid: str | None = None,
) -> Identity:
    """A certificate with exactly what is asked for; without an issuer it signs itself."""
    own = key or ec.generate_private_key(ec.SECP256R1())
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=path_length), critical=True)
    )
    if ca and usage == SIGNS:
        usage = ("key_cert_sign", "crl_sign")
    if usage is not None:
        builder = builder.add_extension(key_usage(usage), critical=True)
    if extended:
        builder = builder.add_extension(x509.ExtendedKeyUsage(list(extended)), critical=True)
    if critical_oid:
        unknown = x509.UnrecognizedExtension(x509.ObjectIdentifier(critical_oid), b"\x05\x00")
        builder = builder.add_extension(unknown, critical=True)
    signed = builder.sign(issuer.key if issuer else own, digest or hashes.SHA256())
    above = (issuer.certificate, *issuer.above) if issuer else ()
    return Identity(signed, own, above)


def key_usage(named: Iterable[str]) -> x509.KeyUsage:
    every = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{one: one in tuple(named) for one in every})


def crl_of(issuer: Identity, *revoked: Identity, since: datetime = AT - YEAR / 2, at: datetime = AT) -> bytes:
    """A list of the issuer, issued an hour before `at`."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(at - timedelta(hours=1))
        .next_update(at + timedelta(days=1))
    )
    for one in revoked:
        row = x509.RevokedCertificateBuilder().serial_number(one.certificate.serial_number)
        builder = builder.add_revoked_certificate(row.revocation_date(since).build())
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER)


def ocsp_of(
    issuer: Identity, about: Identity, *, revoked_at: datetime | None = None, at: datetime = AT
) -> bytes:
    """An answer that the issuer signs itself, given an hour before `at`."""
    status = ocsp.OCSPCertStatus.REVOKED if revoked_at else ocsp.OCSPCertStatus.GOOD
    builder = ocsp.OCSPResponseBuilder().add_response(
        cert=about.certificate,
        issuer=issuer.certificate,
        algorithm=hashes.SHA256(),
        cert_status=status,
        this_update=at - timedelta(hours=1),
        next_update=at + timedelta(days=1),
        revocation_time=revoked_at,
        revocation_reason=x509.ReasonFlags.key_compromise if revoked_at else None,
    )
    named = builder.responder_id(ocsp.OCSPResponderEncoding.NAME, issuer.certificate)
    return named.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER)


@dataclass(frozen=True)
class Pki:
    """The honest ones: everything hangs on one root."""

    root: Identity
    middle: Identity
    leader: Identity
    seal: Identity
    tsa: Identity


@cache
def honest() -> Pki:
    root = issue(ROOT_NAME, None, ca=True, since=AT - 5 * YEAR, until=AT + 15 * YEAR)
    middle = issue(
        name("Chứng thực trung gian"), root, ca=True, path_length=0, since=AT - 4 * YEAR, until=AT + 9 * YEAR
    )
    return Pki(
        root=root,
        middle=middle,
        leader=issue(LEADER_NAME, middle, since=AT - 2 * YEAR, until=AT + 2 * YEAR),
        seal=issue(SEAL_NAME, middle, since=AT - 2 * YEAR, until=AT + 2 * YEAR),
        tsa=issue(TSA_NAME, root, extended=(Eku.TIME_STAMPING,), since=AT - 2 * YEAR, until=AT + 5 * YEAR),
    )
