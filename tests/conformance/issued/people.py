"""Keys and certificates of those who sign: a root, a CA under it, RSA-2048, RSA-3072 and P-256."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

FROM, UNTIL = datetime(2017, 1, 1, tzinfo=UTC), datetime(2037, 12, 31, tzinfo=UTC)


@dataclass(frozen=True)
class Signer:
    """A key with its chain, leaf first, in DER."""

    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
    chain: tuple[bytes, ...]

    def sign(self, attributes: bytes) -> bytes:
        if isinstance(self.key, rsa.RSAPrivateKey):
            return self.key.sign(attributes, padding.PKCS1v15(), hashes.SHA256())
        return self.key.sign(attributes, ec.ECDSA(hashes.SHA256()))


@cache
def key(kind: str, which: int = 0):
    if kind == "p256":
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(65537, int(kind.removeprefix("rsa")))


@cache
def root() -> x509.Certificate:
    return _certificate(_name("Chứng thực gốc"), key("rsa2048", 100), None, "rsa2048", ca=True)


@cache
def middle() -> x509.Certificate:
    return _certificate(_name("Chứng thực cơ quan"), key("rsa2048", 101), root(), "rsa2048", ca=True)


@cache
def person(kind: str, ordinal: int) -> Signer:
    name = _name(f"Phạm Huy Văn {ordinal}", (NameOID.ORGANIZATIONAL_UNIT_NAME, "Cá nhân"))
    return _signer(name, kind)


@cache
def agency(kind: str, ordinal: int) -> Signer:
    unit = (NameOID.ORGANIZATIONAL_UNIT_NAME, "Con dấu cơ quan")
    code = (NameOID.ORGANIZATION_IDENTIFIER, f"000.00.{ordinal:02}.H45")
    return _signer(_name(f"Sở thứ {ordinal}", unit, code), kind)


def _signer(name: x509.Name, kind: str) -> Signer:
    leaf = _certificate(name, key(kind), middle(), "rsa2048", ca=False)
    return Signer(key(kind), tuple(one.public_bytes(Encoding.DER) for one in (leaf, middle())))


def _name(common: str, *extra) -> x509.Name:
    first = (NameOID.COUNTRY_NAME, "VN"), (NameOID.ORGANIZATION_NAME, "BẢN MINH HỌA")
    return x509.Name([x509.NameAttribute(*one) for one in (*first, *extra, (NameOID.COMMON_NAME, common))])


def _certificate(name, own, issuer, issuer_kind, *, ca: bool) -> x509.Certificate:
    above = {None: own, "root": key(issuer_kind, 100)}.get(None if issuer is None else "root")
    if issuer is not None and issuer.subject != issuer.issuer:
        above = key(issuer_kind, 101)
    usage = x509.KeyUsage(
        digital_signature=not ca, content_commitment=not ca, key_cert_sign=ca, crl_sign=ca,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False,
        decipher_only=False,
    )  # fmt: skip
    identifier = x509.SubjectKeyIdentifier.from_public_key
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name if issuer is None else issuer.subject)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(FROM)
        .not_valid_after(UNTIL)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(identifier(own.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(above.public_key()), critical=False)
        .sign(above, hashes.SHA256())
    )
