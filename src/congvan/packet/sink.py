"""Where the content of attachments goes while a packet is read."""

from __future__ import annotations

from io import BytesIO
from typing import Protocol


class Writer(Protocol):
    """As much of a binary file as the reader uses."""

    def write(self, data: bytes, /) -> object: ...
    def close(self) -> None: ...


class Sink(Protocol):
    """Opens one writer per attachment, one after the other.

    `name` is already safe to show and to store, but is not unique. The reader closes every writer, also when
    it fails; a closed file is whole only once `read` has returned. When `read` raises, throw everything away:
    a secret marking may stand behind an attachment.
    """

    def open(self, content_id: str, name: str) -> Writer: ...


class NullSink:
    """Keeps nothing: for checking a packet."""

    def open(self, content_id: str, name: str) -> Writer:
        del content_id, name
        return _NullWriter()


class _NullWriter:
    def write(self, data: bytes, /) -> None:
        """Forget the bytes; the reader has hashed them already."""

    def close(self) -> None:
        """Nothing to release."""


class MemorySink:
    """Keeps contents in memory by content id: for small packets and tests."""

    def __init__(self) -> None:
        self._files: dict[str, _KeptFile] = {}

    def open(self, content_id: str, name: str) -> Writer:
        del name
        self._files[content_id] = _KeptFile()
        return self._files[content_id]

    def content(self, content_id: str) -> bytes:
        return self._files[content_id].getvalue()


class _KeptFile(BytesIO):
    """Its bytes can be asked for after closing."""

    def close(self) -> None:
        """Stay readable; memory goes with the sink."""
