"""Reserve the fields of number, date, leader and seal in a draft, before anyone signs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec

from congvan.signing import fonts, forms, objects, pages
from congvan.signing.appearance import draw_value
from congvan.signing.errors import SigningError
from congvan.signing.layout import (
    SIGNERS_MAX,
    TEXT_STYLES,
    YEAR_GAP,
    FieldName,
    PlaceLike,
    TextStyle,
    signer_field,
    text_size,
)
from congvan.signing.permitted import FILLING, NOTHING, permitted, refuse_new_fields
from congvan.signing.writer import RevisionWriter, open_for_update, taking_apart, to_bytes

DIGITS = "0123456789"
_PRINT = 4
_READ_ONLY = 1
_LABELS = {
    FieldName.INITIAL: "Ký nháy",
    FieldName.LEADER: "Chữ ký số của người có thẩm quyền",
    FieldName.SEAL: "Chữ ký số của cơ quan",
}


@dataclass(frozen=True, kw_only=True)
class FieldFonts:
    """TrueType files (1000 units per em) of the text around the gaps: number upright, date italic."""

    regular: bytes
    italic: bytes


def reserve(
    pdf: bytes,
    *,
    places: Mapping[str, PlaceLike],
    fonts: FieldFonts,
    seal_at: str = "seal_top_left",
    seals: int = 1,
) -> bytes:
    """The PDF with empty fields where `places` has them: number, day, month, year_gap, and who signs.

    Those who sign are initial, initial2, leader … leader4; the agencies' seals are at the places named by
    `seal_at` (`layout.seal_place`), the second at seal_at + "2" and so on, `seals` of them.
    One revision, so that filling them later is a change which the first signature permits. A scan has a seal
    place only. The seals lock the text fields, the last forbids every later change.
    A form that is there is kept. Raises SigningError when the file is broken, has a field of our names, or
    has a signature that new fields would break. Law: QD11/D8.K1, ND30/PL1.
    """
    writer = open_for_update(pdf)
    chosen = _chosen(places, seal_at, seals)
    if not chosen:
        raise SigningError(
            "signing.no_places",
            "Văn bản chưa có vị trí ghi số, ngày hoặc chữ ký: hãy dùng mẫu đúng thể thức.",
        )
    with taking_apart():
        _refuse(writer, chosen)
        _reserve(writer, chosen, fonts)
        return to_bytes(writer)


def _reserve(writer: RevisionWriter, chosen: Mapping[str, PlaceLike], fonts: FieldFonts) -> None:
    """Make the fields and put them into the form."""
    resources = objects.dictionary({})
    draft = _Draft(writer=writer, fonts=fonts, resources=resources, names=tuple(chosen))
    if permitted(writer).signatures == 0:  # where somebody signed, the form's fonts must stay as they are
        _font(draft, italic=False)
    forms.extend(writer, [_field(draft, name, place) for name, place in chosen.items()], resources=resources)


def check_draft(pdf: bytes) -> None:
    """SigningError when places for number, date and signature could not be reserved in this file."""
    writer = open_for_update(pdf)
    with taking_apart():
        _refuse(writer, [name.value for name in FieldName])


def _refuse(writer: RevisionWriter, names: Iterable[str]) -> None:
    refuse_new_fields(writer, texts=any(name in TEXT_STYLES for name in names))
    forms.refuse_taken(writer, names)


def _chosen(places: Mapping[str, PlaceLike], seal_at: str, seals: int) -> dict[str, PlaceLike]:
    """The place of each field by the field's name, in the order of signing."""
    assert 1 <= seals <= SIGNERS_MAX[FieldName.SEAL]
    sources = {name.value: name.value for name in TEXT_STYLES} | {FieldName.YEAR.value: YEAR_GAP}
    for role in (FieldName.INITIAL, FieldName.LEADER):
        fields = [signer_field(role, ordinal) for ordinal in range(1, SIGNERS_MAX[role] + 1)]
        sources |= dict(zip(fields, fields, strict=True))
    for ordinal in range(1, seals + 1):
        sources[signer_field(FieldName.SEAL, ordinal)] = seal_at if ordinal == 1 else f"{seal_at}{ordinal}"
    return {name: places[source] for name, source in sources.items() if source in places}


