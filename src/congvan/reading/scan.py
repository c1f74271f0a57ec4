"""A paper document as a scanner would deliver it: every page one picture, no text."""

from __future__ import annotations

from io import BytesIO
from time import gmtime

from congvan.reading.document import opened
from congvan.reading.pages import draw

_EPOCH = gmtime(0)  # the library would write the wall clock; a scan made for tests has no date


def rasterise(pdf: bytes, *, dpi: int = 200) -> bytes:
    """The PDF with each page drawn as one JPEG; stands for paper that was scanned.

    Raises ReadingError on a broken file. Same input, same bytes.
    """
    with opened(pdf) as document:
        document.init_forms()
        pages = [draw(page, dpi=dpi).convert("L") for page in document]
    target = BytesIO()
    pages[0].save(
        target,
        format="PDF",
        resolution=dpi,
        save_all=True,
        append_images=pages[1:],
        creationDate=_EPOCH,
        modDate=_EPOCH,
        producer="",
    )
    return target.getvalue()
