"""Open a PDF with PDFium: one file at a time, bounded."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # ships no types

from congvan.reading import limits
from congvan.reading.errors import ReadingError

_PDFIUM = threading.Lock()
"""PDFium keeps global state and is not thread-safe: one call chain at a time in a process."""


@contextmanager
def opened(pdf: bytes) -> Iterator[Any]:
    """The document, closed at the end. Raises ReadingError when it is broken, locked or over a bound."""
    if len(pdf) > limits.PDF_BYTES_MAX:
        raise ReadingError("reading.too_large", "Tập tin PDF quá lớn để đọc: hãy tách thành nhiều tập tin.")
    with _PDFIUM:
        document = _open(pdf)
        try:
            if len(document) > limits.PAGES_MAX:
                raise ReadingError(
                    "reading.too_many_pages", "Tập tin PDF có quá nhiều trang: hãy tách tập tin."
                )
            yield document
        except pypdfium2.PdfiumError as error:
            raise _broken() from error
        finally:
            document.close()


def _open(pdf: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise _broken() from error


def _broken() -> ReadingError:
    return ReadingError("reading.broken", "Không đọc được tập tin PDF: tập tin hỏng hoặc đặt mật khẩu.")
