"""The content of one attachment on its way to the sink: measured, hashed, looked at."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from congvan.packet import sniff
from congvan.packet.errors import PacketError

if TYPE_CHECKING:
    from congvan.packet.sink import Writer

_REPLACEMENT = "\ufffd".encode()
_TAIL_BYTES = 1024
# Three bytes meet by chance once in 16 MiB of compressed data; a file read as text has them by the hundred.
_RUIN_FLOOR = 3
_RUIN_PER_BYTES = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What the bytes themselves say. `ruined`: a binary file that was decoded as text on its way."""

    digest: str
    size: int
    media_type: str
    ruined: bool
    complete: bool


class Content:
    """Counts and hashes what it hands on; `measured` after the last byte."""

    def __init__(self, *, writer: Writer, where: str, bytes_max: int) -> None:
        self._writer = writer
        self._where = where
        self._bytes_max = bytes_max
        self._hash = hashlib.sha256()
        self._size = 0
        self._head = b""
        self._tail = b""
        self._replacements = 0

    @property
    def size(self) -> int:
        return self._size

    def write(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > self._bytes_max:
            raise PacketError(
                "attachment_too_large",
                self._where,
                f"Tập tin đính kèm vượt mức cho phép ({self._bytes_max} byte). "
                "Đề nghị bên gửi chia nhỏ hoặc giảm dung lượng.",
            )
        self._hash.update(data)
        if len(self._head) < sniff.HEAD_BYTES:
            self._head += data[: sniff.HEAD_BYTES - len(self._head)]
        self._replacements += (self._tail[-2:] + data).count(_REPLACEMENT)
        self._tail = (self._tail + data)[-_TAIL_BYTES:] if len(data) < _TAIL_BYTES else data[-_TAIL_BYTES:]
        self._writer.write(data)

    def measured(self) -> Measured:
        media_type = sniff.media_type_of(self._head)
        is_pdf = media_type == sniff.PDF
        return Measured(
            digest=self._hash.hexdigest(),
            size=self._size,
            media_type=media_type,
            ruined=media_type not in {sniff.TEXT, sniff.XML}
            and self._replacements > max(_RUIN_FLOOR, self._size // _RUIN_PER_BYTES),
            complete=not is_pdf or b"%%EOF" in self._tail,
        )
