"""A zip of one entry, written while the content passes, the same bytes for the same content."""

from __future__ import annotations

import struct
import zlib
from typing import Protocol


class Output(Protocol):
    def write(self, data: bytes, /) -> object: ...


_LOCAL_FORM = struct.Struct("<4s5H3I2H")
_DESCRIPTOR_FORM = struct.Struct("<4s3I")
_DIRECTORY_FORM = struct.Struct("<4s6H3I5H2I")
_END_FORM = struct.Struct("<4s4H2IH")
_VERSION = 20
_FLAGS = 0x0808  # sizes follow the content; the name is UTF-8: both as the reference kit writes them
_DEFLATED = 8
_TIME, _DATE = 0, 0x0021  # 1980-01-01 00:00, the zero of the format: a clock would make every zip differ
_LEVEL = 6


class OneEntryZipper:
    """Write the content, then `close`; the zip goes to `out`, which is never closed."""

    def __init__(self, *, out: Output, entry_name: str) -> None:
        self._out = out
        self._name = entry_name.encode()
        self._deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._crc = self._packed = self._size = 0
        head = (_VERSION, _FLAGS, _DEFLATED, _TIME, _DATE, 0, 0, 0, len(self._name), 0)
        out.write(_LOCAL_FORM.pack(b"PK\x03\x04", *head) + self._name)

    def write(self, data: bytes) -> None:
        self._crc = zlib.crc32(data, self._crc)
        self._size += len(data)
        self._pass_on(self._deflate.compress(data))

    def close(self) -> None:
        self._pass_on(self._deflate.flush())
        sizes = (self._crc, self._packed, self._size)
        descriptor = _DESCRIPTOR_FORM.pack(b"PK\x07\x08", *sizes)
        offset = _LOCAL_FORM.size + len(self._name) + self._packed + len(descriptor)
        head = (_VERSION, _VERSION, _FLAGS, _DEFLATED, _TIME, _DATE)
        directory = (
            _DIRECTORY_FORM.pack(b"PK\x01\x02", *head, *sizes, len(self._name), 0, 0, 0, 0, 0, 0) + self._name
        )
        self._out.write(
            descriptor + directory + _END_FORM.pack(b"PK\x05\x06", 0, 0, 1, 1, len(directory), offset, 0)
        )

    def _pass_on(self, packed: bytes) -> None:
        self._packed += len(packed)
        self._out.write(packed)
