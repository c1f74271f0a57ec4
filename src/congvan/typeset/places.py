"""Where on the pages number, date and signatures belong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

PAGE_WIDTH: Final = 595.276
PAGE_HEIGHT: Final = 841.89
MM: Final = 72 / 25.4

SEAL_SIDE: Final = 36 * MM
"""Real size of an agency's round seal."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A rectangle on a page in PDF points, origin at the lower left; pages count from 1."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


def places_of(marks: Iterable[Mapping[str, Any]]) -> dict[str, Place]:
    """The places by name: those marked in the text and the seal's, which follow from them.

    `marks` are the template's metadata: name, page, x, y, w, h in points from the upper left.
    Of several leaders each has a seal: `seal2`, `seal_top_left2` and so on.
    Law: QD11/D8.K1 (`seal_top_left`), ND30/PL1 (`seal`, `seal_top_right`).
    """
    places = {str(mark["name"]): _flip(mark) for mark in marks}
    leaders = sorted(name for name in places if name.startswith("leader"))
    for name in leaders:
        places[name.replace("leader", "seal")] = _over_a_third(places[name])
    places["seal_top_left"] = _top_corner(x0=8 * MM, width=88 * MM)
    places["seal_top_right"] = _top_corner(x0=PAGE_WIDTH - 96 * MM, width=88 * MM)
    for ordinal in range(2, len(leaders) + 1):
        places[f"seal_top_left{ordinal}"] = _in_left_margin(ordinal)
    return places


def _over_a_third(leader: Place) -> Place:
    third = leader.x0 + (leader.x1 - leader.x0) / 3
    middle = (leader.y0 + leader.y1) / 2
    return Place(
        page=leader.page,
        x0=third - SEAL_SIDE,
        y0=middle - SEAL_SIDE / 2,
        x1=third,
        y1=middle + SEAL_SIDE / 2,
    )


def _in_left_margin(ordinal: int) -> Place:
    """The further seals of a joint document stand under the first, beside the text."""
    top = PAGE_HEIGHT - (26 + 24 * (ordinal - 2)) * MM
    return Place(page=1, x0=5 * MM, y0=top - 22 * MM, x1=27 * MM, y1=top)


def _flip(mark: Mapping[str, Any]) -> Place:
    x, y, width, height = (float(mark[key]) for key in ("x", "y", "w", "h"))
    return Place(
        page=int(mark["page"]),
        x0=round(x, 3),
        y0=round(PAGE_HEIGHT - y - height, 3),
        x1=round(x + width, 3),
        y1=round(PAGE_HEIGHT - y, 3),
    )


def _top_corner(*, x0: float, width: float) -> Place:
    """A strip inside the top margin of page 1, above the letterhead."""
    top = PAGE_HEIGHT - 4 * MM
    return Place(page=1, x0=x0, y0=top - 18 * MM, x1=x0 + width, y1=top)
