"""Fill the reserved number and date. Nothing is ever drawn on the page itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from pyhanko.pdf_utils import generic

from congvan.signing import fonts, limits, objects, pages
from congvan.signing.appearance import draw_value
from congvan.signing.errors import SigningError
from congvan.signing.layout import TEXT_STYLES, FieldName, TextStyle
from congvan.signing.writer import RevisionWriter, form_field

_DRAWN_WITH: Final = re.compile(r"(?P<font>/\S+) (?P<size>[\d.]+) Tf")


def fill(writer: RevisionWriter, values: Mapping[str, str]) -> None:
    """Write values into the reserved text fields, by field name ("number" → "94"). Law: QD11/D8.K1.

    The values must be digits and the fields must exist and be empty, else SigningError.
    """
    for name, value in values.items():
        if not (value.isascii() and value.isdigit() and len(value) <= limits.FILL_CHARACTERS_MAX):
            raise SigningError(
                "signing.fill_not_digits", f"Giá trị “{value}” không phải là số: số và ngày chỉ gồm chữ số."
            )
        _fill_field(writer, name, value)


def _fill_field(writer: RevisionWriter, name: str, value: str) -> None:
    field = form_field(writer, name=name, kind="/Tx") if name in TEXT_STYLES else None
    if field is None:
        raise SigningError(
            "signing.field_missing", "Văn bản chưa dành chỗ ghi số và ngày: hãy tạo lại bản trình ký."
        )
    if objects.entry(field, "/V"):
        raise SigningError(
            "signing.field_filled", "Số hoặc ngày đã được ghi vào văn bản: không ghi lần thứ hai."
        )
    key, style = _style_of(field, TEXT_STYLES[FieldName(name)])
    resource = writer.root["/AcroForm"]["/DR"]["/Font"].raw_get(key)
    width, height, _ = pages.upright(field)
    drawn = draw_value(
        writer,
        text=value,
        style=style,
        font=fonts.read_embedded(resource.get_object()),
        resource=resource,
        width=width,
        height=height,
    )
    field[objects.name("/V")] = objects.text(value)
    pages.show(field, drawn)
    writer.update_container(field)


def _style_of(field: generic.DictionaryObject, usual: TextStyle) -> tuple[str, TextStyle]:
    """The font's name and the style as `reserve` wrote them: the size is that of the text around the gap."""
    found = _DRAWN_WITH.match(str(objects.entry(field, "/DA")))
    if found is None:
        raise SigningError(
            "signing.field_missing", "Chỗ ghi số và ngày không đúng kiểu: hãy tạo lại bản trình ký."
        )
    return found["font"], replace(usual, size=float(found["size"]))
