"""Where a page may change after the leader signed: number, date, urgency, signatures. Law: QD11/D8.K1."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Any, Final, Protocol

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from congvan.signing import limits
from congvan.signing.layout import BoxLike
from congvan.signing.validation.container import entry
from congvan.vietnamese import fold

UNREADABLE: Final[tuple[type[Exception], ...]] = (
    ValueError,
    PdfError,
    KeyError,
    TypeError,
    IndexError,
    RecursionError,
)
"""What the library raises on a file that is not what it says."""

_HEAD_SHARE: Final = 0.3  # number and date stand in this part of the page, ND30/PL1
_NUMBER: Final = re.compile(r"số\s*(:|\.|\d|/|$)", re.IGNORECASE)
_DAY: Final = re.compile(r"\bngày\b", re.IGNORECASE)
_DIGITS_WIDTH: Final = 110.0
_MARGIN: Final = 4.0  # points around a line: taller letters, another font
_SEAL_WIDTH_MAX: Final = 300.0
_SEAL_HEIGHT_MAX: Final = 150.0
_COVERED_MAX: Final = 80  # letters of a letterhead, or of a signer's title and name
_DEPTH_MAX: Final = 8
_URGENCY: Final = frozenset({"khan", "thuong khan", "hoa toc", "hoa toc hen gio"})
_ACTIVE: Final = {
    "/OpenAction": "hành động tự chạy",
    "/AA": "hành động tự chạy",
    "/Names": "tệp đính kèm hoặc kịch bản",
    "/OCProperties": "lớp ẩn hiện",
    "/AF": "tệp đính kèm",
}


@dataclass(frozen=True)
class Box:
    """A rectangle in points, origin at the lower left."""

    x0: float
    y0: float
    x1: float
    y1: float


class LineLike(BoxLike, Protocol):
    """One line of text and its box."""

    @property
    def text(self) -> str: ...


class PageLike(Protocol):
    """A page's size and lines."""

    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...
    @property
    def lines(self) -> Sequence[LineLike]: ...


def number_and_date(page: PageLike) -> list[Box]:
    """The first line "Số: …" on the left and "…, ngày … tháng … năm …" on the right of a page's head."""
    head = sorted(
        (line for line in page.lines if line.y0 > page.height * (1 - _HEAD_SHARE)),
        key=lambda line: (-line.y0, line.x0),
    )
    number = next((line for line in head if line.x0 < page.width / 2 and _NUMBER.match(line.text)), None)
    day = next((line for line in head if _DAY.search(line.text) and _is_dated(line, head)), None)
    found = [] if number is None else [_around(number, number.x0, _number_end(number, head, page))]
    if day is not None:
        found.append(_around(day, day.x0, max(one.x1 for one in _beside(day, head))))
    return found


def _number_end(number: LineLike, head: Sequence[LineLike], page: PageLike) -> float:
    """To the end of the symbol on the left half, or as far as digits go where no symbol is printed."""
    beside = _beside(number, head)
    symbol = max(one.x1 for one in beside if one.x0 < page.width / 2)
    right = min((one.x0 for one in beside if one.x0 >= page.width / 2), default=page.width / 2)
    return max(symbol, min(number.x1 + _DIGITS_WIDTH, right - 2 * _MARGIN))


def _beside(line: LineLike, head: Sequence[LineLike]) -> list[LineLike]:
    """The pieces from this one to the right on the same baseline; a gap splits a line into pieces."""
    middle = (line.y1 - line.y0) / 2
    return [one for one in head if abs(one.y0 - line.y0) < middle and one.x0 >= line.x0]


def _is_dated(line: LineLike, head: Sequence[LineLike]) -> bool:
    return any("tháng" in one.text.casefold() for one in _beside(line, head))


def _around(line: LineLike, x0: float, x1: float) -> Box:
    return Box(x0 - _MARGIN, line.y0 - _MARGIN, x1 + _MARGIN, line.y1 + _MARGIN)


def urgency(before: PageLike, after: PageLike) -> list[Box]:
    """New marks of urgency in the upper left, with the frame around them, over no text. Law: QD11/D8.K1."""
    boxes = [
        Box(line.x0 - 2 * _MARGIN, line.y0 - 2 * _MARGIN, line.x1 + 2 * _MARGIN, line.y1 + 2 * _MARGIN)
        for line in after.lines
        if fold(line.text).strip(" .") in _URGENCY
        and line.x1 < after.width / 2
        and line.y0 > after.height * (1 - _HEAD_SHARE)
    ]
    return [box for box in boxes if not any(_inside(line, box) for line in before.lines)]


