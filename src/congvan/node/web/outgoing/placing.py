"""Where number, date and signature belong on a draft that was made elsewhere: found by reading its pages.

The layout is ND30/PL1's: “Số: …/KÝ HIỆU” and “…, ngày … tháng … năm 2018” in the upper half of page 1, the
signature between the signatory's title in capitals and the name, to the right of “Nơi nhận”.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from congvan.reading.characters import Character, PageCharacters, read_characters
from congvan.reading.lines import TextLine
from congvan.reading.pages import Page, read_pages
from congvan.signing.layout import DESCENT, GAP_HEIGHT, SIZE_MAX, SIZE_MIN, YEAR_GAP, FieldName
from congvan.typeset.places import MM, PAGE_HEIGHT, PAGE_WIDTH, Place, places_of

NAMES: Final = (FieldName.NUMBER, FieldName.DAY, FieldName.MONTH, FieldName.LEADER)
SMALLEST: Final[Mapping[str, tuple[float, float]]] = MappingProxyType(
    {
        FieldName.NUMBER: (6.5, 4.0),
        FieldName.DAY: (4.5, 4.0),
        FieldName.MONTH: (4.5, 4.0),
        FieldName.LEADER: (25.0, 12.0),
    }
)
"""Width and height in millimetres in which two or three digits, or a signature's words, can be read."""

A4_WITHIN: Final = 5 * MM
SAME_LINE: Final = 2.0
SPACE, FOUR_DIGITS = 0.25, 2.1  # widths by the size of the text; a digit of Times is half of it wide
RIGHT_EDGE: Final = 8 * MM
DOTS: Final = r"[._…·‥-]*"
NUMBER_LINE: Final = re.compile(rf"Số:?(?P<gap>{DOTS})/")
NUMBER_PRINTED: Final = re.compile(r"Số:?(?P<printed>\d+)[^/]{0,3}/")
DATE_LINE: Final = re.compile(
    rf"ngày(?P<day>{DOTS})tháng(?P<month>{DOTS})năm((?P<year>\d{{4}})|(?P<{YEAR_GAP}>{DOTS})(?!\d))?"
)
DATE_PRINTED: Final = re.compile(r",ngày(?P<day>\d+)tháng")
SIGNATURE_WIDTH, SIGNATURE_HEIGHT = 48 * MM, 24 * MM
SIGNATURE_GAP_MAX: Final = 60 * MM
BOTTOM_MARGIN: Final = 12 * MM


@dataclass(frozen=True)
class Finding:
    """The places by name, the year that is printed, what is missing with where to put it, what to look at."""

    places: Mapping[str, Place]
    year: int | None
    missing: Mapping[str, str]
    remarks: tuple[str, ...] = ()


def find_places(pdf: bytes, *, symbol: str, year: int) -> Finding:
    """The places in a PDF. `symbol` and `year` only word what is said. Raises ReadingError for a broken file.

    A part that is not found, or too narrow to be filled, is in `missing` and not in `places`.
    """
    first = read_characters(pdf, page=1)
    if _unfit(first):
        return Finding({}, None, dict.fromkeys(NAMES, PAGE_UNFIT))
    pages = read_pages(pdf)
    if not any(page.lines for page in pages):
        return Finding({}, None, dict.fromkeys(NAMES, NO_TEXT))
    search = _Search(tuple(_rows(first)), symbol=symbol, year=year, width=first.width)
    _find_number(search)
    printed = _find_date(search)
    leader = _find_signature(pages)
    if leader is None:
        search.missing[FieldName.LEADER] = LEADER_MISSING
    else:
        search.places[FieldName.LEADER] = leader
    return Finding(search.places, printed, search.missing, tuple(search.remarks))


def with_seals(places: Mapping[str, Place]) -> dict[str, Place]:
    """The four places, and those of the seal, which follow from the signature's."""
    return places_of(
        {
            "name": str(name), "page": place.page, "x": place.x0, "y": PAGE_HEIGHT - place.y1,
            "w": place.x1 - place.x0, "h": place.y1 - place.y0,
        }
        for name, place in places.items()
    )  # fmt: skip


PAGE_UNFIT: Final = (
    "Trang 1 không phải khổ A4 đứng (210 × 297 mm). "
    "Đặt khổ giấy A4 trong phần mềm soạn thảo rồi xuất lại PDF."
)
NO_TEXT: Final = (
    "Các trang là ảnh chụp, không có chữ để đọc. Nhập vị trí ở dưới, hoặc xuất PDF từ phần mềm soạn thảo."
)
LEADER_MISSING: Final = (
    "Không thấy chỗ ký. Dưới chức vụ người ký (chữ in hoa, bên phải “Nơi nhận”) để trống khoảng 25 mm "
    "rồi mới đến họ tên, hoặc nhập vị trí ở dưới."
)


