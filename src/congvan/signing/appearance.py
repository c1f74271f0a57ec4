"""What a signature looks like on the page: text in Vietnamese, and the demo's round seal image."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.writer import BasePdfFileWriter

from congvan.signing import fonts, limits, objects, pictures
from congvan.signing.errors import SigningError
from congvan.signing.layout import DESCENT, Align, TextStyle

Colour = tuple[float, float, float]
BLACK: Colour = (0.0, 0.0, 0.0)
RED: Colour = (0.80, 0.0, 0.0)
BLUE: Colour = (0.05, 0.15, 0.60)
_CURVE = 0.5523  # Bézier handle that makes a quarter circle
_LINE_HEIGHT = 1.18


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a visible signature; `size` in points, shrunk when the place is too small."""

    text: str
    size: float = 10
    colour: Colour = BLACK


@dataclass(frozen=True, kw_only=True)
class Appearance:
    """Lines of text and, for a seal, a red ring with one word in it or its picture. `font`: a TrueType file.

    `picture` is a PNG with a transparent ground; it fills the place, text stands beside it if room is left.
    """

    lines: tuple[Line, ...]
    font: bytes
    ring: str | None = None
    picture: bytes | None = None


def leader_appearance(*, name: str, at: datetime, font: bytes, picture: bytes | None = None) -> Appearance:
    """The signature of a person: the picture of the hand alone, or the name in its blue and when.

    Law: ND30/PL1 (the picture of the hand, blue, PNG, transparent).
    """
    if picture is not None:
        return Appearance(lines=(), font=font, picture=picture)
    return Appearance(
        lines=(
            Line(text=name, size=16, colour=BLUE),
            Line(text=f"Người ký: {name}", size=8),
            Line(text=f"Thời gian ký: {iso(at)}", size=8),
        ),
        font=font,
    )


def seal_appearance(
    *, agency: str, at: datetime, font: bytes, ring: str | None = "MẪU", picture: bytes | None = None
) -> Appearance:
    """The signature of an agency: its seal (the demo's says MẪU, no national emblem), who and when.

    Law: QD11/D8.K1, ND30/PL1 (red, text upright, size 10, time by ISO 8601 with the zone of Vietnam).
    """
    lines = (Line(text=f"Cơ quan: {agency}"), Line(text=f"Thời gian ký: {iso(at)}"))
    return Appearance(lines=lines, font=font, ring=None if picture is not None else ring, picture=picture)


def annex_appearance(*, notation: str, at: datetime, font: bytes) -> Appearance:
    """The agency's signature on an annex in a file of its own: number, notation and when, no picture.

    Law: ND30/PL1.
    """
    return Appearance(lines=(Line(text=f"Số: {notation}"), Line(text=f"Thời gian ký: {iso(at)}")), font=font)


def copy_appearance(*, kind: str, agency: str, at: datetime, font: bytes) -> Appearance:
    """The agency's signature on an electronic copy: “SAO Y”, “SAO LỤC” or “TRÍCH SAO”, who and when.

    Law: ND30/PL1.
    """
    lines = (kind, agency, f"Thời gian sao: {iso(at)}")
    return Appearance(lines=tuple(Line(text=text) for text in lines), font=font)


def iso(at: datetime) -> str:
    """The instant as it is printed: ISO 8601 to the second, with its zone."""
    assert at.tzinfo is not None, "at needs a time zone"
    return at.isoformat(timespec="seconds")


def draw_signature(
    writer: BasePdfFileWriter, *, appearance: Appearance, width: float, height: float
) -> generic.IndirectObject:
    """Add the form XObject of a visible signature for a widget of this size."""
    if len(appearance.lines) > limits.APPEARANCE_LINES_MAX:
        raise SigningError("signing.appearance", "Hình chữ ký có quá nhiều dòng chữ: hãy bớt nội dung.")
    texts = [*(line.text for line in appearance.lines), appearance.ring or ""]
    resources: dict[str, generic.PdfObject] = {}
    content: list[str] = []
    left = 0.0
    if appearance.picture is not None:
        picture = pictures.read(appearance.picture)
        resources["/XObject"] = objects.dictionary({"/Im0": pictures.embed(writer, picture)})
        drawn, left = _picture(picture, width=width, height=height, alone=not appearance.lines)
        content.append(drawn)
    if any(texts):
        font, resource = fonts.shared(writer, appearance.font, "".join(texts))
        resources["/Font"] = objects.dictionary({"/F0": resource})
        if appearance.ring is not None:
            side = min(width, height)
            content += _ring(font, appearance.ring, side)
            left = side + 4
        if width - left > height / 2:
            content += _text_lines(font, appearance, left=left, width=width - left, height=height)
    return _form(writer, "\n".join(content), resources, width=width, height=height)


