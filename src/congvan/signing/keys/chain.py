"""Certificates of a key, kept in the open beside it."""

from __future__ import annotations

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from congvan.signing import cms, limits


def read_chain(pem: bytes) -> tuple[bytes, ...]:
    """The certificates of a PEM file as DER, in its order. ValueError when it has none."""
    if len(pem) > 2 * limits.CERTIFICATES_MAX * limits.CERTIFICATE_BYTES_MAX:
        raise ValueError("PEM file too large")
    chain = tuple(
        certificate.public_bytes(Encoding.DER) for certificate in x509.load_pem_x509_certificates(pem)
    )
    cms.check_chain(chain)
    return chain
