"""Sort keys in the order of a Vietnamese dictionary, for a column with COLLATE "C".

The database's own collations are not used: the embedded one has no ICU, and system ones differ by host.
"""

import unicodedata
from collections.abc import Iterator

from congvan.vietnamese.text import normalise

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
"""The 29 letters in their order, with f, j, w, z of foreign names at their Latin places."""

TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Combining marks in dictionary order: huyền, hỏi, ngã, sắc, nặng. No mark (ngang) comes before them."""

LETTER_CODES = {letter: chr(ord("A") + place) for place, letter in enumerate(ALPHABET)}
TONE_CODES = {mark: chr(ord('"') + place) for place, mark in enumerate(TONES)}
LEVEL_TONE = "!"
NAME_GAP = " "
"""Below every other code, so that all people named An stand together before those named Anh."""

DIGITS_LENGTH_MAX = ord("@") - ord("0")


def sort_key(text: str) -> str:
    """A printable key whose byte order is the dictionary's: syllable by syllable, letters before tone.

    Runs of digits sort by their value, and before letters. Case and punctuation do not count.
    """
    return "".join(_syllable_key(syllable) for syllable in _syllables(normalise(text).casefold()))


def name_sort_key(name: str) -> str:
    """The key of a person's name: given name first (the last syllable), then family and middle names."""
    *before, given = normalise(name).split(" ")
    return sort_key(given) + NAME_GAP + sort_key(" ".join(before))


def _syllables(text: str) -> Iterator[str]:
    """Runs of letters and runs of digits; everything between only parts them."""
    run = ""
    for character in text:
        if run and (not character.isalnum() or character.isdigit() != run[-1].isdigit()):
            yield run
            run = ""
        if character.isalnum():
            run += character
    if run:
        yield run


def _syllable_key(syllable: str) -> str:
    if syllable[0].isdigit():
        value = syllable.lstrip("0")
        return chr(ord("0") + min(len(value), DIGITS_LENGTH_MAX)) + value
    tone = LEVEL_TONE
    letters: list[str] = []
    for letter in syllable:
        for mark in unicodedata.normalize("NFD", letter):
            tone = TONE_CODES.get(mark, tone)
        letters.append(_letter_code(letter))
    return "".join(letters) + tone


def _letter_code(letter: str) -> str:
    """The place of a letter in the alphabet, its tone taken off; strangers stand after y by code point."""
    without_tone = "".join(mark for mark in unicodedata.normalize("NFD", letter) if mark not in TONES)
    plain = unicodedata.normalize("NFC", without_tone)
    bare = unicodedata.normalize("NFD", plain)[0]
    code = LETTER_CODES.get(plain) or LETTER_CODES.get(bare)
    return code or f"~{ord(letter):06x}"
