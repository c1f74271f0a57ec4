"""Pages as they are seen: places on a turned or moved page, and what is drawn there upright."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pyhanko.pdf_utils import generic

from congvan.signing import objects
from congvan.signing.layout import PlaceLike

_ANCESTORS_MAX = 64
_A4 = (0.0, 0.0, 595.276, 841.89)
_MATRIX = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class View:
    """The visible box of a page in the file's own coordinates, and its turn clockwise in degrees."""

    box: Rectangle
    turn: int

    def rectangle(self, place: PlaceLike) -> Rectangle:
        """A place, counted from the lower left of the page as it is seen, in the file's coordinates."""
        first, second = self._point(place.x0, place.y0), self._point(place.x1, place.y1)
        (left, right), (bottom, top) = (sorted(pair) for pair in zip(first, second, strict=True))
        return left, bottom, right, top

    def _point(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self.box
        match self.turn:
            case 90:
                return right - y, bottom + x
            case 180:
                return right - x, top - y
            case 270:
                return left + y, top - x
            case _:
                return left + x, bottom + y


def view_of(page: generic.DictionaryObject) -> View:
    """How a page is seen. A box that is none counts as A4, a turn by other than a quarter as none."""
    box = _numbers(_inherited(page, "/CropBox")) or _numbers(_inherited(page, "/MediaBox")) or _A4
    turn = _inherited(page, "/Rotate")
    degrees = int(turn) % 360 if isinstance(turn, int | Decimal) else 0
    return View(box=box, turn=degrees if degrees in _MATRIX else 0)


def mark_turn(widget: generic.DictionaryObject, turn: int) -> None:
    """Note on a widget by how much its page is turned, so that it is drawn upright later."""
    if turn:
        widget[objects.name("/MK")] = objects.dictionary({"/R": objects.integer(turn)})


def upright(widget: generic.DictionaryObject) -> tuple[float, float, int]:
    """Width and height of a widget as they are seen, and the turn of its page."""
    x0, y0, x1, y1 = (float(corner) for corner in widget["/Rect"])
    marks = objects.entry(widget, "/MK")
    turn = objects.entry(marks, "/R") if isinstance(marks, generic.DictionaryObject) else None
    degrees = int(turn) % 360 if isinstance(turn, int) else 0
    degrees = degrees if degrees in _MATRIX else 0
    width, height = abs(x1 - x0), abs(y1 - y0)
    return (height, width, degrees) if degrees in {90, 270} else (width, height, degrees)


def show(widget: generic.DictionaryObject, appearance: generic.IndirectObject) -> None:
    """Make this form XObject the widget's normal appearance, turned against its page."""
    _, _, turn = upright(widget)
    if turn:
        form = objects.target(appearance)
        form[objects.name("/Matrix")] = objects.array(objects.integer(one) for one in (*_MATRIX[turn], 0, 0))
    widget[objects.name("/AP")] = objects.dictionary({"/N": appearance})


def _inherited(page: generic.DictionaryObject, key: str) -> generic.PdfObject | None:
    """A page's own entry or the nearest of the nodes above it."""
    node = page
    for _ in range(_ANCESTORS_MAX):
        if key in node:
            return objects.entry(node, key)
        above = objects.entry(node, "/Parent")
        if not isinstance(above, generic.DictionaryObject):
            return None
        node = above
    return None


def _numbers(value: generic.PdfObject | None) -> Rectangle | None:
    if not isinstance(value, generic.ArrayObject) or len(value) != len(_A4):
        return None
    if not all(isinstance(one, int | Decimal) for one in value):
        return None
    x0, y0, x1, y1 = map(float, value)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
