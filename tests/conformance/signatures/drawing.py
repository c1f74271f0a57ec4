"""Other vendors' ways to write number and date on a page that the leader has signed."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image, ImageDraw
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.conformance.signatures.edits import dictionary, numbers, page_of, stream

Writer = IncrementalPdfFileWriter
NUMBER, DAY, MONTH = (146, 720), (388, 720), (440, 720)
WORDS = ((NUMBER, "94"), (DAY, "11"), (MONTH, "6"))
LEADER_BOX = (380, 440, 480, 520)
TOP_LEFT = (40, 770, 100, 830)
"""QD11/D8.K1: the top left corner of page 1."""
OVER_THE_LEADER = (330, 430, 420, 520)
"""ND30/PL1: over about a third of the leader's picture, on its left."""


def text_ink(words=WORDS, *, font: str = "F9", size: int = 12) -> bytes:
    shown = [
        b"BT /%s %d Tf %d %d Td (%s) Tj ET" % (font.encode(), size, x, y, word.encode())
        for (x, y), word in words
    ]
    return b"q 0 g " + b" ".join(shown) + b" Q"


def standard_font(writer: Writer, base: str = "/Times-Roman") -> generic.IndirectObject:
    return writer.add_object(
        dictionary(Type=pdf_name("/Font"), Subtype=pdf_name("/Type1"), BaseFont=pdf_name(base))
    )


def add_font(writer: Writer, base: str = "/Times-Roman") -> None:
    fonts = page_of(writer)["/Resources"]["/Font"]
    fonts[pdf_name("/F9")] = standard_font(writer, base)
    writer.update_container(fonts)


def append(writer: Writer, ink: bytes, *, before: bytes = b"") -> None:
    page = page_of(writer)
    contents = page.raw_get("/Contents")
    old = list(contents) if isinstance(contents, generic.ArrayObject) else [contents]
    first = [writer.add_object(stream(before))] if before else []
    page[pdf_name("/Contents")] = generic.ArrayObject([*first, *old, writer.add_object(stream(ink))])
    writer.update_container(page)


def in_content(writer: Writer, *, base: str = "/Times-Roman", size: int = 12) -> None:
    """Another content stream behind the page's own."""
    add_font(writer, base)
    append(writer, text_ink(size=size))


def in_guarded_content(writer: Writer) -> None:
    """The page's own content between q and Q, then the new one."""
    add_font(writer)
    append(writer, b"Q " + text_ink(), before=b"q")


def in_one_stream(writer: Writer) -> None:
    """The page's content stream written anew, longer by the words."""
    add_font(writer)
    contents = page_of(writer).raw_get("/Contents")
    reference = contents[0] if isinstance(contents, generic.ArrayObject) else contents
    old = reference.get_object().data
    page = page_of(writer)
    page[pdf_name("/Contents")] = writer.add_object(stream(b"q " + old + b" Q " + text_ink()))
    writer.update_container(page)


def form_of(writer: Writer, ink: bytes, box) -> generic.StreamObject:
    fonts = dictionary(Font=dictionary(F9=standard_font(writer)))
    return stream(
        ink, Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"), BBox=numbers(*box), Resources=fonts
    )


def by_form(writer: Writer) -> None:
    """A form XObject that the page draws."""
    made = writer.add_object(form_of(writer, text_ink(), (0, 0, 595, 842)))
    resources = page_of(writer)["/Resources"]
    resources[pdf_name("/XObject")] = dictionary(So=made)
    writer.update_container(resources)
    append(writer, b"q /So Do Q")


def by_annotations(writer: Writer, subtype: str = "/FreeText") -> None:
    """A note for each word, as the editors of readers do."""
    page, _ = writer.find_page_for_modification(0)
    for (x, y), word in WORDS:
        ink = b"q 0 g BT /F9 12 Tf 1 3 Td (%s) Tj ET Q" % word.encode()
        note = dictionary(
            Type=pdf_name("/Annot"),
            Subtype=pdf_name(subtype),
            Rect=numbers(x, y - 3, x + 20, y + 12),
            Contents=pdf_string(word),
            DA=pdf_string("/F9 12 Tf 0 g"),
            F=generic.NumberObject(4),
            AP=dictionary(N=writer.add_object(form_of(writer, ink, (0, 0, 20, 15)))),
        )
        writer.register_annotation(page, writer.add_object(note))


def picture(writer: Writer, word: str) -> generic.IndirectObject:
    image = Image.new("L", (60, 36), 255)
    ImageDraw.Draw(image).text((4, 2), word, fill=0, font_size=28)
    return writer.add_object(
        stream(
            image.tobytes(),
            Type=pdf_name("/XObject"),
            Subtype=pdf_name("/Image"),
            Width=generic.NumberObject(60),
            Height=generic.NumberObject(36),
            ColorSpace=pdf_name("/DeviceGray"),
            BitsPerComponent=generic.NumberObject(8),
        )
    )


def by_pictures(writer: Writer) -> None:
    """A picture of each word."""
    resources = page_of(writer)["/Resources"]
    names = {f"/So{index}": picture(writer, word) for index, (_, word) in enumerate(WORDS)}
    resources[pdf_name("/XObject")] = generic.DictionaryObject(
        {pdf_name(key): value for key, value in names.items()}
    )
    writer.update_container(resources)
    drawn = [
        b"q 18 0 0 11 %d %d cm %s Do Q" % (x, y - 2, key.encode())
        for key, ((x, y), _) in zip(names, WORDS, strict=True)
    ]
    append(writer, b" ".join(drawn))


def with_urgency(writer: Writer) -> None:
    """A framed mark of urgency besides, in the upper left."""
    add_font(writer)
    mark = b"q 1 0 0 rg BT /F9 12 Tf 140 672 Td (KHAN) Tj ET 1 0 0 RG 136 668 44 16 re S Q"
    append(writer, text_ink() + b" " + mark)


def seal_picture(
    ink: bytes = b"1 0 0 RG 3 w 5 5 50 50 re S", box=(0, 0, 60, 60)
) -> Callable[[Writer], generic.StreamObject]:
    return lambda writer: form_of(writer, ink, box)


def hand_picture(writer: Writer) -> generic.StreamObject:
    return form_of(writer, b"0 0 1 RG 2 w 5 10 m 40 50 60 5 90 40 c S", (0, 0, 100, 60))
