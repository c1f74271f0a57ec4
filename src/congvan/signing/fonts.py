"""A font cut down to the characters in use and embedded in a PDF, so that Vietnamese shows everywhere."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from types import MappingProxyType
from typing import Final

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]  # ships no types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # ships no types
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.writer import BasePdfFileWriter

from congvan.signing import objects
from congvan.signing.errors import SigningError

VIETNAMESE: Final = "".join(
    dict.fromkeys(
        [
            *map(chr, range(0x20, 0x7F)),
            *(
                unicodedata.normalize("NFC", letter + tone)
                for letter in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
                for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
            ),
            *"đĐ“”‘’–—…°§·",
        ]
    )
)
"""Every character of a Vietnamese text: one font with all of them serves every signature of a document."""

RESOURCES: Final = ("/TinosRegular", "/TinosItalic")
"""Names of the upright and the italic font in the form's default resources."""

_UNITS = 1000
_SYMBOLIC, _ITALIC = 4, 64  # flags of a font descriptor


@dataclass(frozen=True, kw_only=True)
class SubsetFont:
    """A TrueType program with the glyphs of some characters; widths in thousandths of the size."""

    name: str
    program: bytes
    glyphs: Mapping[str, int]
    widths: Mapping[int, int]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    italic_angle: float

    def width(self, text: str, size: float) -> float:
        """Width of the text in points."""
        return sum(self.widths[self.glyphs[character]] for character in text) * size / _UNITS

    def encode(self, text: str) -> str:
        """The text as the hexadecimal glyph string of a Tj operator."""
        return "<" + "".join(f"{self.glyphs[character]:04X}" for character in text) + ">"


@lru_cache(maxsize=16)
def subset(font: bytes, characters: str) -> SubsetFont:
    """Cut the font down to the characters. Same input, same bytes; 0.1 s, so the last 16 are kept.

    Raises SigningError when the font lacks one of them or is not of 1000 units per em (filled digits would
    spread apart, because PDF widths are whole thousandths).
    """
    program = TTFont(BytesIO(font), recalcTimestamp=False)
    if program["head"].unitsPerEm != _UNITS:
        raise SigningError(
            "signing.font", "Phông chữ chưa được quy về 1000 đơn vị: hãy dùng phông kèm theo chương trình."
        )
    missing = sorted(set(characters) - {chr(code) for code in program.getBestCmap()})
    if missing:
        raise SigningError(
            "signing.character", f"Phông chữ không có ký tự “{missing[0]}”: hãy sửa nội dung cần ghi."
        )
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.notdef_outline = True
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(program)
    target = BytesIO()
    program.save(target)
    return _describe(program, target.getvalue())


def read_embedded(resource: generic.DictionaryObject) -> SubsetFont:
    """The font that `embed` put into a PDF, read back to draw with it again."""
    return _described(program_of(resource))


def program_of(resource: generic.DictionaryObject) -> bytes:
    """The TrueType program of a font that `embed` put into a PDF; KeyError when it is of another make."""
    descriptor = resource["/DescendantFonts"][0]["/FontDescriptor"]
    data: bytes = descriptor["/FontFile2"].data
    return data


@lru_cache(maxsize=16)
def _described(data: bytes) -> SubsetFont:
    return _describe(TTFont(BytesIO(data), recalcTimestamp=False), data)


def _describe(program: TTFont, data: bytes) -> SubsetFont:
    order = {name: index for index, name in enumerate(program.getGlyphOrder())}
    glyphs = {chr(code): order[name] for code, name in sorted(program.getBestCmap().items())}
    head, hhea = program["head"], program["hhea"]
    tag = "".join(chr(ord("A") + byte % 26) for byte in hashlib.sha256(data).digest()[:6])
    return SubsetFont(
        name=f"{tag}+{program['name'].getDebugName(6)}",
        program=data,
        glyphs=MappingProxyType(glyphs),
        widths=MappingProxyType({order[name]: width for name, (width, _) in program["hmtx"].metrics.items()}),
        box=(head.xMin, head.yMin, head.xMax, head.yMax),
        ascent=hhea.ascent,
        descent=hhea.descent,
        italic_angle=float(program["post"].italicAngle),
    )


