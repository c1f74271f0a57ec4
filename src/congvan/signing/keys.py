"""Keys that sign attributes: a PKCS#12 file, a PKCS#11 token. The PIN comes with each call, is not kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pkcs11
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from pkcs11.exceptions import PinIncorrect, PinInvalid, PinLenRange, PinLocked, PKCS11Error

from congvan.signing import cms, limits
from congvan.signing.errors import KeyRefused


class Key(Protocol):
    """Something that signs. Chain: DER, leaf first. `sign` takes the attributes, not their digest."""

    def certificate_chain(self) -> tuple[bytes, ...]:
        """The certificates to embed."""
        ...

    def sign(self, attributes: bytes) -> bytes:
        """RSA PKCS#1 v1.5 or ECDSA signature with SHA-256; KeyRefused when the keeper says no."""
        ...


class LockedKey(Protocol):
    """A key at rest: its certificates are public, each signature needs the PIN."""

    def certificate_chain(self) -> tuple[bytes, ...]:
        """The certificates to embed."""
        ...

    def sign(self, attributes: bytes, *, pin: str) -> bytes:
        """Unlock, sign once, forget. Raises KeyRefused ("signer.wrong_pin", "signer.key_broken")."""
        ...


@dataclass(frozen=True)
class KeyRing:
    """Locked keys by label, as one signer process keeps them."""

    keys: Mapping[str, LockedKey] = field(default_factory=dict)

    def get(self, label: str) -> LockedKey:
        """The key of this label, else KeyRefused."""
        if label not in self.keys:
            raise KeyRefused("signer.unknown_key", "Không có khóa ký này: hãy chọn lại chứng thư số.")
        return self.keys[label]


def ring_from_directory(directory: Path) -> KeyRing:
    """Every `LABEL.p12` that has its chain beside it as `LABEL.pem` (leaf first)."""
    labels = sorted(path.stem for path in directory.glob("*.p12") if path.with_suffix(".pem").exists())
    return KeyRing({label: FileKey.beside(directory / f"{label}.p12") for label in labels})


@dataclass(frozen=True)
class FileKey:
    """A PKCS#12 file; for demos and tests."""

    path: Path
    chain: tuple[bytes, ...]

    @classmethod
    def beside(cls, path: Path) -> FileKey:
        """The file with its chain read from the PEM file of the same name."""
        return cls(path, read_chain(path.with_suffix(".pem").read_bytes()))

    def certificate_chain(self) -> tuple[bytes, ...]:
        return self.chain

    def sign(self, attributes: bytes, *, pin: str) -> bytes:
        try:
            key = pkcs12.load_key_and_certificates(self.path.read_bytes(), pin.encode())[0]
        except ValueError as error:
            raise _wrong_pin() from error
        except OSError as error:
            raise KeyRefused(
                "signer.key_broken", "Không đọc được tập tin khóa: hãy báo người quản trị."
            ) from error
        if isinstance(key, rsa.RSAPrivateKey):
            return key.sign(attributes, padding.PKCS1v15(), hashes.SHA256())
        if isinstance(key, ec.EllipticCurvePrivateKey):
            return key.sign(attributes, ec.ECDSA(hashes.SHA256()))
        raise KeyRefused(
            "signer.key_broken", "Tập tin khóa không có khóa RSA hoặc ECDSA: hãy báo người quản trị."
        )


@dataclass(frozen=True)
class TokenKey:
    """An RSA key inside a PKCS#11 token (SoftHSM2, USB token, HSM); the key never leaves it."""

    module: Path
    token_label: str
    key_label: str
    chain: tuple[bytes, ...]

    def certificate_chain(self) -> tuple[bytes, ...]:
        return self.chain

    def sign(self, attributes: bytes, *, pin: str) -> bytes:
        try:
            token = pkcs11.lib(str(self.module)).get_token(token_label=self.token_label)
            with token.open(user_pin=pin) as session:
                key: Any = session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=self.key_label)
                signature: bytes = key.sign(attributes, mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS)
                return signature
        except (PinIncorrect, PinInvalid, PinLenRange) as error:
            raise _wrong_pin() from error
        except PinLocked as error:
            raise KeyRefused(
                "signer.pin_locked", "Thiết bị đã khóa mã PIN: hãy liên hệ nơi cấp để mở khóa."
            ) from error
        except (PKCS11Error, RuntimeError) as error:
            raise KeyRefused(
                "signer.key_broken", "Không dùng được thiết bị ký số: hãy cắm lại thiết bị rồi thử lại."
            ) from error


@dataclass(frozen=True)
class UnlockedKey:
    """A locked key with the PIN of one request; a Key for tests and tools, never kept by a server."""

    locked: LockedKey
    pin: str = field(repr=False)

    def certificate_chain(self) -> tuple[bytes, ...]:
        return self.locked.certificate_chain()

    def sign(self, attributes: bytes) -> bytes:
        return self.locked.sign(attributes, pin=self.pin)


def read_chain(pem: bytes) -> tuple[bytes, ...]:
    """The certificates of a PEM file as DER, in its order. ValueError when it has none."""
    if len(pem) > 2 * limits.CERTIFICATES_MAX * limits.CERTIFICATE_BYTES_MAX:
        raise ValueError("PEM file too large")
    chain = tuple(
        certificate.public_bytes(Encoding.DER) for certificate in x509.load_pem_x509_certificates(pem)
    )
    cms.check_chain(chain)
    return chain


def _wrong_pin() -> KeyRefused:
    return KeyRefused("signer.wrong_pin", "Mã PIN không đúng: hãy nhập lại.")
