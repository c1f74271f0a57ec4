"""The characters of one page with where they stand, for those who must know a gap inside a line."""

from __future__ import annotations

import ctypes
import math
import sys
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types

from congvan.reading import limits
from congvan.reading.document import opened
from congvan.reading.errors import ReadingError


@dataclass(frozen=True, kw_only=True)
class Character:
    """One letter (NFC, with its marks) between `x0` and `x1` on its baseline; points from the lower left.

    `size` is the size of the text as it stands on the page, whatever the font's own unit was scaled by.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    size: float


@dataclass(frozen=True, kw_only=True)
class PageCharacters:
    """A page's size in points, whether it is turned, and its letters without spaces, in the file's order."""

    width: float
    height: float
    turned: bool
    characters: tuple[Character, ...]


def read_characters(pdf: bytes, *, page: int) -> PageCharacters:
    """The characters of a page (from 1), at most `limits.CHARACTERS_MAX`.

    Raises ReadingError on a broken, locked or too large file, and when there is no such page.
    """
    with opened(pdf) as document:
        if not 1 <= page <= len(document):
            raise ReadingError("reading.no_page", f"Tập tin PDF không có trang {page}.")
        sheet = document[page - 1]
        width, height = sheet.get_size()
        left, bottom, *_ = sheet.get_mediabox()
        moved = max(abs(left), abs(bottom)) > 1
        return PageCharacters(
            width=width, height=height, turned=bool(sheet.get_rotation()) or moved,
            characters=_characters(sheet.get_textpage()),
        )  # fmt: skip


def _characters(textpage: Any) -> tuple[Character, ...]:
    found: list[Character] = []
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(min(textpage.count_chars(), limits.CHARACTERS_MAX)):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        text = chr(code) if 0 < code <= sys.maxunicode else " "
        if text.isspace() or not text.isprintable():
            continue
        if unicodedata.combining(text) and found:
            found[-1] = replace(found[-1], text=unicodedata.normalize("NFC", found[-1].text + text))
            continue
        x0, _, x1, _ = textpage.get_charbox(index, loose=True)
        pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
        found.append(
            Character(
                text=unicodedata.normalize("NFC", text), x0=x0, x1=x1, baseline=y.value,
                size=_size(textpage, index),
            )
        )  # fmt: skip
    return tuple(found)


def _size(textpage: Any, index: int) -> float:
    """The font's size times what the text is scaled by: programs write 13 × 1 and 1 × 13 alike."""
    size: float = pdfium.FPDFText_GetFontSize(textpage, index)
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(textpage, index, matrix):
        return size
    return size * math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
