"""The pages of a document with its reserved places drawn over them: what will stand where (QD11/D8.K1)."""

from collections.abc import Mapping
from dataclasses import dataclass

from congvan.node.acts.states import OutgoingState as State
from congvan.node.documents.queries import files_seen
from congvan.node.outgoing.issuing import Box, boxes, printed_date
from congvan.node.web.documents.parts import MAIN
from congvan.node.web.documents.viewing import viewer_of
from congvan.node.web.resource import Found
from congvan.node.web.visit import Visit
from congvan.signing.layout import FieldName
from congvan.ui.parts import PageImage, Viewer

FONT_SIZE = 11.0


@dataclass(frozen=True)
class Mark:
    """A place on a page in points from its top left, as SVG writes numbers; `title` says it in full."""

    x: str
    y: str
    width: str
    height: str
    middle: str
    baseline: str
    size: str
    text: str
    title: str
    given: bool


@dataclass(frozen=True)
class Sheet:
    """A page and what is drawn over it."""

    page: PageImage
    marks: tuple[Mark, ...]


def viewer(visit: Visit, found: Found) -> Viewer | None:
    """The pages of the newest version; None without a file."""
    main = next((file for file in files_seen(visit.actor, found.id) if file.role == MAIN), None)
    if main is None:
        return None
    pattern = visit.url("page-image", id=found.id, ordinal=main.ordinal, number=0)
    return viewer_of(
        main,
        page_href=pattern.replace("/0.webp", "/NUMBER.webp"),
        download_href=visit.url("file", id=found.id, ordinal=main.ordinal),
    )


def sheets(visit: Visit, found: Found, pages: tuple[PageImage, ...], *, number: str) -> tuple[Sheet, ...]:
    """Each page with its places. `number` is what will stand in the number's place."""
    places = [] if found.life.state == State.ISSUED else boxes(found.life)
    texts = _texts(visit, found, number)
    return tuple(
        Sheet(page, tuple(_mark(box, page, texts) for box in places if box.page == page.number))
        for page in pages
    )


def _texts(visit: Visit, found: Found, number: str) -> dict[str, tuple[str, str]]:
    """What stands in each place, and its sentence."""
    # A number that waits for its seal keeps the day on which it was given.
    day = printed_date(found.facts.entry.glance.issued_date or visit.at.date())
    signed = found.facts.entry.signatory
    numbered = found.life.state != State.TO_ISSUE
    return {
        FieldName.NUMBER: (number, f"Số {'đã cấp' if numbered else 'dự kiến'}: {number}"),
        FieldName.DAY: (day[FieldName.DAY], "Ngày ban hành"),
        FieldName.MONTH: (day[FieldName.MONTH], "Tháng ban hành"),
        FieldName.YEAR: (day[FieldName.YEAR], "Năm ban hành"),
        FieldName.LEADER: ("", f"Chữ ký số của {signed}"),
        FieldName.SEAL: (f"Chữ ký số của {found.facts.body}", f"Vị trí chữ ký số của {found.facts.body}"),
    }


def _mark(box: Box, page: PageImage, texts: Mapping[str, tuple[str, str]]) -> Mark:
    text, title = texts[box.what]
    width, height = box.x1 - box.x0, box.y1 - box.y0
    x, y, size = box.x0, page.height - box.y1, min(FONT_SIZE, height * 0.8)
    middle, baseline = x + width / 2, y + height / 2 + size * 0.35
    return Mark(
        x=_svg(x), y=_svg(y), width=_svg(width), height=_svg(height), middle=_svg(middle),
        baseline=_svg(baseline), size=_svg(size), text=text, title=title, given=box.what == FieldName.LEADER,
    )  # fmt: skip


def _svg(value: float) -> str:
    """A number as SVG writes it, whatever the language of the page."""
    return f"{value:.1f}"
