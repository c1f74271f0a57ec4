"""A key in a PKCS#12 file: for agencies without a device, with a warning; and for the demo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from congvan.signing.keys import limits, refusals
from congvan.signing.keys.chain import read_chain
from congvan.signing.keys.contract import KeyKind, LockedKey

_PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class FileKey(LockedKey):
    """A PKCS#12 file; its password is the PIN. The open key lives as long as one batch."""

    kind: ClassVar[KeyKind] = KeyKind.FILE

    path: Path
    chain: tuple[bytes, ...]

    @classmethod
    def beside(cls, path: Path) -> FileKey:
        """The file with its chain read from the PEM file of the same name."""
        return cls(path, read_chain(path.with_suffix(".pem").read_bytes()))

    @property
    def keeper(self) -> str:
        return str(self.path)

    def certificate_chain(self) -> tuple[bytes, ...]:
        return self.chain

    def sign_many(self, items: Sequence[bytes], *, pin: str) -> Iterator[bytes]:
        key = self._open(pin)
        for attributes in items:
            if isinstance(key, rsa.RSAPrivateKey):
                yield key.sign(attributes, padding.PKCS1v15(), hashes.SHA256())
            else:
                yield key.sign(attributes, ec.ECDSA(hashes.SHA256()))

    def _open(self, pin: str) -> _PrivateKey:
        try:
            with self.path.open("rb") as stream:
                stored = stream.read(limits.KEY_FILE_BYTES_MAX + 1)
        except OSError as error:
            raise refusals.file_broken("Không đọc được tập tin khóa") from error
        if len(stored) > limits.KEY_FILE_BYTES_MAX:
            raise refusals.file_broken("Tập tin khóa quá lớn")
        try:
            key = pkcs12.load_key_and_certificates(stored, pin.encode())[0]
        except ValueError as error:  # the library cannot tell a broken file from a wrong password
            raise refusals.wrong_pin() from error
        if not isinstance(key, _PrivateKey):
            raise refusals.file_broken("Tập tin khóa không có khóa RSA hoặc ECDSA")
        return key
