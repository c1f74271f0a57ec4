"""What is reserved in a draft before anyone signs: field names, text styles, places of the seal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Protocol

from congvan.signing.errors import SigningError


class FieldName(StrEnum):
    """Names of the form fields; the places of a typeset letter bear the same names."""

    NUMBER = "number"
    DAY = "day"
    MONTH = "month"
    LEADER = "leader"
    SEAL = "seal"


class PlaceLike(Protocol):
    """A rectangle in PDF points, origin at the lower left; pages count from 1."""

    @property
    def page(self) -> int: ...
    @property
    def x0(self) -> float: ...
    @property
    def y0(self) -> float: ...
    @property
    def x1(self) -> float: ...
    @property
    def y1(self) -> float: ...


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
    }
)

DESCENT: Final = 0.22
"""The baseline lies this share of the text size above the lower edge of a reserved gap."""

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
