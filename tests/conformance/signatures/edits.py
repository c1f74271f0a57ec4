"""Hand tools for changing a file after it was signed."""

from __future__ import annotations

from collections.abc import Callable

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.conformance.signatures.corpus import sealed
from tests.conformance.signatures.raw import update

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


def other_pages(writer: Writer) -> generic.IndirectObject:
    """A page tree of one page that nobody signed."""
    page = dictionary(Type=pdf_name("/Page"), MediaBox=numbers(0, 0, 595, 842))
    page[pdf_name("/Contents")] = writer.add_object(stream(INK))
    kids = generic.ArrayObject([writer.add_object(page)])
    return writer.add_object(dictionary(Type=pdf_name("/Pages"), Kids=kids, Count=generic.NumberObject(1)))


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
