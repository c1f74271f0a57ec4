"""Incremental updates that are the same bytes for the same input."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import SEEK_END, SEEK_SET, BytesIO
from typing import IO, Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfStrictReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers.pdf_byterange import PdfByteRangeDigest

from congvan.signing import limits
from congvan.signing.errors import SigningError

_ENDING_BYTES: Final = 4096
"""Of the version before: its last table and trailer, which name where everything lies."""


class Appended(BytesIO):
    """Bytes that will follow a file of `start` bytes: places are counted in the whole, nothing is copied."""

    def __init__(self, *, start: int) -> None:
        super().__init__()
        self._start = start

    def tell(self) -> int:
        return self._start + super().tell()

    def seek(self, offset: int, whence: int = SEEK_SET, /) -> int:
        return self._start + super().seek(offset - self._start if whence == SEEK_SET else offset, whence)


class RevisionWriter(IncrementalPdfFileWriter):
    """An incremental writer without the clock and without chance.

    The library stamps the wall clock into the metadata and a random second file identifier. A frozen revision
    must be reproducible from (leader's version, number, date, certificate), so both go: metadata stay as they
    were (the signing time is in the signature), the identifier is a digest of how the version before ended.
    """

    def __init__(self, before: bytes, *, strict: bool = True) -> None:
        super().__init__(BytesIO(before), strict=strict)
        self.before = before

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> generic.ArrayObject:
        stream = prev.stream
        length = stream.seek(0, SEEK_END)
        stream.seek(max(0, length - _ENDING_BYTES))
        ending = b"%d " % length + stream.read()
        digest = generic.ByteStringObject(hashlib.sha256(ending).digest()[:16])
        first = prev.trailer["/ID"][0] if "/ID" in prev.trailer else digest
        if isinstance(first, generic.TextStringObject):
            first = generic.ByteStringObject(first.original_bytes)
        return generic.ArrayObject([first, digest])

    def _update_meta(self) -> None:
        """Leave the metadata as they are."""

    def _write_header(self, stream: IO[bytes]) -> None:
        """Nothing of the version before: `Appended` counts from its end."""
        if not self.before.endswith(b"\n"):
            stream.write(b"\n")  # else the first object would stand on the line of the end mark

    def append(self) -> Appended:
        """The new revision alone."""
        revision = Appended(start=len(self.before))
        self.write(revision)  # type: ignore[no-untyped-call]  # the library's method has no types
        return revision


def open_for_update(pdf: bytes) -> RevisionWriter:
    """A writer over the PDF. Raises SigningError when it is too large, broken or encrypted."""
    if len(pdf) > limits.PDF_BYTES_MAX:
        raise SigningError(
            "signing.pdf_too_large", "Tập tin PDF quá lớn để ký số: hãy tách phụ lục thành tập tin riêng."
        )
    with taking_apart():
        writer = _writer(pdf)
    if writer.prev.encrypted:
        raise SigningError(
            "signing.pdf_encrypted", "Tập tin PDF đặt mật khẩu nên không ký số được: hãy bỏ mật khẩu."
        )
    return writer


@contextmanager
def taking_apart() -> Iterator[None]:
    """What goes wrong while somebody's file is read is the fault of the file: SigningError.

    The library reads late, and a hostile file makes it raise nearly anything.
    """
    try:
        yield
    except SigningError:
        raise
    except Exception as error:
        raise SigningError(
            "signing.pdf_broken", "Không đọc được tập tin PDF: hãy kiểm tra hoặc tạo lại tập tin."
        ) from error


def _writer(pdf: bytes) -> RevisionWriter:
    """Strictly if possible; the files of scanners often have small faults in their tables."""
    try:
        return RevisionWriter(pdf)
    except PdfStrictReadError:
        return RevisionWriter(pdf, strict=False)


def to_bytes(writer: RevisionWriter) -> bytes:
    """The old bytes followed by the new revision."""
    return writer.before + writer.append().getvalue()


def append_with_hole(writer: RevisionWriter, placeholder: PdfByteRangeDigest) -> tuple[bytes, int, int]:
    """The new revision alone with its byte range written in, and where in the whole its hole is."""
    writer.digest_aware_write = True
    revision = writer.append()
    start, end = placeholder.contents.offsets
    placeholder.byte_range.fill_offsets(  # type: ignore[no-untyped-call]  # the library's method has no types
        revision, start, end, revision.tell()
    )
    return revision.getvalue(), start, end


def form_field(writer: RevisionWriter, *, name: str, kind: str) -> generic.DictionaryObject | None:
    """The top-level form field of this name and kind ("/Tx", "/Sig"), or None."""
    if "/AcroForm" not in writer.root:
        return None
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field: generic.DictionaryObject = reference.get_object()
        if "/T" in field and "/FT" in field and field["/T"] == name and field["/FT"] == kind:
            return field
    return None
