"""One small PKI for the keys of all kinds."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding

from congvan.signing.keys import read_chain
from congvan.sites.demo.pki import Holder, make_pki

FILE_PIN = "mat-khau-tap-tin"
HOLDER = Holder(label="seal", kind="seal", name="Sở Giáo dục và Đào tạo", agency_code="000.00.16.H45")


@dataclass(frozen=True)
class Issued:
    """A key and its certificate as files."""

    p12: Path
    pem: Path
    root: bytes

    @property
    def leaf(self) -> x509.Certificate:
        return x509.load_pem_x509_certificates(self.pem.read_bytes())[0]

    @property
    def chain(self) -> tuple[bytes, ...]:
        return read_chain(self.pem.read_bytes())

    def verify(self, signature: bytes, data: bytes) -> None:
        key = self.leaf.public_key()
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, data, ec.ECDSA(hashes.SHA256()))
        else:
            key.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())


@pytest.fixture(scope="session")
def issued(tmp_path_factory) -> Issued:
    directory = tmp_path_factory.mktemp("pki")
    pki = make_pki(directory, holders=(HOLDER,), pin=FILE_PIN)
    return Issued(directory / "seal.p12", directory / "seal.pem", pki.root)