def _unfit(page: PageCharacters) -> bool:
    off = max(abs(page.width - PAGE_WIDTH), abs(page.height - PAGE_HEIGHT))
    return page.turned or off > A4_WITHIN


@dataclass(frozen=True)
class _Row:
    """Letters on one baseline from left to right, without spaces; `ends`: each text index has its letter."""

    letters: tuple[Character, ...]
    text: str
    ends: tuple[int, ...]

    def gap(self, start: int, stop: int) -> tuple[float, float]:
        """From the end of the letter before `start` to the beginning of the letter at `stop`."""
        return self.letters[self.ends[start - 1]].x1, self.letters[self.ends[stop]].x0


def _rows(page: PageCharacters) -> Iterator[_Row]:
    """The rows of the upper half from the top."""
    upper = [one for one in page.characters if one.baseline > page.height / 2]
    upper.sort(key=lambda one: (-one.baseline, one.x0))
    row: list[Character] = []
    for letter in upper:
        if row and row[0].baseline - letter.baseline > SAME_LINE:
            yield _row(row)
            row = []
        row.append(letter)
    if row:
        yield _row(row)


def _row(letters: list[Character]) -> _Row:
    ordered = tuple(sorted(letters, key=lambda one: one.x0))
    ends = tuple(index for index, one in enumerate(ordered) for _ in one.text)
    return _Row(ordered, "".join(one.text for one in ordered), ends)


@dataclass
class _Search:
    """What was found so far in the head of page 1."""

    rows: Sequence[_Row]
    symbol: str
    year: int
    width: float
    places: dict[str, Place] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def first(self, pattern: re.Pattern[str]) -> tuple[_Row, re.Match[str]] | None:
        """The uppermost row in which a pattern stands."""
        matches = ((row, pattern.search(row.text)) for row in self.rows)
        return next(((row, match) for row, match in matches if match), None)


def _find_number(search: _Search) -> None:
    if found := search.first(NUMBER_LINE):
        _keep_gap(search, *found, "gap", FieldName.NUMBER)
        return
    if printed := search.first(NUMBER_PRINTED):
        search.missing[FieldName.NUMBER] = (
            f"Trang 1 đã ghi sẵn số {printed[1]['printed']}. Xóa số đó, để trống khoảng 10 mm sau “Số:”; "
            "số do văn thư cấp khi ban hành."
        )
        return
    search.missing[FieldName.NUMBER] = (
        f"Không thấy dòng “Số: …/{search.symbol}” ở nửa trên trang 1. Ghi dòng này dưới tên cơ quan ban "
        "hành, để trống khoảng 10 mm sau “Số:”, hoặc nhập vị trí ở dưới."
    )


def _find_date(search: _Search) -> int | None:
    """Day and month; the year that stands in their line."""
    found = search.first(DATE_LINE)
    if found is None:
        said = _date_missing(search)
        search.missing |= {FieldName.DAY: said, FieldName.MONTH: said}
        return None
    _keep_gap(search, *found, "day", FieldName.DAY)
    _keep_gap(search, *found, "month", FieldName.MONTH)
    if found[1]["year"] is None:
        if _keep_year(search, *found):
            return None
        search.remarks.append(f"Dòng ngày tháng chưa ghi năm. Nên ghi sẵn “năm {search.year}” trong dự thảo.")
        return None
    return int(found[1]["year"])


def _date_missing(search: _Search) -> str:
    if search.first(DATE_PRINTED):
        return (
            "Trang 1 đã ghi sẵn ngày. Xóa ngày và tháng, để trống mỗi chỗ khoảng 7 mm; ngày do văn thư ghi "
            "khi ban hành."
        )
    return (
        f"Không thấy dòng “…, ngày … tháng … năm {search.year}” ở nửa trên trang 1. Ghi dòng này dưới Quốc "
        "hiệu, để trống ngày và tháng mỗi chỗ khoảng 7 mm, hoặc nhập vị trí ở dưới."
    )


WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {FieldName.NUMBER: "số", FieldName.DAY: "ngày", FieldName.MONTH: "tháng", FieldName.LEADER: "chữ ký"}
)


