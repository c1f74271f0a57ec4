"""The signed container of a PDF signature (CMS, PAdES baseline): attributes out, signature in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from asn1crypto import algos, cms, tsp, x509  # type: ignore[import-untyped]  # ships no types
from cryptography import x509 as pyca_x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from congvan.signing import limits
from congvan.signing.errors import SigningError

DIGEST = "sha256"
_OVERHEAD_BYTES = 2048
"""CMS structure, attributes and a signature of at most RSA-4096, without the certificates."""


def check_chain(chain: Sequence[bytes]) -> None:
    """Refuse a chain that is empty, too long or not made of certificates. Leaf first, DER."""
    if not 0 < len(chain) <= limits.CERTIFICATES_MAX:
        raise SigningError(
            "signing.chain", "Thiếu chứng thư số hoặc chuỗi chứng thư quá dài: hãy kiểm tra khóa ký."
        )
    for der in chain:
        if len(der) > limits.CERTIFICATE_BYTES_MAX:
            raise SigningError("signing.chain", "Chứng thư số quá lớn: hãy kiểm tra khóa ký.")
        _load(der)


def reserved_hex_length(chain: Sequence[bytes]) -> int:
    """Hexadecimal digits to keep free in the PDF for the container."""
    return 2 * (_OVERHEAD_BYTES + sum(len(der) for der in chain))


def signed_attributes(*, digest: bytes, certificate: bytes) -> bytes:
    """The DER SET that the key signs: content type, digest of the file, and which certificate signs.

    No signing time here: PAdES keeps it in the PDF dictionary, so the same revision has the same attributes.
    """
    ess = tsp.SigningCertificateV2({"certs": [{"cert_hash": hashlib.sha256(certificate).digest()}]})
    attributes = cms.CMSAttributes(
        [
            {"type": "content_type", "values": ["data"]},
            {"type": "message_digest", "values": [digest]},
            {"type": "signing_certificate_v2", "values": [ess]},
        ]
    )
    dumped: bytes = attributes.dump()
    return dumped


def build(*, attributes: bytes, signature: bytes, chain: Sequence[bytes]) -> bytes:
    """The detached SignedData in DER. The signature is checked against the leaf certificate first.

    Raises SigningError when another key made the signature: an invalid file must never be kept.
    """
    _check_signature(attributes=attributes, signature=signature, certificate=chain[0])
    certificates = [x509.Certificate.load(der) for der in chain]
    leaf = certificates[0]
    digest_algorithm = algos.DigestAlgorithm({"algorithm": DIGEST})
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": {"issuer_and_serial_number": {"issuer": leaf.issuer, "serial_number": leaf.serial_number}},
            "digest_algorithm": digest_algorithm,
            "signature_algorithm": {
                "algorithm": "sha256_rsa" if leaf.public_key.algorithm == "rsa" else "sha256_ecdsa"
            },
            "signed_attrs": cms.CMSAttributes.load(attributes),
            "signature": signature,
        }
    )
    data = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [digest_algorithm],
            "encap_content_info": {"content_type": "data"},
            "certificates": certificates,
            "signer_infos": [signer],
        }
    )
    dumped: bytes = cms.ContentInfo({"content_type": "signed_data", "content": data}).dump()
    return dumped


def _check_signature(*, attributes: bytes, signature: bytes, certificate: bytes) -> None:
    key = _load(certificate).public_key()
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, attributes, padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, attributes, ec.ECDSA(hashes.SHA256()))
        else:
            raise SigningError(
                "signing.key_kind", "Loại khóa này chưa được hỗ trợ: hãy dùng khóa RSA hoặc ECDSA."
            )
    except InvalidSignature as error:
        raise SigningError(
            "signing.wrong_key",
            "Chữ ký không do khóa của chứng thư này tạo ra: hãy chọn lại chứng thư và ký lại.",
        ) from error


def _load(der: bytes) -> pyca_x509.Certificate:
    try:
        return pyca_x509.load_der_x509_certificate(der)
    except ValueError as error:
        raise SigningError("signing.chain", "Chứng thư số bị hỏng: hãy kiểm tra khóa ký.") from error


def subject_name(der: bytes) -> str:
    """The common name of a certificate's subject, or an empty text."""
    subject = x509.Certificate.load(der).subject.native
    name = subject.get("common_name", "")
    return str(name[0] if isinstance(name, list) else name)[: limits.TEXT_MAX]
