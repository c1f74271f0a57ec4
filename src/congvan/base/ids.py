"""Identifiers: UUIDv7 (RFC 9562), and the 26 characters of Crockford base 32 that URLs show."""

import secrets
import time
from uuid import UUID

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SHORT_LENGTH = 26
_CONFUSED = str.maketrans("ILOU", "110V")


def new_id() -> UUID:
    """A new UUIDv7: 48 bits of Unix milliseconds, then 74 random bits, so that rows sort by birth."""
    milliseconds = time.time_ns() // 1_000_000
    value = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return UUID(int=value)


def shorten(identifier: UUID) -> str:
    """The 26 characters that stand for an identifier in a URL."""
    value, digits = identifier.int, []
    for _ in range(SHORT_LENGTH):
        value, digit = divmod(value, 32)
        digits.append(ALPHABET[digit])
    return "".join(reversed(digits))


def parse_short(text: str) -> UUID:
    """The identifier behind 26 characters; ValueError for anything else."""
    if len(text) != SHORT_LENGTH or not text.isascii():
        raise ValueError(text)
    value = 0
    for character in text.upper().translate(_CONFUSED):
        value = value * 32 + ALPHABET.index(character)
    if value >> 128:
        raise ValueError(text)
    return UUID(int=value)
