"""What a document itself says of its recipients: the lines under “Nơi nhận” and after “Kính gửi”. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from congvan.reading.lines import TextLine
from congvan.reading.pages import Page
from congvan.vietnamese import fold

RECIPIENTS: Final = "noi nhan"
ADDRESSEES: Final = "kinh gui"
LINES_MAX: Final = 50
LINE_CHARS_MAX: Final = 200
_STEP_MAX: Final = 2.2  # a line further down than this many heights belongs to something else
_INDENT_MAX: Final = 2.0  # points by which a line that goes on may begin before its dash
_ASIDE: Final = re.compile(r"\([^)]*\)")
_SHORT: Final = {"ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan"}


def recipient_lines(pages: Sequence[Page]) -> tuple[str, ...]:
    """The list under “Nơi nhận:” on the last page that has one, without dashes; empty where none is read."""
    for page in reversed(pages):
        for index, line in enumerate(page.lines):
            if fold(line.text).startswith(RECIPIENTS):
                return tuple(_items(line, page.lines[index + 1 :]))[:LINES_MAX]
    return ()


def addressees(pages: Sequence[Page]) -> tuple[str, ...]:
    """Whom page 1 addresses after “Kính gửi:”, in one line or in a list of dashes."""
    for index, line in enumerate(pages[0].lines if pages else ()):
        if fold(line.text).startswith(ADDRESSEES):
            own = _tidy(line.text.partition(":")[2])
            return (own,) if own else tuple(_items(line, pages[0].lines[index + 1 :]))[:LINES_MAX]
    return ()


def matching(lines: Iterable[str], directory: Mapping[str, str]) -> list[str]:
    """The codes of those agencies (code → name) that a line names whole: nearly right is somebody else."""
    codes = {_spelt(name): code for code, name in directory.items()}
    return [codes[name] for name in map(_spelt, lines) if name in codes]


def _items(head: TextLine, below: Sequence[TextLine]) -> Iterator[str]:
    """The dashed lines of the head's column; a line without a dash goes on with the one above it."""
    item, last, edge = "", head, 0.0
    for line in below:
        if last.y0 - line.y0 > _STEP_MAX * (line.y1 - line.y0):
            break
        if line.x1 < head.x0 or line.x0 > head.x1 + (head.x1 - head.x0):
            continue
        if line.text.lstrip().startswith(("-", "–")):
            if item:
                yield _tidy(item)
            item, edge = line.text, line.x0 - _INDENT_MAX
        elif item and line.x0 >= edge:
            item = f"{item} {line.text}"
        else:
            break
        last = line
    if item:
        yield _tidy(item)


def _tidy(text: str) -> str:
    return text.strip().lstrip("-–").strip().rstrip(";.,/").strip()[:LINE_CHARS_MAX]


def _spelt(name: str) -> str:
    words = fold(_ASIDE.sub("", _tidy(name))).split()
    return " ".join(_SHORT.get(word, word) for word in words)