def may_sign(box: Box, page: PageLike, *, beside: Sequence[Box]) -> bool:
    """Whether a signature's picture may stand there: of a lawful size, and over no line of the text.

    In the top left corner (QD11/D8.K1) it may cross the letterhead, and beside a leader's picture (ND30/PL1)
    the signer's title and name. `beside` are the pictures of the leaders on this page; empty for their own.
    """
    if box.x1 - box.x0 > _SEAL_WIDTH_MAX or box.y1 - box.y0 > _SEAL_HEIGHT_MAX:
        return False
    corner = box.x1 <= page.width / 2 and box.y0 >= page.height * (1 - _HEAD_SHARE)
    letters_max = _COVERED_MAX if corner or any(_touches(box, one) for one in beside) else 0
    return sum(len(line.text) for line in page.lines if _inside(line, box)) <= letters_max


def _touches(box: Box, leader: Box) -> bool:
    return (
        box.x0 <= leader.x1 and leader.x0 <= box.x1 + _MARGIN and box.y0 <= leader.y1 and leader.y0 <= box.y1
    )


def _inside(line: LineLike, box: Box) -> bool:
    middle_x, middle_y = (line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2
    return box.x0 <= middle_x <= box.x1 and box.y0 <= middle_y <= box.y1


def signature_boxes(pdf: bytes, names: Sequence[str]) -> list[tuple[int, str, Box]]:
    """Page (from 0), name and box of these signature fields as they stand in the file."""
    reader = PdfFileReader(BytesIO(pdf), strict=False)
    wanted = {
        field.get_object().container_ref: str(name)
        for name, _, field in enumerate_sig_fields(reader, filled_status=True)
        if str(name) in names
    }
    return list(_boxes(reader, wanted))


def _boxes(reader: PdfFileReader, wanted: dict[Any, str]) -> Iterator[tuple[int, str, Box]]:
    count = min(int(reader.root["/Pages"]["/Count"]), limits.PAGES_MAX)
    for index in range(count):
        page = reader.find_page_for_modification(index)[0].get_object()  # type: ignore[no-untyped-call]  # as in writer
        for item in islice(entry(page, "/Annots") or (), limits.ANNOTATIONS_MAX):
            widget = item.get_object()
            parent = entry(widget, "/Parent")
            found = {widget.container_ref, getattr(parent, "container_ref", None)} & wanted.keys()
            for reference in found:
                yield index, wanted[reference], _box_of(widget)


def _box_of(widget: generic.DictionaryObject) -> Box:
    a, b, c, d = (float(number) for number in widget["/Rect"])
    return Box(min(a, c), min(b, d), max(a, c), max(b, d))


def what_else_changed(signed: bytes, final: bytes) -> str:
    """What was added to the file that no picture shows, in Vietnamese; empty when nothing was."""
    before = PdfFileReader(BytesIO(signed), strict=False)
    after = PdfFileReader(BytesIO(final), strict=False)
    for key, meaning in _ACTIVE.items():
        if not _same(entry(before.root, key), entry(after.root, key), depth=_DEPTH_MAX):
            return meaning
    form = entry(after.root, "/AcroForm")
    return "biểu mẫu động" if form is not None and "/XFA" in form else ""


def _same(before: Any, after: Any, *, depth: int) -> bool:
    """Whether two values hold the same; what lies too deep to tell counts as changed."""
    before, after = (one.get_object() if hasattr(one, "get_object") else one for one in (before, after))
    if type(before) is not type(after) or depth == 0:
        return False
    if isinstance(before, generic.StreamObject) and before.data != after.data:
        return False
    if isinstance(before, generic.DictionaryObject):
        if before.keys() != after.keys():
            return False
        return all(_same(entry(before, key), entry(after, key), depth=depth - 1) for key in before)
    if isinstance(before, generic.ArrayObject):
        pairs = zip(before, after, strict=False)
        return len(before) == len(after) and all(_same(*pair, depth=depth - 1) for pair in pairs)
    return bool(before == after)
