"""The signed container of a PDF signature (CMS, PAdES baseline): attributes out, signature in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.x509.oid import NameOID

from congvan.signing import der, limits
from congvan.signing.errors import SigningError

DIGEST = "sha256"
_OVERHEAD_BYTES = 2048
"""CMS structure, attributes and a signature of at most RSA-4096, without the certificates."""

_DATA: Final = der.oid("1.2.840.113549.1.7.1")
_SIGNED_DATA: Final = der.oid("1.2.840.113549.1.7.2")
_CONTENT_TYPE: Final = der.oid("1.2.840.113549.1.9.3")
_MESSAGE_DIGEST: Final = der.oid("1.2.840.113549.1.9.4")
_SIGNING_CERTIFICATE_V2: Final = der.oid("1.2.840.113549.1.9.16.2.47")
_SHA256: Final = der.oid("2.16.840.1.101.3.4.2.1")
_RSA_SHA256: Final = der.oid("1.2.840.113549.1.1.11")
_ECDSA_SHA256: Final = der.oid("1.2.840.10045.4.3.2")
_NULL: Final = der.element(der.NULL)
_IMPLICIT_0: Final = 0xA0


def check_chain(chain: Sequence[bytes]) -> None:
    """Refuse a chain that is empty, too long or not made of certificates. Leaf first, DER."""
    if not 0 < len(chain) <= limits.CERTIFICATES_MAX:
        raise SigningError(
            "signing.chain", "Thiếu chứng thư số hoặc chuỗi chứng thư quá dài: hãy kiểm tra khóa ký."
        )
    for certificate in chain:
        if len(certificate) > limits.CERTIFICATE_BYTES_MAX:
            raise SigningError("signing.chain", "Chứng thư số quá lớn: hãy kiểm tra khóa ký.")
        _load(certificate)


def reserved_hex_length(chain: Sequence[bytes]) -> int:
    """Hexadecimal digits to keep free in the PDF for the container."""
    return 2 * (_OVERHEAD_BYTES + sum(len(certificate) for certificate in chain))


def signed_attributes(*, digest: bytes, certificate: bytes) -> bytes:
    """The DER SET that the key signs: content type, digest of the file, and which certificate signs.

    No signing time here: PAdES keeps it in the PDF dictionary, so the same revision has the same attributes.
    """
    identified = der.element(der.SEQUENCE, der.element(der.OCTETS, hashlib.sha256(certificate).digest()))
    signing_certificate = der.element(der.SEQUENCE, der.element(der.SEQUENCE, identified))
    return der.set_of(
        (
            _attribute(_CONTENT_TYPE, _DATA),
            _attribute(_MESSAGE_DIGEST, der.element(der.OCTETS, digest)),
            _attribute(_SIGNING_CERTIFICATE_V2, signing_certificate),
        )
    )


def _attribute(kind: bytes, value: bytes) -> bytes:
    return der.element(der.SEQUENCE, kind, der.element(der.SET, value))


def build(*, attributes: bytes, signature: bytes, chain: Sequence[bytes]) -> bytes:
    """The detached SignedData in DER. The signature is checked against the leaf certificate first.

    Raises SigningError when another key made the signature: an invalid file must never be kept.
    """
    check_signature(attributes=attributes, signature=signature, certificate=chain[0])
    rsa_key = isinstance(_public_key(chain[0]), rsa.RSAPublicKey)
    digest_algorithm = der.element(der.SEQUENCE, _SHA256, _NULL)
    signer = der.element(
        der.SEQUENCE,
        der.integer(1),
        der.issuer_and_serial(chain[0]),
        digest_algorithm,
        bytes((_IMPLICIT_0,)) + attributes[1:],
        der.element(der.SEQUENCE, _RSA_SHA256, _NULL)
        if rsa_key
        else der.element(der.SEQUENCE, _ECDSA_SHA256),
        der.element(der.OCTETS, signature),
    )
    data = der.element(
        der.SEQUENCE,
        der.integer(1),
        der.set_of((digest_algorithm,)),
        der.element(der.SEQUENCE, _DATA),
        der.set_of(chain, tag=_IMPLICIT_0),
        der.set_of((signer,)),
    )
    return der.element(der.SEQUENCE, _SIGNED_DATA, der.element(_IMPLICIT_0, data))


def check_signature(*, attributes: bytes, signature: bytes, certificate: bytes) -> None:
    """Refuse a signature over these attributes that another key than the certificate's made."""
    key = _public_key(certificate)
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


def _public_key(certificate: bytes) -> CertificatePublicKeyTypes:
    return _load(certificate).public_key()


@lru_cache(maxsize=32)
def _load(certificate: bytes) -> x509.Certificate:
    try:
        return x509.load_der_x509_certificate(certificate)
    except ValueError as error:
        raise SigningError("signing.chain", "Chứng thư số bị hỏng: hãy kiểm tra khóa ký.") from error


def subject_name(certificate: bytes) -> str:
    """The common name of a certificate's subject, or an empty text."""
    names = _load(certificate).subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value if names else "")[: limits.TEXT_MAX]