def _picture(picture: pictures.Picture, *, width: float, height: float, alone: bool) -> tuple[str, float]:
    """As large as the place allows, in the middle of it or (with text) at its left; where text may begin."""
    scale = min(width / picture.width, height / picture.height)
    wide, high = picture.width * scale, picture.height * scale
    x = (width - wide) / 2 if alone else 0.0
    return f"q {wide:.2f} 0 0 {high:.2f} {x:.2f} {(height - high) / 2:.2f} cm /Im0 Do Q", wide + 4


def draw_value(
    writer: BasePdfFileWriter,
    *,
    text: str,
    style: TextStyle,
    font: fonts.SubsetFont,
    resource: generic.IndirectObject,
    width: float,
    height: float,
) -> generic.IndirectObject:
    """Add the form XObject of a filled field: the value on the baseline of the text around it."""
    free = width - font.width(text, style.size)
    shift = {Align.LEFT: 0.0, Align.CENTRE: free / 2, Align.RIGHT: free}[style.align]
    drawn = _show(font, text, x=shift, y=DESCENT * style.size, size=style.size, colour=BLACK) if text else ""
    resources = {"/Font": objects.dictionary({"/F0": resource})}
    return _form(writer, f"/Tx BMC\n{drawn}\nEMC", resources, width=width, height=height)


def _text_lines(
    font: fonts.SubsetFont, appearance: Appearance, *, left: float, width: float, height: float
) -> list[str]:
    natural = sum(line.size * _LINE_HEIGHT for line in appearance.lines)
    widest = max((font.width(line.text, line.size) for line in appearance.lines), default=0.0)
    scale = min(1.0, height / natural if natural else 1.0, width / widest if widest else 1.0)
    y = height / 2 + natural * scale / 2
    content = []
    for line in appearance.lines:
        size = line.size * scale
        y -= size * _LINE_HEIGHT
        centred = (width - font.width(line.text, size)) / 2
        x = left or centred
        content.append(_show(font, line.text, x=x, y=y + DESCENT * size, size=size, colour=line.colour))
    return content


def _ring(font: fonts.SubsetFont, word: str, side: float) -> list[str]:
    middle, size = side / 2, side / 4.5
    colour = _colour(RED)
    circles = [_circle(middle, middle, middle - inset) for inset in (side * 0.03, side * 0.11)]
    drawn = [f"q {colour} RG {side * 0.03:.2f} w", *circles, "Q"]
    x = middle - font.width(word, size) / 2
    return [*drawn, _show(font, word, x=x, y=middle - size * 0.33, size=size, colour=RED)]


def _circle(x: float, y: float, radius: float) -> str:
    arm = radius * _CURVE
    corners = (
        (x + radius, y + arm, x + arm, y + radius, x, y + radius),
        (x - arm, y + radius, x - radius, y + arm, x - radius, y),
        (x - radius, y - arm, x - arm, y - radius, x, y - radius),
        (x + arm, y - radius, x + radius, y - arm, x + radius, y),
    )
    curves = "\n".join(" ".join(f"{value:.2f}" for value in corner) + " c" for corner in corners)
    return f"{x + radius:.2f} {y:.2f} m\n{curves} s"


def _show(font: fonts.SubsetFont, text: str, *, x: float, y: float, size: float, colour: Colour) -> str:
    return f"q {_colour(colour)} rg BT /F0 {size:.2f} Tf {x:.2f} {y:.2f} Td {font.encode(text)} Tj ET Q"


def _colour(colour: Colour) -> str:
    return " ".join(f"{part:.2f}" for part in colour)


def _form(
    writer: BasePdfFileWriter,
    content: str,
    resources: Mapping[str, generic.PdfObject],
    *,
    width: float,
    height: float,
) -> generic.IndirectObject:
    entries: dict[str, generic.PdfObject] = {"/Resources": objects.dictionary(resources)}
    return writer.add_object(objects.form(entries, content, width=width, height=height))
