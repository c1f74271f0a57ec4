"""Base64 in pieces, both ways, in constant memory."""

from __future__ import annotations

import binascii
from typing import TYPE_CHECKING

from congvan.packet.errors import PacketError

if TYPE_CHECKING:
    from congvan.packet.zipper import Output

_BLANKS = b" \t\r\n"


class Base64Decoder:
    """Strict but for blanks: a letter too few, too many or foreign is an error, never a shorter file."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._rest = b""
        self._ended = False

    def feed(self, text: str) -> bytes:
        try:
            letters = self._rest + text.encode("ascii").translate(None, _BLANKS)
        except UnicodeEncodeError:
            raise self._invalid() from None
        if not letters:
            return b""
        if self._ended:
            raise self._invalid()
        whole = len(letters) - len(letters) % 4
        self._rest = letters[whole:]
        return self._decode(letters[:whole])

    def close(self) -> None:
        if self._rest:
            raise PacketError(
                "base64_truncated",
                self._where,
                "Nội dung tập tin đính kèm bị cụt (mã base64 thiếu phần cuối). "
                "Đề nghị bên gửi gửi lại gói tin.",
            )

    def _decode(self, letters: bytes) -> bytes:
        if not letters:
            return b""
        self._ended = letters.endswith(b"=")
        if self._ended and self._rest:
            raise self._invalid()
        try:
            return binascii.a2b_base64(letters, strict_mode=True)
        except binascii.Error:
            raise self._invalid() from None

    def _invalid(self) -> PacketError:
        return PacketError(
            "base64_invalid",
            self._where,
            "Nội dung tập tin đính kèm không phải mã base64 hợp lệ. Đề nghị bên gửi gửi lại gói tin.",
        )


class Base64Encoder:
    """A write-only stream that encodes to `out` on one line, as the reference kit does."""

    def __init__(self, out: Output) -> None:
        self._out = out
        self._rest = b""

    def write(self, data: bytes) -> None:
        data = self._rest + data
        whole = len(data) - len(data) % 3
        self._rest = data[whole:]
        self._out.write(binascii.b2a_base64(data[:whole], newline=False))

    def close(self) -> None:
        self._out.write(binascii.b2a_base64(self._rest, newline=False))
        self._rest = b""
