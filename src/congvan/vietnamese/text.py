"""One spelling of a Vietnamese text, and its shadow without diacritics."""

import unicodedata

INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Soft hyphen, zero-width characters and byte order mark: left behind by PDF and Word, never meant."""


def normalise(text: str) -> str:
    """The text in NFC, runs of white space made one space, ends trimmed, invisible characters gone."""
    return " ".join(unicodedata.normalize("NFC", text.translate(INVISIBLE)).split())


def fold(text: str) -> str:
    """Lower case without diacritics, đ as d: what a person types who types no marks.

    Both placements of the tone mark (hoà, hòa) fold to the same letters, since no mark is left.
    """
    lowered = normalise(text).casefold().replace("đ", "d")
    parted = unicodedata.normalize("NFD", lowered)
    return "".join(character for character in parted if not unicodedata.combining(character))
