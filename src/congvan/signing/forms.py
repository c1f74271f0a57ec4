"""The form of a PDF, made or extended by fields of ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pyhanko.pdf_utils import generic

from congvan.signing import objects
from congvan.signing.errors import SigningError
from congvan.signing.writer import RevisionWriter

_SIGNATURES_EXIST_APPEND_ONLY = 3


def refuse_taken(writer: RevisionWriter, names: Iterable[str]) -> None:
    """SigningError where the PDF's form has a field of one of these names, or draws itself (XFA)."""
    form = _form_of(writer)
    if form is None:
        return
    if "/XFA" in form:
        raise SigningError(
            "signing.xfa",
            "Tập tin PDF dùng biểu mẫu XFA nên không ký số được: hãy in lại thành PDF thường rồi trình ký.",
        )
    if set(names) & set(_names(form)):
        raise SigningError(
            "signing.field_taken",
            "Tập tin PDF đã có chỗ ghi số, ngày hoặc chữ ký: hãy dùng dự thảo chưa qua trình ký.",
        )


def extend(
    writer: RevisionWriter,
    fields: Sequence[generic.IndirectObject],
    *,
    resources: generic.DictionaryObject,
) -> None:
    """Put the fields and the fonts that they are drawn with into the form; there is one afterwards."""
    form = _form_of(writer)
    if form is None:
        writer.root["/AcroForm"] = writer.add_object(_new_form(fields, resources))
        writer.update_root()  # type: ignore[no-untyped-call]  # the library's method has no types
        return
    _append(writer, form, fields)
    form[objects.name("/SigFlags")] = objects.integer(_SIGNATURES_EXIST_APPEND_ONLY)
    if resources:
        _add_fonts(writer, form, resources)
    writer.update_container(form)


def _new_form(
    fields: Sequence[generic.IndirectObject], resources: generic.DictionaryObject
) -> generic.DictionaryObject:
    return objects.dictionary(
        {
            "/Fields": objects.array(fields),
            "/SigFlags": objects.integer(_SIGNATURES_EXIST_APPEND_ONLY),
            "/DR": objects.dictionary({"/Font": resources}),
            "/DA": objects.text("0 g"),
        }
    )


def _append(
    writer: RevisionWriter, form: generic.DictionaryObject, fields: Sequence[generic.IndirectObject]
) -> None:
    if "/Fields" not in form:
        form[objects.name("/Fields")] = objects.array(fields)
        return
    present = form["/Fields"]
    present.extend(fields)
    writer.update_container(present)


def _add_fonts(
    writer: RevisionWriter, form: generic.DictionaryObject, resources: generic.DictionaryObject
) -> None:
    """A font of our name that was there before is replaced: it could draw other digits than it says."""
    defaults = _part(form, "/DR")
    fonts = _part(defaults, "/Font")
    fonts.update(resources)
    for changed in (defaults, fonts):
        if changed.container_ref is not None:
            writer.update_container(changed)


def _part(whole: generic.DictionaryObject, key: str) -> generic.DictionaryObject:
    """A dictionary in a dictionary, made where it is missing."""
    if key not in whole:
        whole[objects.name(key)] = objects.dictionary({})
    part = whole[key]
    assert isinstance(part, generic.DictionaryObject)
    return part


def _form_of(writer: RevisionWriter) -> generic.DictionaryObject | None:
    form = objects.entry(writer.root, "/AcroForm")
    return form if isinstance(form, generic.DictionaryObject) else None


def _names(form: generic.DictionaryObject) -> Iterator[str]:
    fields = objects.entry(form, "/Fields")
    for reference in fields if isinstance(fields, generic.ArrayObject) else ():
        field = reference.get_object()
        if "/T" in field:
            yield str(field["/T"])
