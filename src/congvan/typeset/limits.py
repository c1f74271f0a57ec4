"""Bounds of what is typeset: a letter over them is refused, never cut."""

LETTER_BYTES_MAX = 4 * 1024 * 1024
"""UTF-8 bytes of the letter as data, before typesetting."""

BLOCKS_MAX = 20_000
"""Blocks of body and annex together."""

TABLE_COLUMNS_MAX = 12
"""Columns that still fit a portrait A4 page."""
