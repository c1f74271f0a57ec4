"""The demo's certificates: one root "BẢN MINH HỌA", a seal per agency, a certificate per signer."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PrivateFormat, pkcs12
from cryptography.x509.oid import NameOID

ORGANIZATION: Final = "BẢN MINH HỌA"
ROOT_NAME: Final = "Chứng thực BẢN MINH HỌA (không có giá trị)"
SEAL_UNIT: Final = "Con dấu cơ quan"
PERSON_UNIT: Final = "Cá nhân"
PIN: Final = "minh-hoa-2018"
"""The PIN of every demo key, shown on the demo's own page: these keys protect nothing."""

NOT_BEFORE: Final = datetime(2017, 1, 1, tzinfo=UTC)
NOT_AFTER: Final = datetime(2037, 12, 31, tzinfo=UTC)
_KEY_BITS = 2048  # RSA, because every PDF reader and token of the field knows it; 12 keys take under 3 s
_KDF_ROUNDS = 20_000  # a demo PIN gains nothing from more; each signature pays for one derivation


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Who gets a certificate; the files are `label`.p12 and `label`.pem."""

    label: str
    kind: Literal["seal", "person"]
    name: str
    agency_code: str


@dataclass(frozen=True, kw_only=True)
class Pki:
    """Where the keys lie and what to trust; `root` is DER, `root.pem` lies in the same directory."""

    directory: Path
    root: bytes
    pin: str


def demo_holders() -> tuple[Holder, ...]:
    """The holders of `pki.toml`."""
    return _holders("holder")


def neighbours() -> tuple[Holder, ...]:
    """Who signs at the other vendor's system, where no node keeps a key."""
    return _holders("neighbour")


def _holders(table: str) -> tuple[Holder, ...]:
    data = tomllib.loads((Path(__file__).parent / "pki.toml").read_text(encoding="utf-8"))
    return tuple(Holder(**item) for item in data[table])


def make_pki(directory: Path, *, holders: Sequence[Holder], pin: str = PIN) -> Pki:
    """Make root and holders' keys in the directory (mode 0700). An existing set with all holders is kept."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    root_path = directory / "root.pem"
    if root_path.exists() and all((directory / f"{holder.label}.p12").exists() for holder in holders):
        return Pki(directory=directory, root=_der(root_path), pin=pin)
    root_key = _new_key()
    root = _root_certificate(root_key)
    for holder in holders:
        _write_holder(directory, holder, root=root, root_key=root_key, pin=pin)
    root_path.write_bytes(root.public_bytes(Encoding.PEM))
    return Pki(directory=directory, root=root.public_bytes(Encoding.DER), pin=pin)


def _der(path: Path) -> bytes:
    return x509.load_pem_x509_certificate(path.read_bytes()).public_bytes(Encoding.DER)


def _new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=_KEY_BITS)


def _root_certificate(key: rsa.RSAPrivateKey) -> x509.Certificate:
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANIZATION),
            x509.NameAttribute(NameOID.COMMON_NAME, ROOT_NAME),
        ]
    )
    return (
        _builder(subject=name, issuer=name, key=key, serial="root")
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(authority=True), critical=True)
        .sign(key, hashes.SHA256())
    )


def _write_holder(
    directory: Path, holder: Holder, *, root: x509.Certificate, root_key: rsa.RSAPrivateKey, pin: str
) -> None:
    key = _new_key()
    certificate = (
        _builder(subject=_subject(holder), issuer=root.subject, key=key, serial=holder.label)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(authority=False), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False
        )
        .sign(root_key, hashes.SHA256())
    )
    encryption = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(_KDF_ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(pin.encode())
    )
    stored = pkcs12.serialize_key_and_certificates(holder.label.encode(), key, certificate, None, encryption)
    target = directory / f"{holder.label}.p12"
    target.touch(mode=0o600)
    target.write_bytes(stored)
    (directory / f"{holder.label}.pem").write_bytes(certificate.public_bytes(Encoding.PEM))


def _subject(holder: Holder) -> x509.Name:
    """O says on every certificate that this is a demonstration; OU tells a seal from a person."""
    attributes = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANIZATION),
    ]
    if holder.kind == "seal":
        attributes += [
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, SEAL_UNIT),
            x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, holder.agency_code),
        ]
    else:
        attributes += [
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, PERSON_UNIT),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, f"MINH-HOA-{holder.label}"),
        ]
    return x509.Name([*attributes, x509.NameAttribute(NameOID.COMMON_NAME, holder.name)])


def _builder(
    *, subject: x509.Name, issuer: x509.Name, key: rsa.RSAPrivateKey, serial: str
) -> x509.CertificateBuilder:
    public = key.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(_serial(serial))
        .not_valid_before(NOT_BEFORE)
        .not_valid_after(NOT_AFTER)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _serial(label: str) -> int:
    """A positive serial number of 16 bytes that tells the holder, different for every label."""
    return int.from_bytes(b"\x01" + hashlib.sha256(label.encode()).digest()[:15], "big")


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
