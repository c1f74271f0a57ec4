"""Changes of pages, catalogue and fields in an update after both signed."""

from __future__ import annotations

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string

from tests.conformance.signatures.corpus import case
from tests.conformance.signatures.edits import (
    CHANGED,
    INK,
    Writer,
    add_ink,
    after,
    annotate,
    dictionary,
    drawing,
    numbers,
    other_pages,
    page_of,
    stream,
)


@case(CHANGED)
def ink_added_to_the_page() -> bytes:
    return after(add_ink)


@case(CHANGED)
def one_dot_added_to_the_page() -> bytes:
    return after(lambda writer: add_ink(writer, b"300 300 1 1 re f"))


@case(CHANGED)
def page_content_replaced() -> bytes:
    def change(writer: Writer) -> None:
        page = page_of(writer)
        page[pdf_name("/Contents")] = writer.add_object(stream(INK))
        writer.update_container(page)

    return after(change)


@case(CHANGED)
def content_stream_rewritten_in_place() -> bytes:
    def change(writer: Writer) -> None:
        contents = page_of(writer).raw_get("/Contents")
        reference = contents[0] if isinstance(contents, generic.ArrayObject) else contents
        body = reference.get_object()
        body._data = body.data + b"\n" + INK
        body._encoded_data = None
        writer.update_container(body)

    return after(change)


@case(CHANGED)
def free_text_over_the_words() -> bytes:
    return after(annotate)


@case(CHANGED)
def stamp_over_the_words() -> bytes:
    return after(lambda writer: annotate(writer, "/Stamp"))


@case(CHANGED)
def redaction_over_the_words() -> bytes:
    return after(lambda writer: annotate(writer, "/Redact"))


@case(CHANGED)
def font_replaced() -> bytes:
    def change(writer: Writer) -> None:
        fonts = page_of(writer)["/Resources"]["/Font"]
        key = next(iter(fonts))
        fonts[key] = writer.add_object(
            dictionary(Type=pdf_name("/Font"), Subtype=pdf_name("/Type1"), BaseFont=pdf_name("/Courier"))
        )
        writer.update_container(fonts)

    return after(change)


@case(CHANGED)
def font_program_replaced() -> bytes:
    def change(writer: Writer) -> None:
        font = next(iter(page_of(writer)["/Resources"]["/Font"].values())).get_object()
        inner = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
        descriptor = inner["/FontDescriptor"]
        key = next(one for one in ("/FontFile3", "/FontFile2", "/FontFile") if one in descriptor)
        descriptor[pdf_name(key)] = writer.add_object(stream(b"not the same font"))
        writer.update_container(descriptor)

    return after(change)


@case(CHANGED)
def page_added() -> bytes:
    def change(writer: Writer) -> None:
        tree = writer.root["/Pages"]
        page = dictionary(
            Type=pdf_name("/Page"),
            Parent=writer.root.raw_get("/Pages"),
            MediaBox=numbers(0, 0, 595, 842),
            Contents=writer.add_object(stream(INK)),
        )
        tree["/Kids"].append(writer.add_object(page))
        tree[pdf_name("/Count")] = generic.NumberObject(int(tree["/Count"]) + 1)
        writer.update_container(tree)
        writer.update_container(tree["/Kids"])

    return after(change)


@case(CHANGED)
def page_tree_replaced() -> bytes:
    def change(writer: Writer) -> None:
        writer.root[pdf_name("/Pages")] = other_pages(writer)
        writer.update_root()

    return after(change)


@case(CHANGED)
def page_cropped() -> bytes:
    def change(writer: Writer) -> None:
        page = page_of(writer)
        page[pdf_name("/CropBox")] = numbers(0, 400, 595, 842)
        writer.update_container(page)

    return after(change)


@case(CHANGED)
def page_turned() -> bytes:
    def change(writer: Writer) -> None:
        page = page_of(writer)
        page[pdf_name("/Rotate")] = generic.NumberObject(180)
        writer.update_container(page)

    return after(change)


@case(CHANGED)
def script_on_opening() -> bytes:
    def change(writer: Writer) -> None:
        action = dictionary(S=pdf_name("/JavaScript"), JS=pdf_string("app.alert('x')"))
        writer.root[pdf_name("/OpenAction")] = writer.add_object(action)
        writer.update_root()

    return after(change)


@case(CHANGED)
def file_attached() -> bytes:
    def change(writer: Writer) -> None:
        body = writer.add_object(stream(b"khong co trong ban da ky", Type=pdf_name("/EmbeddedFile")))
        spec = dictionary(Type=pdf_name("/Filespec"), F=pdf_string("x.txt"), EF=dictionary(F=body))
        names = generic.ArrayObject([pdf_string("x"), writer.add_object(spec)])
        writer.root[pdf_name("/Names")] = dictionary(EmbeddedFiles=dictionary(Names=names))
        writer.update_root()

    return after(change)


@case(CHANGED)
def layers_switched() -> bytes:
    def change(writer: Writer) -> None:
        group = writer.add_object(dictionary(Type=pdf_name("/OCG"), Name=pdf_string("L")))
        hidden = dictionary(OFF=generic.ArrayObject([group]))
        writer.root[pdf_name("/OCProperties")] = dictionary(OCGs=generic.ArrayObject([group]), D=hidden)
        writer.update_root()

    return after(change)


@case(CHANGED)
def form_made_dynamic() -> bytes:
    def change(writer: Writer) -> None:
        form = writer.root["/AcroForm"]
        form[pdf_name("/XFA")] = writer.add_object(stream(b"<xdp/>"))
        writer.update_container(form)

    return after(change)


@case("gone", CHANGED)
def seal_field_removed() -> bytes:
    def change(writer: Writer) -> None:
        form = writer.root["/AcroForm"]
        del form["/Fields"][-1]
        writer.update_container(form)
        writer.update_container(form["/Fields"])

    return after(change)


@case(CHANGED)
def leader_field_removed() -> bytes:
    def change(writer: Writer) -> None:
        form = writer.root["/AcroForm"]
        del form["/Fields"][0]
        writer.update_container(form)
        writer.update_container(form["/Fields"])

    return after(change)


@case(CHANGED)
def leader_value_emptied() -> bytes:
    def change(writer: Writer) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0]
        del field["/V"]
        writer.update_container(field)

    return after(change)


@case(CHANGED)
def leader_field_moved_and_drawn_over() -> bytes:
    def change(writer: Writer) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0]
        field[pdf_name("/Rect")] = numbers(0, 0, 595, 842)
        field[pdf_name("/AP")] = dictionary(N=writer.add_object(drawing(writer)))
        writer.update_container(field)

    return after(change)
