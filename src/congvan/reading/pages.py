"""The text lines of a PDF's pages with their boxes, and how much of each page is an image."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types

from congvan.reading import limits
from congvan.reading.document import opened
from congvan.reading.errors import ReadingError
from congvan.reading.lines import TextLine, lines_of

UPPER_SHARE: Final = 1 / 3
"""The upper part of a page, where ND30/PL1 puts letterhead, number, date and markings."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """What a page shows; `image_share` is the part of its area under its largest image, 0 to 1."""

    number: int
    width: float
    height: float
    lines: tuple[TextLine, ...]
    image_share: float
    image_count: int


def read_pages(pdf: bytes) -> tuple[Page, ...]:
    """The first `limits.PAGES_READ_MAX` pages, lines from top to bottom.

    Filled form fields are part of the text. Raises ReadingError on a broken, locked or too large file.
    """
    with opened(pdf) as document:
        count = min(len(document), limits.PAGES_READ_MAX)
        return tuple(_read(document, index) for index in range(count))


def count_pages(pdf: bytes) -> int:
    """How many pages a PDF has; nothing of them is read. Raises ReadingError as `read_pages`."""
    with opened(pdf) as document:
        return len(document)


def upper_lines(page: Page) -> tuple[str, ...]:
    """The lines whose middle lies in the upper third of the page: where a secret marking would stand.

    Law: QD11/D2.K2 (a marking is a whole line in the upper part of page 1).
    """
    edge = page.height * (1 - UPPER_SHARE)
    return tuple(line.text for line in page.lines if (line.y0 + line.y1) / 2 >= edge)


def render_webp(pdf: bytes, *, page: int, dpi: int = 110) -> bytes:
    """One page (from 1) as a WebP picture. Raises ReadingError when there is no such page."""
    with opened(pdf) as document:
        if not 1 <= page <= len(document):
            raise ReadingError("reading.no_page", f"Tập tin PDF không có trang {page}.")
        document.init_forms()
        target = BytesIO()
        draw(document[page - 1], dpi=dpi).save(target, format="WEBP", quality=80, method=4)
        return target.getvalue()


def draw(page: Any, *, dpi: int) -> Any:
    """The page as a Pillow image with its form fields and signatures, at most `limits.PIXELS_MAX` pixels."""
    width, height = page.get_size()
    scale = min(dpi, 400) / 72
    pixels = width * height * scale * scale
    if pixels > limits.PIXELS_MAX:
        scale *= (limits.PIXELS_MAX / pixels) ** 0.5
    return page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")


def _read(document: Any, index: int) -> Page:
    page = document[index]
    width, height = page.get_size()
    images = [_area(found) for found in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,))]
    # In memory only: form values and signature texts become page text, so that nothing visible stays unread.
    pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    return Page(
        number=index + 1,
        width=width,
        height=height,
        lines=lines_of(document[index].get_textpage()),
        image_share=min(1.0, max(images, default=0.0) / (width * height)) if width and height else 0.0,
        image_count=len(images),
    )


def _area(image: Any) -> float:
    x0, y0, x1, y1 = image.get_bounds()
    return float(abs(x1 - x0) * abs(y1 - y0))
