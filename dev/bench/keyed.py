"""A key with its certificate for a measurement, in memory and as the file that other libraries load."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

PASSPHRASE: Final = b"phep-do"


@dataclass(frozen=True)
class Keyed:
    """The key, its chain in DER, and the PKCS#12 file under `PASSPHRASE`."""

    key: rsa.RSAPrivateKey
    chain: tuple[bytes, ...]
    path: Path


def make_key(folder: Path, *, bits: int) -> Keyed:
    """A fresh RSA key with a certificate signed by itself."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Phạm Huy Văn")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2017, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2037, 12, 31, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    path = folder / "key.p12"
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"key", key, certificate, None, BestAvailableEncryption(PASSPHRASE)
        )
    )
    return Keyed(key, (certificate.public_bytes(Encoding.DER),), path)
