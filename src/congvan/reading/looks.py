"""How pages look, as grey pixels beside their lines: for comparing two revisions of a file."""

from __future__ import annotations

from dataclasses import dataclass

from congvan.reading import limits
from congvan.reading.document import opened
from congvan.reading.errors import ReadingError
from congvan.reading.lines import TextLine
from congvan.reading.pages import draw, read_pages


@dataclass(frozen=True, kw_only=True)
class PageLook:
    """One page: its size in points, its picture (one byte a pixel, rows from the top) and its lines."""

    width: float
    height: float
    columns: int
    rows: int
    grey: bytes
    lines: tuple[TextLine, ...]


def page_looks(pdf: bytes, *, dpi: int = 100) -> tuple[PageLook, ...]:
    """Every page with its form fields, annotations and signatures drawn.

    Raises ReadingError on a broken or locked file and on one whose pages together are over
    `limits.PIXELS_COMPARED_MAX` or `limits.PAGES_READ_MAX`: all of it is held in memory.
    """
    pages = read_pages(pdf)
    with opened(pdf) as document:
        pixels = sum(page.width * page.height for page in pages) * (dpi / 72) ** 2
        if len(document) > len(pages) or pixels > limits.PIXELS_COMPARED_MAX:
            raise ReadingError(
                "reading.too_many_pages", "Tập tin PDF có quá nhiều trang để so sánh: hãy tách tập tin."
            )
        document.init_forms()
        looks = []
        for index, page in enumerate(pages):
            image = draw(document[index], dpi=dpi).convert("L")
            looks.append(
                PageLook(
                    width=page.width,
                    height=page.height,
                    columns=image.width,
                    rows=image.height,
                    grey=image.tobytes(),
                    lines=page.lines,
                )
            )
        return tuple(looks)
