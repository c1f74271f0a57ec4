"""Pages of a PDF as images with their text. Bytes are named by their digest: what is made once stays true."""

from functools import lru_cache

from congvan.base.files import vault
from congvan.node.documents.queries import FileSeen
from congvan.reading.errors import ReadingError
from congvan.reading.pages import Page, read_pages, render_webp
from congvan.ui.parts import PageImage, Viewer, Word

PDF = "application/pdf"
DPI = 150
PAGES_IN_MEMORY = 128
FILES_IN_MEMORY = 64
WORDED_PAGES_MAX = 4  # beyond these the text is one click away, in the file itself


def viewer_of(file: FileSeen | None, *, page_href: str, download_href: str) -> Viewer | None:
    """The viewer of a file; None for none. `page_href` holds the word NUMBER where the page's number goes."""
    if file is None:
        return None
    pages = pages_of(file.digest) if file.media_type == PDF else ()
    return Viewer(
        label=f"Các trang của {file.name}",
        pages=tuple(_image(page, page_href) for page in pages),
        download_href=download_href,
    )


@lru_cache(maxsize=FILES_IN_MEMORY)
def pages_of(digest: str) -> tuple[Page, ...]:
    """The pages of a PDF by its digest; none where it cannot be read."""
    try:
        return read_pages(vault.read(digest))
    except ReadingError:
        return ()


@lru_cache(maxsize=PAGES_IN_MEMORY)
def picture_of(digest: str, number: int) -> bytes:
    """One page as WebP. Raises ReadingError where there is no such page."""
    return render_webp(vault.read(digest), page=number, dpi=DPI)


def _image(page: Page, href: str) -> PageImage:
    worded = page.number <= WORDED_PAGES_MAX
    return PageImage(
        number=page.number,
        src=href.replace("NUMBER", str(page.number)),
        width=round(page.width),
        height=round(page.height),
        words=tuple(_word(line, page.height) for line in page.lines) if worded else (),
    )


def _word(line: object, height: float) -> Word:
    text, x0, y0, x1, y1 = (getattr(line, name) for name in ("text", "x0", "y0", "x1", "y1"))
    return Word(text, round(x0, 1), round(height - y1, 1), round(x1 - x0, 1), round(y1 - y0, 1))
