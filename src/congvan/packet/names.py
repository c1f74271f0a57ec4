"""File names that came from elsewhere, made harmless."""

from __future__ import annotations

import unicodedata

_SEPARATORS = frozenset('/\\:*?"<>|')
_NAME_CHARS_MAX = 200
_EXTENSION_CHARS_MAX = 10


def is_safe_name(name: str) -> bool:
    return name == safe_name(name)


def safe_name(name: str) -> str:
    """`name` without separators, control and direction marks or leading dots; never empty.

    Numbers such as "11/2018/QĐ-UBND.pdf" are lawful in names, so separators become "_", not a refusal.
    """
    kept = "".join("_" if char in _SEPARATORS else char for char in name if not _invisible(char))
    kept = kept.strip().lstrip(".").strip()
    if len(kept) > _NAME_CHARS_MAX:
        tail = f".{extension}" if (extension := extension_of(kept)) else ""
        kept = kept[: _NAME_CHARS_MAX - len(tail)].strip() + tail
    return kept or "Tập tin đính kèm"


def extension_of(name: str) -> str:
    """The extension in lower case without the dot; empty when there is none that looks like one."""
    _, dot, extension = name.rpartition(".")
    extension = extension.strip().lower()
    if not dot or not extension.isascii() or not extension.isalnum() or len(extension) > _EXTENSION_CHARS_MAX:
        return ""
    return extension


def _invisible(char: str) -> bool:
    return unicodedata.category(char).startswith("C")
