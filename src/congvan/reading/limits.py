"""Bounds of what is read from a file; beyond them a typed error or a cut, as each says."""

PDF_BYTES_MAX = 64 * 1024 * 1024
"""One PDF."""

PAGES_MAX = 2000
"""Pages of one PDF; more is refused."""

PAGES_READ_MAX = 200
"""Pages whose text is read; the rest is left."""

LINES_MAX = 2000
"""Text lines read from one page; the rest is left."""

LINE_CHARACTERS_MAX = 1000
"""Characters kept of one line."""

PAGE_POINTS_MAX = 3000.0
"""Longest side of a page that is drawn; larger pages are drawn smaller."""

PIXELS_MAX = 25_000_000
"""Pixels of one drawn page; the resolution gives way."""

CHARACTERS_MAX = 30_000
"""Characters read from one page; the rest is left."""

PIXELS_COMPARED_MAX = 120_000_000
"""Pixels (bytes) of all pages of one PDF that are drawn to be compared, some 120 pages; more is refused."""
