"""Reserve the fields of number, date, leader and seal in a draft, before anyone signs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec

from congvan.signing import fonts, objects
from congvan.signing.appearance import draw_value
from congvan.signing.errors import SigningError
from congvan.signing.layout import TEXT_STYLES, FieldName, PlaceLike, TextStyle
from congvan.signing.writer import RevisionWriter, open_for_update, to_bytes

DIGITS = "0123456789"
_PRINT = 4
_READ_ONLY = 1
_SIGNATURES_EXIST_APPEND_ONLY = 3
_NO_CHANGES = 1
_LABELS = {FieldName.LEADER: "Chữ ký số của người có thẩm quyền", FieldName.SEAL: "Chữ ký số của cơ quan"}


@dataclass(frozen=True, kw_only=True)
class FieldFonts:
    """TrueType files (1000 units per em) of the text around the gaps: number upright, date italic."""

    regular: bytes
    italic: bytes


def reserve(
    pdf: bytes, *, places: Mapping[str, PlaceLike], fonts: FieldFonts, seal_at: str = "seal_top_left"
) -> bytes:
    """The PDF with empty fields where `places` has them: number, day, month, leader, seal.

    One revision, before any signature, so that filling them later is a change which the leader's signature
    permits. `seal_at` names the place of the seal (`layout.seal_place`). A scan has a seal place only.
    The seal's lock names the text fields and forbids every later change. Law: QD11/D8.K1, ND30/PL1.
    Raises SigningError when the file is broken or already has a form (it could hold foreign signatures).
    """
    writer = open_for_update(pdf)
    if "/AcroForm" in writer.root:
        raise SigningError(
            "signing.has_form", "Tập tin PDF đã có biểu mẫu hoặc chữ ký: hãy dùng dự thảo chưa ký."
        )
    chosen = _chosen(places, seal_at)
    if not chosen:
        raise SigningError(
            "signing.no_places",
            "Văn bản chưa có vị trí ghi số, ngày hoặc chữ ký: hãy dùng mẫu đúng thể thức.",
        )
    resources = objects.dictionary({})
    texts = tuple(name.value for name in chosen if name in TEXT_STYLES)
    draft = _Draft(writer=writer, fonts=fonts, resources=resources, text_fields=texts)
    made = {name: _field(draft, name, place) for name, place in chosen.items()}
    form = {
        "/Fields": objects.array(made.values()),
        "/SigFlags": objects.integer(_SIGNATURES_EXIST_APPEND_ONLY),
        "/DR": objects.dictionary({"/Font": resources}),
        "/DA": objects.text("0 g"),
    }
    writer.root["/AcroForm"] = writer.add_object(objects.dictionary(form))
    writer.update_root()  # type: ignore[no-untyped-call]  # the library's method has no types
    return to_bytes(writer)


def _chosen(places: Mapping[str, PlaceLike], seal_at: str) -> dict[FieldName, PlaceLike]:
    sources = {name: seal_at if name is FieldName.SEAL else name.value for name in FieldName}
    return {name: places[source] for name, source in sources.items() if source in places}


@dataclass(frozen=True, kw_only=True)
class _Draft:
    writer: RevisionWriter
    fonts: FieldFonts
    resources: generic.DictionaryObject
    text_fields: tuple[str, ...]


def _field(draft: _Draft, name: FieldName, place: PlaceLike) -> generic.IndirectObject:
    page = _page(draft.writer, place.page)
    corners = (place.x0, place.y0, place.x1, place.y1)
    widget = objects.dictionary(
        {
            "/Type": objects.name("/Annot"),
            "/Subtype": objects.name("/Widget"),
            "/T": objects.text(name.value),
            "/Rect": objects.array(map(objects.real, corners)),
            "/F": objects.integer(_PRINT),
            "/P": page,
        }
    )
    if name in TEXT_STYLES:
        _make_text(draft, widget, TEXT_STYLES[name], place)
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
    key = resource_name(style)
    subset = _font(draft, style)
    if key not in draft.resources:
        draft.resources[objects.name(key)] = fonts.embed(draft.writer, subset)
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
    objects.show(widget, empty)


def _make_signature(draft: _Draft, widget: generic.DictionaryObject, name: FieldName) -> None:
    blank = objects.form({}, "", width=0, height=0)
    widget[objects.name("/FT")] = objects.name("/Sig")
    widget[objects.name("/TU")] = objects.text(_LABELS[name])
    objects.show(widget, draft.writer.add_object(blank))
    if name is FieldName.SEAL and draft.text_fields:
        lock = FieldMDPSpec(FieldMDPAction.INCLUDE, fields=list(draft.text_fields)).as_sig_field_lock()
        lock[objects.name("/P")] = objects.integer(_NO_CHANGES)
        widget[objects.name("/Lock")] = draft.writer.add_object(lock)


def _font(draft: _Draft, style: TextStyle) -> fonts.SubsetFont:
    """Upright with all of Vietnamese, for the signatures too; italic for the digits of the date."""
    if style.italic:
        return fonts.subset(draft.fonts.italic, DIGITS)
    return fonts.subset(draft.fonts.regular, fonts.VIETNAMESE)


def resource_name(style: TextStyle) -> str:
    """The font's name in the form's default resources."""
    return fonts.RESOURCES[style.italic]
