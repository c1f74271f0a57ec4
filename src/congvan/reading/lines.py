"""Characters of a page put together to lines, by their baselines and the gaps between them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types

from congvan.reading import limits

_SAME_BASELINE: Final = 0.3  # lower edges this share of the height apart are one line
_COLUMN_GAP: Final = 1.0  # a gap wider than this many heights begins another line, in the other column
_WORD_GAP: Final = 0.15
_NEIGHBOURS: Final = 12  # lines looked back at; runs come sorted from the top


@dataclass(frozen=True, kw_only=True)
class TextLine:
    """One line of text (NFC) and its box in PDF points, origin at the lower left."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


def lines_of(textpage: Any) -> tuple[TextLine, ...]:
    """The lines from top to bottom, then left to right; at most `limits.LINES_MAX`."""
    lines: list[TextLine] = []
    for run in sorted(_runs(textpage), key=lambda item: (-round(item.y0), item.x0)):
        for index in range(len(lines) - 1, max(-1, len(lines) - 1 - _NEIGHBOURS), -1):
            if _continues(lines[index], run):
                lines[index] = _joined(lines[index], run)
                break
        else:
            lines.append(run)
    lines.sort(key=lambda item: (-item.y0, item.x0))
    return tuple(_clean(line) for line in lines[: limits.LINES_MAX] if line.text.strip())


def _runs(textpage: Any) -> Iterator[TextLine]:
    """Stretches of characters that follow each other in the file on one baseline.

    Loose boxes are used: their lower edge depends on the font only, not on the marks of the letters.
    """
    run: TextLine | None = None
    for index in range(min(textpage.count_chars(), limits.CHARACTERS_MAX)):
        character = _character(pdfium.FPDFText_GetUnicode(textpage, index))
        if character.isspace():
            continue
        x0, y0, x1, y1 = textpage.get_charbox(index, loose=True)
        here = TextLine(text=character, x0=x0, y0=y0, x1=x1, y1=y1)
        if run is not None and here.x0 >= run.x0 and _continues(run, here):
            run = _joined(run, here)
            continue
        if run is not None:
            yield run
        run = here
    if run is not None:
        yield run


def _character(code: int) -> str:
    """The character of a code point; what is none (surrogates, controls) counts as space."""
    try:
        character = chr(code)
    except ValueError:
        return " "
    return character if character.isprintable() else " "


def _continues(line: TextLine, run: TextLine) -> bool:
    height = max(min(line.y1 - line.y0, run.y1 - run.y0), 1.0)
    gap = max(run.x0 - line.x1, line.x0 - run.x1)
    return abs(line.y0 - run.y0) <= height * _SAME_BASELINE and gap <= _COLUMN_GAP * height


def _joined(line: TextLine, run: TextLine) -> TextLine:
    first, second = (line, run) if line.x0 <= run.x0 else (run, line)
    height = max(first.y1 - first.y0, 1.0)
    space = " " if second.x0 - first.x1 > _WORD_GAP * height else ""
    return TextLine(
        text=f"{first.text}{space}{second.text}"[: limits.LINE_CHARACTERS_MAX],
        x0=first.x0,
        y0=min(line.y0, run.y0),
        x1=max(line.x1, run.x1),
        y1=max(line.y1, run.y1),
    )


def _clean(line: TextLine) -> TextLine:
    text = " ".join(unicodedata.normalize("NFC", line.text).split())
    return TextLine(text=text, x0=line.x0, y0=line.y0, x1=line.x1, y1=line.y1)