def _keep_gap(search: _Search, row: _Row, match: re.Match[str], group: str, name: FieldName) -> None:
    """The gap as a place of the height in which the digits are drawn on the line's own baseline."""
    left, right = row.gap(match.start(group), match.end(group))
    least, _ = SMALLEST[name]
    if right - left < least * MM:
        wide, wanted = (f"{value:.1f}".replace(".", ",") for value in ((right - left) / MM, least))
        search.missing[name] = (
            f"Chỗ trống cho {WORDS[name]} chỉ rộng {wide} mm, ít nhất phải {wanted} mm. "
            "Thêm dấu cách trong dự thảo, hoặc nhập vị trí ở dưới."
        )
        return
    search.places[name] = _gap(row.letters[row.ends[match.start(group) - 1]], left, right)
    if match[group]:
        search.remarks.append(f"Chỗ ghi {WORDS[name]} đang có dấu chấm, chữ số in đè lên. Nên để trống.")


def _keep_year(search: _Search, row: _Row, match: re.Match[str]) -> bool:
    """The gap after “năm” where four digits fit before whatever follows; whether there is one."""
    if match[YEAR_GAP] is None:
        return False
    before = row.letters[row.ends[match.start(YEAR_GAP) - 1]]
    left = before.x1 + before.size * SPACE
    needed = left + before.size * FOUR_DIGITS
    after = row.ends[match.end(YEAR_GAP)] if match.end(YEAR_GAP) < len(row.ends) else None
    limit = row.letters[after].x0 if after is not None else search.width - RIGHT_EDGE
    if needed > limit:
        return False
    search.places[YEAR_GAP] = _gap(before, left, needed)
    return True


def _gap(before: Character, left: float, right: float) -> Place:
    """A place for digits of the size of the letter before them, on its baseline."""
    size = min(max(round(before.size * 2) / 2, SIZE_MIN), SIZE_MAX)
    bottom = before.baseline - DESCENT * size
    top = bottom + GAP_HEIGHT * size
    return Place(page=1, x0=round(left, 3), y0=round(bottom, 3), x1=round(right, 3), y1=round(top, 3))


def _find_signature(pages: Sequence[Page]) -> Place | None:
    """Between title and name, on the page that has “Nơi nhận”; else on the last page with such a gap."""
    named = [page for page in pages if any(_is_recipients(line) for line in page.lines)]
    for page in named or list(reversed(pages)):
        top = max((line.y1 for line in page.lines if _is_recipients(line)), default=page.height)
        found = _signature_on(page, below=top)
        if found is not None:
            return found
    return None


def _is_recipients(line: TextLine) -> bool:
    return line.text.casefold().startswith("nơi nhận") and line.x0 < PAGE_WIDTH / 2


def _signature_on(page: Page, *, below: float) -> Place | None:
    right = [
        line
        for line in page.lines
        if line.x0 >= page.width * 0.38 and line.x0 + line.x1 >= page.width and line.y0 <= below + 2 * MM
    ]
    for index, title in enumerate(right):
        if not _in_capitals(title.text):
            continue
        name = right[index + 1] if index + 1 < len(right) else None
        gap = title.y0 - name.y1 if name is not None else SIGNATURE_GAP_MAX
        if name is None or gap > SIGNATURE_GAP_MAX:
            floor, middle = BOTTOM_MARGIN, (title.x0 + title.x1) / 2
        else:
            floor, middle = name.y1, (title.x0 + title.x1 + name.x0 + name.x1) / 4
        if title.y0 - floor >= SMALLEST[FieldName.LEADER][1] * MM:
            return _signature(page, top=title.y0, floor=floor, middle=middle)
    return None


def _signature(page: Page, *, top: float, floor: float, middle: float) -> Place:
    height = min(SIGNATURE_HEIGHT, top - floor)
    lowest = max(floor, top - SIGNATURE_GAP_MAX)
    bottom = max(floor, top - 2 * MM - height) if lowest > floor else (top + floor - height) / 2
    left = min(max(middle - SIGNATURE_WIDTH / 2, 0.0), page.width - SIGNATURE_WIDTH)
    return Place(
        page=page.number, x0=round(left, 3), y0=round(bottom, 3), x1=round(left + SIGNATURE_WIDTH, 3),
        y1=round(bottom + height, 3),
    )  # fmt: skip


def _in_capitals(text: str) -> bool:
    letters = [one for one in text if one.isalpha()]
    return len(letters) > 1 and all(one.isupper() for one in letters)