def embed(writer: BasePdfFileWriter, font: SubsetFont) -> generic.IndirectObject:
    """Add the font to the PDF as a composite font with Identity-H encoding and a ToUnicode map."""
    base_font = objects.name("/" + font.name)
    widths = objects.array(objects.integer(font.widths[glyph]) for glyph in range(len(font.widths)))
    system: dict[str, generic.PdfObject] = {
        "/Registry": objects.text("Adobe"),
        "/Ordering": objects.text("Identity"),
        "/Supplement": objects.integer(0),
    }
    descendant: dict[str, generic.PdfObject] = {
        "/Type": objects.name("/Font"),
        "/Subtype": objects.name("/CIDFontType2"),
        "/BaseFont": base_font,
        "/CIDSystemInfo": objects.dictionary(system),
        "/FontDescriptor": writer.add_object(_descriptor(writer, font, base_font)),
        "/CIDToGIDMap": objects.name("/Identity"),
        "/W": writer.add_object(objects.array([objects.integer(0), widths])),  # long, and seldom looked at
    }
    composite: dict[str, generic.PdfObject] = {
        "/Type": objects.name("/Font"),
        "/Subtype": objects.name("/Type0"),
        "/BaseFont": base_font,
        "/Encoding": objects.name("/Identity-H"),
        "/DescendantFonts": objects.array([writer.add_object(objects.dictionary(descendant))]),
        "/ToUnicode": writer.add_object(objects.stream({}, _to_unicode(font))),
    }
    return writer.add_object(objects.dictionary(composite))


def shared(writer: BasePdfFileWriter, font: bytes, text: str) -> tuple[SubsetFont, generic.IndirectObject]:
    """The font to draw a text with: the document's own where the form keeps one with all of Vietnamese.

    It is recognised by its program, byte for byte: a font of that name that draws other digits is not taken.
    """
    if not set(text) <= set(VIETNAMESE):
        alone = subset(font, text)
        return alone, embed(writer, alone)
    whole = subset(font, VIETNAMESE)
    for reference in _kept(writer):
        if program_of(objects.target(reference)) == whole.program:
            return whole, reference
    return whole, embed(writer, whole)


def _kept(writer: BasePdfFileWriter) -> Iterator[generic.IndirectObject]:
    """The fonts that `reserve` put into the form's default resources."""
    try:
        fonts = writer.root["/AcroForm"]["/DR"]["/Font"]
        references = [fonts.raw_get(name) for name in fonts if name in RESOURCES]
    except (KeyError, TypeError):
        return
    for reference in references:
        if isinstance(reference, generic.IndirectObject):
            yield reference


def _descriptor(
    writer: BasePdfFileWriter, font: SubsetFont, base_font: generic.NameObject
) -> generic.DictionaryObject:
    program = objects.stream({"/Length1": objects.integer(len(font.program))}, font.program)
    return objects.dictionary(
        {
            "/Type": objects.name("/FontDescriptor"),
            "/FontName": base_font,
            "/Flags": objects.integer(_SYMBOLIC + (_ITALIC if font.italic_angle else 0)),
            "/FontBBox": objects.array(map(objects.integer, font.box)),
            "/ItalicAngle": objects.real(font.italic_angle),
            "/Ascent": objects.integer(font.ascent),
            "/Descent": objects.integer(font.descent),
            "/CapHeight": objects.integer(font.ascent),
            "/StemV": objects.integer(80),
            "/FontFile2": writer.add_object(program),
        }
    )


def _to_unicode(font: SubsetFont) -> bytes:
    pairs = [
        f"<{glyph:04X}> <{character.encode('utf-16-be').hex().upper()}>"
        for character, glyph in font.glyphs.items()
    ]
    chunks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    blocks = "\n".join(f"{len(chunk)} beginbfchar\n" + "\n".join(chunk) + "\nendbfchar" for chunk in chunks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{blocks}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
