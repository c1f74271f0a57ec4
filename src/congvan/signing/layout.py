"""What is reserved in a draft before anyone signs: field names, text styles, places of the seal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Protocol

from congvan.signing.errors import SigningError


class FieldName(StrEnum):
    """Names of the form fields; the places of a typeset letter bear the same names, but for the year's.

    Several who sign (ký nháy, đồng ký, liên tịch) have `leader`, `leader2`, …: see `signer_field`.
    """

    NUMBER = "number"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    INITIAL = "initial"
    LEADER = "leader"
    SEAL = "seal"


YEAR_GAP: Final = "year_gap"
"""The place of a year that is not printed; `year` is where a typeset letter prints it."""

SIGNERS_MAX: Final[Mapping[FieldName, int]] = MappingProxyType(
    {FieldName.INITIAL: 2, FieldName.LEADER: 4, FieldName.SEAL: 4}
)
"""Who may sign one document, in the order of signing: ký nháy (content, form), leaders, agencies."""

_SIGNER_FIELD: Final = re.compile("(initial|leader|seal)([2-9]?)")


def signer_field(role: FieldName, ordinal: int) -> str:
    """The name of the field of the first, second … signer of a role: leader, leader2, …"""
    assert 1 <= ordinal <= SIGNERS_MAX[role]
    return role.value if ordinal == 1 else f"{role.value}{ordinal}"


def turn_of(field: str) -> tuple[int, int] | None:
    """When this field's signer signs, to compare with others'; None for a field that is not of our making."""
    match = _SIGNER_FIELD.fullmatch(field)
    if match is None:
        return None
    return list(SIGNERS_MAX).index(FieldName(match[1])), int(match[2] or 1)


class BoxLike(Protocol):
    """A rectangle in PDF points, origin at the lower left."""

    @property
    def x0(self) -> float: ...
    @property
    def y0(self) -> float: ...
    @property
    def x1(self) -> float: ...
    @property
    def y1(self) -> float: ...


class PlaceLike(BoxLike, Protocol):
    """A rectangle on a page; pages count from 1."""

    @property
    def page(self) -> int: ...


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, kw_only=True)
class TextStyle:
    """How a filled value is drawn, so that it matches the text around it. `size` in points."""

    size: float
    align: Align
    italic: bool
    label: str


TEXT_STYLES: Final[Mapping[FieldName, TextStyle]] = MappingProxyType(
    {
        FieldName.NUMBER: TextStyle(size=13, align=Align.RIGHT, italic=False, label="Số văn bản"),
        FieldName.DAY: TextStyle(size=13, align=Align.CENTRE, italic=True, label="Ngày ban hành"),
        FieldName.MONTH: TextStyle(size=13, align=Align.CENTRE, italic=True, label="Tháng ban hành"),
        FieldName.YEAR: TextStyle(size=13, align=Align.CENTRE, italic=True, label="Năm ban hành"),
    }
)

DESCENT: Final = 0.22
"""The baseline lies this share of the text size above the lower edge of a reserved gap."""

GAP_HEIGHT: Final = 1.15
"""A reserved gap is this share of the size of the text around it high."""

SIZE_MIN: Final = 8.0
SIZE_MAX: Final = 16.0
"""Sizes in which digits are filled, in points, whatever the text around is."""


def text_size(place: PlaceLike) -> float:
    """The size of the text around a gap, by the gap's height, to half a point; from 8 to 16."""
    size = round((place.y1 - place.y0) / GAP_HEIGHT * 2) / 2
    return min(max(size, SIZE_MIN), SIZE_MAX)


SEAL_PLACES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "page1-top-left": "seal_top_left",  # QD11/D8.K1
        "over-a-third-of-leader-image-left": "seal",  # ND30/PL1
        "page1-top-right-text": "seal_top_right",  # ND30/PL1, annex files and copies
    }
)
"""The value of the rule `signing.seal_place` → the name of the place in the letter."""


def seal_place(rule: str) -> str:
    """The name of the place where the rule puts the agency's seal. Law: QD11/D8.K1, ND30/PL1."""
    try:
        return SEAL_PLACES[rule]
    except KeyError:
        raise SigningError(
            "signing.seal_place", f"Chưa biết vị trí đóng dấu “{rule}”: hãy sửa bộ quy tắc."
        ) from None
