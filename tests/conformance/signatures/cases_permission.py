"""Forms, permissions and shadows: changes that a signature seems to allow."""

from __future__ import annotations

from collections.abc import Callable

from pyhanko.pdf_utils.generic import pdf_name, pdf_string

from tests.conformance.signatures.corpus import case, led, letter
from tests.conformance.signatures.edits import (
    CHANGED,
    INK,
    PASSED,
    Writer,
    add_ink,
    after,
    annotate,
    dictionary,
    drawing,
    other_pages,
    page_of,
    stream,
)
from tests.conformance.signatures.pki import honest
from tests.conformance.signatures.raw import add_field, sign, update

# Forms: a text field that was there when both signed


def text_field(writer: Writer, value: str = "94") -> None:
    add_field(writer, "so", pdf_string(value), kind="/Tx", box=(100, 700, 160, 720), shown=drawing)


def formed(**options) -> bytes:
    """Leader and seal over a letter with a text field; the seal with these permissions."""
    first = sign(update(letter(), text_field), honest().leader, field_name="leader")
    return sign(first, honest().seal, field_name="seal", **options)


def refill(writer: Writer) -> None:
    field = next(one for one in writer.root["/AcroForm"]["/Fields"] if one.get_object()["/T"] == "so")
    body = field.get_object()
    body[pdf_name("/V")] = pdf_string("95")
    body[pdf_name("/AP")] = dictionary(N=writer.add_object(drawing(writer, b"0 0 50 10 re f")))
    writer.update_container(body)


@case(CHANGED)
def locked_field_filled_again() -> bytes:
    return after(refill, formed(lock=("so",)))


@case(CHANGED)
def filled_where_nothing_may_change() -> bytes:
    return after(refill, formed(permissions=1))


@case(PASSED)
def filled_after_the_seal_without_a_lock() -> bytes:
    return after(refill, formed())


@case(CHANGED)
def annotated_where_filling_is_allowed() -> bytes:
    return after(annotate, formed(permissions=2))


@case(CHANGED, PASSED)
def annotated_where_annotating_is_allowed() -> bytes:
    return after(annotate, formed(permissions=3))


@case(CHANGED)
def certified_after_an_approval() -> bytes:
    return sign(led(), honest().seal, field_name="seal", certify=True, permissions=2)


@case(CHANGED, field="leader")
def signed_after_no_change_was_allowed() -> bytes:
    first = sign(letter(), honest().leader, field_name="leader", certify=True, permissions=1)
    return sign(after(text_field, first), honest().seal, field_name="seal")


@case(CHANGED, field="leader")
def content_changed_between_leader_and_seal() -> bytes:
    return sign(after(add_ink, led()), honest().seal, field_name="seal")


@case(CHANGED, field="leader")
def page_swapped_under_the_seal() -> bytes:
    def change(writer: Writer) -> None:
        page = page_of(writer)
        page[pdf_name("/Contents")] = writer.add_object(stream(INK))
        writer.update_container(page)

    return sign(led(), honest().seal, field_name="seal", before=change)


# Shadows: laid before signing, moved after it (Mainka, Mladenov, Rohlmann, NDSS 2021)


def shadowed(lay: Callable[[Writer], None]) -> bytes:
    first = sign(update(letter(), lay), honest().leader, field_name="leader")
    return sign(first, honest().seal, field_name="seal")


@case(CHANGED)
def shadow_hide() -> bytes:
    def lay(writer: Writer) -> None:
        cover = writer.add_object(drawing(writer, b"1 1 1 rg 0 0 600 850 re f"))
        resources = page_of(writer)["/Resources"]
        resources[pdf_name("/XObject")] = dictionary(Cover=cover)
        writer.update_container(resources)
        add_ink(writer, b"q /Cover Do Q")

    def lift(writer: Writer) -> None:
        cover = page_of(writer)["/Resources"]["/XObject"]["/Cover"]
        cover._data, cover._encoded_data = b"", None
        writer.update_container(cover)

    return after(lift, shadowed(lay))


@case(CHANGED, PASSED)
def shadow_replace_by_a_field() -> bytes:
    return after(refill, shadowed(text_field))


@case(CHANGED)
def shadow_replace_by_the_field_font() -> bytes:
    def lay(writer: Writer) -> None:
        text_field(writer)
        font = dictionary(Type=pdf_name("/Font"), Subtype=pdf_name("/Type1"), BaseFont=pdf_name("/Courier"))
        form = writer.root["/AcroForm"]
        form[pdf_name("/DR")] = dictionary(Font=dictionary(F=writer.add_object(font)))
        writer.update_container(form)

    def swap(writer: Writer) -> None:
        font = writer.root["/AcroForm"]["/DR"]["/Font"]["/F"]
        font[pdf_name("/BaseFont")] = pdf_name("/Symbol")
        writer.update_container(font)

    return after(swap, shadowed(lay))


@case(CHANGED)
def shadow_hide_and_replace() -> bytes:
    def lay(writer: Writer) -> None:
        writer.root[pdf_name("/Shadow")] = other_pages(writer)
        writer.update_root()

    def switch(writer: Writer) -> None:
        writer.root[pdf_name("/Pages")] = writer.root.raw_get("/Shadow")
        writer.update_root()

    return after(switch, shadowed(lay))
