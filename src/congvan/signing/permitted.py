"""What the signatures that a PDF already has permit to be added to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyhanko.pdf_utils import generic
from pyhanko.sign.fields import FieldMDPSpec, enumerate_sig_fields

from congvan.signing import objects
from congvan.signing.errors import SigningError
from congvan.signing.writer import RevisionWriter

NOTHING, FILLING, ANNOTATING = 1, 2, 3  # the levels of DocMDP


@dataclass(frozen=True, kw_only=True)
class Permitted:
    """How many have signed, the strictest DocMDP level (None: nobody set one), which fields are locked."""

    signatures: int
    level: int | None
    locks: tuple[FieldMDPSpec, ...]

    def may_fill(self, field: str) -> bool:
        """Whether a text field may still get its value."""
        return not any(lock.is_locked(field) for lock in self.locks)


def permitted(writer: RevisionWriter) -> Permitted:
    """Read it from the signatures themselves; nothing is verified here."""
    found = [value.get_object() for _, value, _ in enumerate_sig_fields(writer, filled_status=True)]
    references = [reference for signature in found for reference in _references(signature)]
    levels = [
        _level(_parameters(reference))
        for reference in references
        if reference["/TransformMethod"] == "/DocMDP"
    ]
    locks = [
        FieldMDPSpec.from_pdf_object(_parameters(reference))
        for reference in references
        if reference["/TransformMethod"] == "/FieldMDP"
    ]
    return Permitted(signatures=len(found), level=min(levels, default=None), locks=tuple(locks))


def refuse_new_fields(writer: RevisionWriter, *, texts: bool) -> None:
    """SigningError where places for texts (`texts`) or signatures would break a signature that is there."""
    already = permitted(writer)
    if already.signatures == 0:
        return
    refuse_forbidden(already)
    if texts:
        raise SigningError(
            "signing.signed_draft",
            "Tập tin đã có chữ ký số, dành thêm chỗ ghi số và ngày sẽ làm hỏng chữ ký đó: hãy dùng bản chưa "
            "ký, hoặc phát hành bản sao y của tập tin này.",
        )
    if already.level is not None:
        raise SigningError(
            "signing.certified",
            "Chữ ký số trong tập tin chỉ cho ký vào chỗ đã dành sẵn, thêm chỗ ký mới sẽ làm hỏng chữ ký đó: "
            "hãy đề nghị bên ký dành sẵn chỗ ký, hoặc phát hành bản sao y của tập tin này.",
        )


def refuse_forbidden(already: Permitted) -> None:
    """SigningError where a signature that is there forbids every later change, another signature included."""
    if already.level == NOTHING:
        raise SigningError(
            "signing.forbidden",
            "Chữ ký số trong tập tin cấm mọi thay đổi về sau nên không ký thêm được: hãy đề nghị bên ký lập "
            "lại tập tin cho phép ký tiếp, hoặc phát hành bản sao y của tập tin này.",
        )


def _level(parameters: generic.DictionaryObject) -> int:
    """The level of a DocMDP; what is not one of the three counts as the one that forbids everything."""
    found = objects.entry(parameters, "/P") or FILLING
    return int(found) if found in {NOTHING, FILLING, ANNOTATING} else NOTHING


def _references(signature: generic.DictionaryObject) -> Iterator[generic.DictionaryObject]:
    if "/Reference" not in signature:
        return
    for reference in signature["/Reference"]:
        found: generic.DictionaryObject = reference.get_object()
        yield found


def _parameters(reference: generic.DictionaryObject) -> generic.DictionaryObject:
    found = objects.entry(reference, "/TransformParams")
    return found if isinstance(found, generic.DictionaryObject) else objects.dictionary({})
