"""Changes after signing: incremental attacks, shadows, wrapped signatures, permissions, hostile structure."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from tests.conformance.signatures.corpus import case, led, letter, sealed
from tests.conformance.signatures.pki import honest
from tests.conformance.signatures.raw import Container, add_field, freeze, sign, update

CHANGED = "INDETERMINATE/SIG_CONSTRAINTS_FAILURE"
FORMAT = "TOTAL_FAILED/FORMAT_FAILURE"
PASSED = "TOTAL_PASSED/"
INK = b"q 1 0 0 rg 200 400 150 60 re f Q"
Writer = IncrementalPdfFileWriter


def dictionary(**entries) -> generic.DictionaryObject:
    return generic.DictionaryObject({pdf_name("/" + key): value for key, value in entries.items()})


def numbers(*values: int) -> generic.ArrayObject:
    return generic.ArrayObject(generic.NumberObject(one) for one in values)


def stream(data: bytes, **entries) -> generic.StreamObject:
    return generic.StreamObject(dictionary(**entries), stream_data=data)


def page_of(writer: Writer, number: int = 0) -> generic.DictionaryObject:
    return writer.find_page_for_modification(number)[0].get_object()


def drawing(_: Writer, ink: bytes = INK) -> generic.StreamObject:
    return stream(ink, Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"), BBox=numbers(0, 0, 600, 850))


def add_ink(writer: Writer, ink: bytes = INK) -> None:
    page = page_of(writer)
    contents = page.raw_get("/Contents")
    old = list(contents) if isinstance(contents, generic.ArrayObject) else [contents]
    page[pdf_name("/Contents")] = generic.ArrayObject([*old, writer.add_object(stream(ink))])
    writer.update_container(page)


def annotate(writer: Writer, subtype: str = "/FreeText") -> None:
    page, _ = writer.find_page_for_modification(0)
    annotation = dictionary(
        Type=pdf_name("/Annot"),
        Subtype=pdf_name(subtype),
        Rect=numbers(100, 400, 400, 500),
        Contents=pdf_string("Nội dung khác"),
        DA=pdf_string("/Helv 20 Tf 0 g"),
        F=generic.NumberObject(4),
        AP=dictionary(N=writer.add_object(drawing(writer))),
    )
    writer.register_annotation(page, writer.add_object(annotation))


def after(change: Callable[[Writer], None], pdf: bytes | None = None) -> bytes:
    return update(pdf or sealed(), change)


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
        page = dictionary(Type=pdf_name("/Page"), MediaBox=numbers(0, 0, 595, 842))
        page[pdf_name("/Contents")] = writer.add_object(stream(INK))
        reference = writer.add_object(page)
        tree = dictionary(
            Type=pdf_name("/Pages"), Kids=generic.ArrayObject([reference]), Count=generic.NumberObject(1)
        )
        writer.root[pdf_name("/Pages")] = writer.add_object(tree)
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
        page = dictionary(Type=pdf_name("/Page"), MediaBox=numbers(0, 0, 595, 842))
        page[pdf_name("/Contents")] = writer.add_object(stream(INK))
        reference = writer.add_object(page)
        tree = dictionary(
            Type=pdf_name("/Pages"), Kids=generic.ArrayObject([reference]), Count=generic.NumberObject(1)
        )
        writer.root[pdf_name("/Shadow")] = writer.add_object(tree)
        writer.update_root()

    def switch(writer: Writer) -> None:
        writer.root[pdf_name("/Pages")] = writer.root.raw_get("/Shadow")
        writer.update_root()

    return after(switch, shadowed(lay))


# Wrapping: the covered bytes are kept, but moved where nobody reads them


def rows_of(tail: bytes) -> dict[int, int]:
    """Object number and place, from the classic table at the end of a file."""
    table = tail[tail.rindex(b"xref\n", 0, tail.rindex(b"startxref")) + 5 : tail.rindex(b"trailer")]
    found, number = {}, 0
    for line in table.splitlines():
        words = line.split()
        if len(words) == 2:
            number = int(words[0])
        else:
            found |= {number: int(words[0])} if words[2] == b"n" else {}
            number += 1
    return found


def wrapped(*, keep_hole: bool) -> bytes:
    """The second piece moved down; where it was, a table and objects of the attacker."""
    last = list(re.finditer(rb"/Contents (<[0-9a-f]{1000,}>)", sealed()))[-1]
    head, hole, tail = sealed()[: last.start(1)], last[1], sealed()[last.end(1) :]
    reader = PdfFileReader(BytesIO(sealed()))
    signature = reader.root["/AcroForm"]["/Fields"][-1].raw_get("/V").reference.idnum
    contents = reader.root["/Pages"]["/Kids"][0].raw_get("/Contents")
    number = (contents[0] if isinstance(contents, generic.ArrayObject) else contents).reference.idnum
    length = len(hole) + 30_000
    ranged = b"/ByteRange [0 %d %d %d]" % (len(head), len(head) + length, len(tail))
    whole = sealed()[sealed().rindex(b"%d 0 obj" % signature) :]
    body = re.sub(rb"/ByteRange\s*\[[^\]]*\]", ranged, whole[: whole.index(b"endobj") + 7])
    ink = b"%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (number, len(INK), INK)
    free = (hole if keep_hole else b"<" + b"0" * (len(hole) - 2) + b">") + b"\n"
    at = len(head) + len(free)
    moved = length - len(hole)
    places = {one: place + moved * (place > len(head)) for one, place in rows_of(tail).items()}
    places |= {signature: at, number: at + len(body)}
    rows = b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % item for item in sorted(places.items()))
    root = reader.trailer.raw_get("/Root").reference.idnum
    previous = int(re.findall(rb"/Prev (\d+)", tail)[-1])
    size = int(reader.trailer["/Size"])
    table_at = at + len(body) + len(ink)
    rows += b"trailer\n<</Size %d /Root %d 0 R /Prev %d>>\n" % (size, root, previous)
    end = b"startxref\n%d\n%%%%EOF\n" % table_at
    return head + (free + body + ink + rows + end).ljust(length) + tail + end


@case(FORMAT)
def wrapped_with_the_second_piece_moved() -> bytes:
    return wrapped(keep_hole=True)


@case(FORMAT)
def wrapped_with_an_empty_hole() -> bytes:
    return wrapped(keep_hole=False)


@case(FORMAT)
def two_fields_with_one_signature() -> bytes:
    def change(writer: Writer) -> None:
        value = writer.root["/AcroForm"]["/Fields"][-1].raw_get("/V")
        add_field(writer, "seal2", generic.IndirectObject(value.idnum, value.generation, writer))

    return after(change)


@case(FORMAT)
def signature_object_copied() -> bytes:
    def change(writer: Writer) -> None:
        value = writer.root["/AcroForm"]["/Fields"][-1]["/V"]
        copy = generic.DictionaryObject({key: value.raw_get(key) for key in value})
        add_field(writer, "seal2", writer.add_object(copy))

    return after(change)


@case("gone", FORMAT, CHANGED, field="seal2")
def signature_of_another_letter() -> bytes:
    other = sealed()

    def change(writer: Writer) -> None:
        value = PdfFileReader(BytesIO(other)).root["/AcroForm"]["/Fields"][-1]["/V"]
        copy = generic.DictionaryObject({key: value.raw_get(key) for key in value})
        add_field(writer, "seal2", writer.add_object(copy))

    return update(led(), change)


# Hostile structure


@case(FORMAT)
def bytes_behind_the_end() -> bytes:
    return sealed() + b"\n% khong thuoc ban nao\n<script>\n"


@case(FORMAT)
def second_end_without_a_revision() -> bytes:
    place = sealed()[sealed().rindex(b"startxref") :]
    return sealed() + b"\n1 0 obj\n<</Type/Catalog>>\nendobj\n" + place


@case("gone", FORMAT, "verify.unreadable", CHANGED)
def table_of_an_older_revision() -> bytes:
    old = led()[led().rindex(b"startxref") :]
    return sealed() + b"\n" + old


@case("verify.encrypted")
def encrypted() -> bytes:
    writer = copy_into_new_writer(PdfFileReader(BytesIO(letter())))
    writer.encrypt(owner_pass="mat-khau", user_pass="")
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


@case("verify.hybrid", "verify.unreadable")
def hybrid_reference() -> bytes:
    """A classic table with a cross-reference stream beside it: two readers, two documents."""
    base = sealed()
    previous = int(base[base.rindex(b"startxref") + 9 :].split()[0])
    reader = PdfFileReader(BytesIO(base))
    size, root = int(reader.trailer["/Size"]), reader.trailer.raw_get("/Root").reference.idnum
    at = len(base)
    rows = bytes([1]) + at.to_bytes(4, "big") + b"\0\0"
    head = b"%d 0 obj\n<</Type/XRef/Size %d/Index[%d 1]/W[1 4 2]/Root %d 0 R/Length %d>>\nstream\n" % (
        size,
        size + 1,
        size,
        root,
        len(rows),
    )
    made = base + head + rows + b"\nendstream\nendobj\n"
    table = len(made)
    made += b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size %d/Root %d 0 R/Prev %d/XRefStm %d>>\n" % (
        size + 1,
        root,
        previous,
        at,
    )
    return made + b"startxref\n%d\n%%%%EOF\n" % table


@case("verify.unreadable")
def table_that_names_itself() -> bytes:
    base = sealed()
    reader = PdfFileReader(BytesIO(base))
    size, root = int(reader.trailer["/Size"]), reader.trailer.raw_get("/Root").reference.idnum
    at = len(base)
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size %d/Root %d 0 R/Prev %d>>\n" % (size, root, at)
    return base + table + b"startxref\n%d\n%%%%EOF\n" % at


@case("verify.unreadable", FORMAT, CHANGED)
def fields_that_hold_themselves() -> bytes:
    def change(writer: Writer) -> None:
        kids = generic.ArrayObject()
        made = writer.add_object(dictionary(T=pdf_string("vong"), Kids=kids))
        kids.append(made)
        form = writer.root["/AcroForm"]
        form["/Fields"].append(made)
        writer.update_container(form)
        writer.update_container(form["/Fields"])

    return after(change)


@case("verify.unreadable", CHANGED)
def pages_that_hold_themselves() -> bytes:
    def change(writer: Writer) -> None:
        tree = writer.root["/Pages"]
        tree[pdf_name("/Kids")] = generic.ArrayObject([writer.root.raw_get("/Pages")])
        writer.update_container(tree)

    return after(change)


@case("verify.too_many_revisions")
def fifty_revisions() -> bytes:
    pdf = sealed()
    for number in range(50):
        pdf = update(pdf, lambda writer, number=number: writer.add_object(generic.NumberObject(number)))
    return pdf


@case("verify.too_many")
def twenty_signatures() -> bytes:
    pdf = letter()
    for number in range(20):
        frozen = freeze(pdf, field_name=f"s{number}")
        pdf = frozen.with_range(frozen.honest_range).filled(
            Container(honest().seal, frozen.digest(frozen.honest_range)).encode()
        )
    return pdf


@case("verify.unreadable")
def brackets_without_end() -> bytes:
    return sealed()[: sealed().rindex(b"xref\n")] + b"xref\n" + b"[" * 90_000
