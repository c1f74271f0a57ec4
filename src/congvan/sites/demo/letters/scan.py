"""A letter as the paper document that a scanner delivers."""

from __future__ import annotations

from datetime import datetime

from congvan.reading.scan import rasterise
from congvan.typeset import Letter, compose


def scan_of(letter: Letter, at: datetime) -> bytes:
    """An image-only PDF of the letter, which must bear its printed number and date.

    `at` only dates the typesetting and is nowhere seen. Same input, same bytes.
    """
    if letter.printed is None:
        raise ValueError("a scanned paper document bears its number and date: set Letter.printed")
    return rasterise(compose(letter, at=at).pdf)
