"""A zip of exactly one entry, unzipped while it arrives, in constant memory.

`zipfile` needs a file it can seek in; a payload in the middle of XML is none. Whatever a second reader
could understand differently (two entries, two names, wrong sizes, bytes left over) is refused.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from congvan.packet.errors import PacketError

if TYPE_CHECKING:
    from collections.abc import Callable

    from congvan.packet.limits import Limits

ENTRY = b"PK\x03\x04"
EMPTY = b"PK\x05\x06"
_DESCRIPTOR = b"PK\x07\x08"
_DIRECTORY = b"PK\x01\x02"
_LOCAL_FORM = struct.Struct("<4s5H3I2H")
_DIRECTORY_FORM = struct.Struct("<4s6H3I5H2I")
_END_FORM = struct.Struct("<4s4H2IH")
_CHUNK_BYTES = 64 * 1024
_ENCRYPTED = 0x2041  # encrypted, strongly encrypted, masked headers
_SIZES_FOLLOW = 0x0008
_STORED, _DEFLATED = 0, 8
_SIZE_UNKNOWN = 0xFFFFFFFF  # zip64: not needed below 4 GiB


@dataclass(frozen=True, slots=True)
class _Entry:
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    name: bytes

    @property
    def sizes_follow(self) -> bool:
        return bool(self.flags & _SIZES_FOLLOW)


class _Stage(Enum):
    HEADER = auto()
    CONTENT = auto()
    TAIL = auto()


class OneEntryUnzipper:
    """Feed it the zip, it calls `write` with the content of the entry; `close` proves it whole."""

    def __init__(self, *, write: Callable[[bytes], None], where: str, limits: Limits) -> None:
        self._write = write
        self._where = where
        self._limits = limits
        self._stage = _Stage.HEADER
        self._held = b""
        self._entry = _Entry(0, 0, 0, 0, 0, b"")
        self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        self._crc = self._packed = self._size = 0

    def feed(self, data: bytes) -> None:
        if self._stage is _Stage.HEADER:
            data = self._take_header(self._held + data)
        if self._stage is _Stage.CONTENT:
            data = self._take_deflated(data) if self._entry.method == _DEFLATED else self._take_stored(data)
        if self._stage is _Stage.TAIL:
            self._held += data
            if len(self._held) > self._limits.zip_tail_bytes_max:
                raise self._entries()

    def close(self) -> None:
        if self._stage is not _Stage.TAIL:
            raise self._error("zip_truncated", "Tập tin nén bị cụt.")
        self._check_directory(self._held[self._descriptor_bytes() :])

    def _take_header(self, data: bytes) -> bytes:
        """Read the entry's own header once it is all there; answer what is behind it."""
        self._held = data
        if len(data) < _LOCAL_FORM.size:
            return b""
        _, _, flags, method, _, _, crc, packed, size, name_bytes, extra_bytes = _LOCAL_FORM.unpack_from(data)
        if name_bytes > self._limits.zip_name_bytes_max:
            raise self._error("zip_name", "Tên bên trong tập tin nén quá dài.")
        start = _LOCAL_FORM.size + name_bytes + extra_bytes
        if len(data) < start:
            return b""
        name = data[_LOCAL_FORM.size : _LOCAL_FORM.size + name_bytes]
        self._entry = _Entry(flags, method, crc, packed, size, name)
        self._check_entry(self._entry)
        self._held = b""
        self._stage = _Stage.CONTENT
        return data[start:]

    def _check_entry(self, entry: _Entry) -> None:
        if entry.flags & _ENCRYPTED:
            raise self._error("zip_encrypted", "Tập tin nén bị đặt mật khẩu.")
        if entry.method not in {_STORED, _DEFLATED} or (entry.method == _STORED and entry.sizes_follow):
            raise self._error("zip_method", "Tập tin nén dùng cách nén không được hỗ trợ.")
        if not entry.sizes_follow and _SIZE_UNKNOWN in {entry.packed, entry.size}:
            raise self._error("zip_method", "Tập tin nén dùng cách nén không được hỗ trợ.")
        if (
            not entry.name
            or b"\0" in entry.name
            or any(mark in entry.name for mark in (b"/", b"\\", b":", b".."))
        ):
            raise self._error("zip_path", "Tên bên trong tập tin nén chứa đường dẫn.")

    def _take_deflated(self, data: bytes) -> bytes:
        pending = data
        while pending and not self._inflate.eof:
            content = self._decompress(pending)
            left = self._inflate.unused_data if self._inflate.eof else self._inflate.unconsumed_tail
            self._packed += len(pending) - len(left)
            pending = left
            self._pass_on(content)
        self._drain()
        if not self._inflate.eof:
            return b""
        self._stage = _Stage.TAIL
        return pending

    def _drain(self) -> None:
        """Take what the inflater still holds although all input is consumed."""
        while not self._inflate.eof and (content := self._decompress(b"")):
            self._pass_on(content)

    def _decompress(self, data: bytes) -> bytes:
        try:
            return self._inflate.decompress(data, _CHUNK_BYTES)
        except zlib.error:
            raise self._damaged() from None

    def _take_stored(self, data: bytes) -> bytes:
        content = data[: self._entry.packed - self._packed]
        self._packed += len(content)
        self._pass_on(content)
        if self._packed < self._entry.packed:
            return b""
        self._stage = _Stage.TAIL
        return data[len(content) :]

    def _pass_on(self, content: bytes) -> None:
        if not content:
            return
        self._size += len(content)
        self._crc = zlib.crc32(content, self._crc)
        past_floor = self._size > self._limits.zip_ratio_floor_bytes
        if past_floor and self._size > self._packed * self._limits.zip_ratio_max:
            raise self._error("zip_ratio", "Tập tin nén bung ra lớn bất thường (nghi là bom nén).")
        self._write(content)

    def _descriptor_bytes(self) -> int:
        """Length of the sizes behind the content; they, or those of the header, must be true."""
        true = (self._crc, self._packed, self._size)
        if not self._entry.sizes_follow:
            if true != (self._entry.crc, self._entry.packed, self._entry.size):
                raise self._damaged()
            return 0
        start = len(_DESCRIPTOR) if self._held.startswith(_DESCRIPTOR) else 0
        for form in (struct.Struct("<3I"), struct.Struct("<I2Q")):
            if len(self._held) >= start + form.size and form.unpack_from(self._held, start) == true:
                return start + form.size
        raise self._damaged()

    def _check_directory(self, tail: bytes) -> None:
        if tail.startswith(ENTRY):
            raise self._entries()
        if len(tail) < _DIRECTORY_FORM.size:
            raise self._error("zip_truncated", "Tập tin nén bị cụt.")
        form = _DIRECTORY_FORM.unpack_from(tail)
        signature, (crc, packed, size), lengths, offset = form[0], form[7:10], form[10:13], form[-1]
        name = tail[_DIRECTORY_FORM.size : _DIRECTORY_FORM.size + lengths[0]]
        if signature != _DIRECTORY or (crc, packed, size) != (self._crc, self._packed, self._size):
            raise self._damaged()
        if name != self._entry.name or offset != 0:
            raise self._damaged()
        self._check_end(tail, directory_bytes=_DIRECTORY_FORM.size + sum(lengths))

    def _check_end(self, tail: bytes, *, directory_bytes: int) -> None:
        end = tail[directory_bytes:]
        if end.startswith(_DIRECTORY):
            raise self._entries()
        if len(end) < _END_FORM.size:
            raise self._error("zip_truncated", "Tập tin nén bị cụt.")
        signature, _, _, here, total, stated_bytes, _, comment_bytes = _END_FORM.unpack_from(end)
        if signature != EMPTY or stated_bytes != directory_bytes:
            raise self._damaged()
        if (here, total) != (1, 1):
            raise self._entries()
        if len(end) != _END_FORM.size + comment_bytes:
            raise self._damaged()

    def _damaged(self) -> PacketError:
        return self._error("zip_damaged", "Tập tin nén bị hỏng.")

    def _entries(self) -> PacketError:
        return entries_error(self._where)

    def _error(self, code: str, message: str) -> PacketError:
        return PacketError(code, self._where, f"{message} Đề nghị bên gửi tạo và gửi lại gói tin.")


def entries_error(where: str) -> PacketError:
    """For a zip with no entry or more than one."""
    return PacketError(
        "zip_entries",
        where,
        "Tập tin nén phải chứa đúng một tập tin. Đề nghị bên gửi tạo và gửi lại gói tin, "
        "mỗi tập tin đính kèm nén riêng.",
    )
