"""Wrapped and copied signatures, and files that mean to confuse their reader."""

from __future__ import annotations

import re
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from tests.conformance.signatures.corpus import case, led, letter, sealed
from tests.conformance.signatures.edits import (
    CHANGED,
    FORMAT,
    INK,
    Writer,
    after,
    dictionary,
)
from tests.conformance.signatures.pki import honest
from tests.conformance.signatures.raw import Container, add_field, freeze, update

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