@dataclass(frozen=True, kw_only=True)
class _Draft:
    writer: RevisionWriter
    fonts: FieldFonts
    resources: generic.DictionaryObject
    names: tuple[str, ...]


def _field(draft: _Draft, name: str, place: PlaceLike) -> generic.IndirectObject:
    page = _page(draft.writer, place.page)
    view = pages.view_of(objects.target(page))
    widget = objects.dictionary(
        {
            "/Type": objects.name("/Annot"),
            "/Subtype": objects.name("/Widget"),
            "/T": objects.text(name),
            "/Rect": objects.array(map(objects.real, view.rectangle(place))),
            "/F": objects.integer(_PRINT),
            "/P": page,
        }
    )
    pages.mark_turn(widget, view.turn)
    if name in TEXT_STYLES:
        style = replace(TEXT_STYLES[FieldName(name)], size=text_size(place))
        _make_text(draft, widget, style, place)
    else:
        _make_signature(draft, widget, name)
    reference = draft.writer.add_object(widget)
    draft.writer.register_annotation(page, reference)  # type: ignore[no-untyped-call]  # as above
    return reference


def _page(writer: RevisionWriter, number: int) -> generic.IndirectObject:
    try:
        page: generic.IndirectObject
        page, _ = writer.find_page_for_modification(number - 1)  # type: ignore[no-untyped-call]  # as above
    except (IndexError, ValueError, PdfError) as error:
        raise SigningError(
            "signing.no_page", f"Văn bản không có trang {number}: hãy tạo lại dự thảo."
        ) from error
    return page


def _make_text(draft: _Draft, widget: generic.DictionaryObject, style: TextStyle, place: PlaceLike) -> None:
    key, subset = _font(draft, italic=style.italic)
    empty = draw_value(
        draft.writer,
        text="",
        style=style,
        font=subset,
        resource=draft.resources.raw_get(key),
        width=place.x1 - place.x0,
        height=place.y1 - place.y0,
    )
    widget[objects.name("/FT")] = objects.name("/Tx")
    widget[objects.name("/TU")] = objects.text(style.label)
    widget[objects.name("/Ff")] = objects.integer(_READ_ONLY)  # filled by program, not by hand
    widget[objects.name("/DA")] = objects.text(f"{key} {style.size:g} Tf 0 g")
    widget[objects.name("/V")] = objects.text("")
    pages.show(widget, empty)


def _make_signature(draft: _Draft, widget: generic.DictionaryObject, name: str) -> None:
    blank = objects.form({}, "", width=0, height=0)
    role = FieldName(name.rstrip(DIGITS))
    widget[objects.name("/FT")] = objects.name("/Sig")
    widget[objects.name("/TU")] = objects.text(_LABELS[role])
    pages.show(widget, draft.writer.add_object(blank))
    if role is FieldName.SEAL:
        _lock(draft, widget, name)


def _lock(draft: _Draft, widget: generic.DictionaryObject, name: str) -> None:
    """The first seal locks number and date, which are filled with it; the last one forbids every change.

    A later seal names its own field only: the analysis takes a value that was locked twice, in two revisions,
    for changed as soon as a third follows.
    """
    texts = [one for one in draft.names if one in TEXT_STYLES]
    if not texts:
        return
    fields = texts if name == FieldName.SEAL else [name]
    lock = FieldMDPSpec(FieldMDPAction.INCLUDE, fields=fields).as_sig_field_lock()
    lock[objects.name("/P")] = objects.integer(NOTHING if name == draft.names[-1] else FILLING)
    widget[objects.name("/Lock")] = draft.writer.add_object(lock)


def _font(draft: _Draft, *, italic: bool) -> tuple[str, fonts.SubsetFont]:
    """Upright with all of Vietnamese, for the signatures too; italic for the digits of the date."""
    key = fonts.RESOURCES[italic]
    subset = (
        fonts.subset(draft.fonts.italic, DIGITS)
        if italic
        else fonts.subset(draft.fonts.regular, fonts.VIETNAMESE)
    )
    if key not in draft.resources:
        draft.resources[objects.name(key)] = fonts.embed(draft.writer, subset)
    return key, subset
