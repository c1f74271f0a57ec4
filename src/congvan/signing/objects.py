"""PDF objects made from plain values: the library's own constructors carry no types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string


def name(value: str) -> generic.NameObject:
    """A name; `value` starts with a slash."""
    return pdf_name(value)


def text(value: str) -> generic.PdfObject:
    """A text string, Unicode where needed."""
    made: generic.PdfObject = pdf_string(value)
    return made


def integer(value: int) -> generic.NumberObject:
    """A whole number."""
    return generic.NumberObject(value)  # type: ignore[no-untyped-call]  # the library's constructor has no types


def real(value: float) -> generic.FloatObject:
    """A number of points, to a thousandth."""
    return generic.FloatObject(round(value, 3))  # type: ignore[no-untyped-call]  # as above


def array(items: Iterable[generic.PdfObject]) -> generic.ArrayObject:
    """An array."""
    return generic.ArrayObject(items)


def dictionary(entries: Mapping[str, generic.PdfObject]) -> generic.DictionaryObject:
    """A dictionary; keys start with a slash."""
    return generic.DictionaryObject(  # type: ignore[no-untyped-call]  # as above
        {name(key): value for key, value in entries.items()}
    )


def stream(entries: Mapping[str, generic.PdfObject], data: bytes) -> generic.StreamObject:
    """A compressed stream."""
    made = generic.StreamObject(dictionary(entries), stream_data=data)
    made.compress()  # type: ignore[no-untyped-call]  # as above
    return made


def form(
    entries: Mapping[str, generic.PdfObject], content: str, *, width: float, height: float
) -> generic.StreamObject:
    """A form XObject: what a widget shows."""
    head: dict[str, generic.PdfObject] = {
        "/Type": name("/XObject"),
        "/Subtype": name("/Form"),
        "/BBox": array(real(value) for value in (0, 0, width, height)),
    }
    return stream({**head, **entries}, content.encode("ascii"))


def entry(whole: generic.DictionaryObject, key: str) -> generic.PdfObject | None:
    """What stands under a key, followed where it is a reference (`get` does not follow); None without it."""
    return whole[key] if key in whole else None  # noqa: SIM401 - as above


def target(reference: generic.IndirectObject) -> generic.DictionaryObject:
    """The dictionary that a reference points to."""
    found = reference.get_object()  # type: ignore[no-untyped-call]  # the library's method has no types
    assert isinstance(found, generic.DictionaryObject)
    return found
