"""Tải tệp PDF lên: a draft that was made elsewhere, with its places as far as its pages tell them."""

from dataclasses import asdict
from typing import Any

from django import forms

from congvan.node.documents.assessment import is_readable_pdf, secret_marking
from congvan.node.documents.steps import Upload
from congvan.node.outgoing.refusals import NotAPdf, SecretMarking
from congvan.node.outgoing.reserving import PRINTED_YEAR
from congvan.node.web.outgoing.drafting.files import PDF, DraftForm, upload_of
from congvan.node.web.outgoing.drafting.typed import carried
from congvan.node.web.outgoing.placing import Finding, find_places, with_seals
from congvan.reading.limits import PDF_BYTES_MAX
from congvan.signing.errors import SigningError
from congvan.signing.prepare import check_draft


class Uploaded(DraftForm):
    """The PDF and what goes with it."""

    main = forms.FileField(
        label="Dự thảo",
        help_text="PDF khổ A4, tối đa 64 MB, chưa ký. Để trống chỗ ghi số, ngày, tháng và chỗ ký.",
        widget=forms.FileInput(attrs={"accept": PDF}),
        error_messages={
            "required": "Chưa chọn tệp dự thảo. Xuất PDF từ phần mềm soạn thảo rồi chọn tệp đó.",
            "empty": "Tệp này rỗng. Xuất lại PDF rồi chọn lại.",
        },
    )
    field_order = ("main", "keep", "annexes", "blanks", "references", "note")

    def clean_main(self) -> Any:
        """What the act would refuse, and what could not be signed, is refused before a byte is kept."""
        main = self.cleaned_data["main"]
        if main.size > PDF_BYTES_MAX:
            raise forms.ValidationError("Tệp lớn quá 64 MB. Tách phần dài thành phụ lục rồi chọn lại.")
        pdf = main.read()
        main.seek(0)
        if not is_readable_pdf(pdf):
            raise forms.ValidationError(NotAPdf().message)
        if secret_marking(pdf):
            raise forms.ValidationError(SecretMarking().message)
        refuse_unsignable(pdf)
        return main

    def set(self) -> tuple[Upload, dict[str, Any], Finding]:
        """The PDF as it came, its places as the version keeps them, and what was found."""
        main = upload_of(self.cleaned_data["main"])
        finding = find_places(main.data, symbol=self.found.facts.symbol, year=self.visit.at.year)
        kept = kept_places(finding.places, year=finding.year) | carried(self.found.facts.places)
        return main, kept, finding


def kept_places(places: Any, *, year: int | None) -> dict[str, Any]:
    """Places as a version keeps them: with the seal's once the signature has one, and the printed year."""
    whole = with_seals(places) if "leader" in places else places
    kept: dict[str, Any] = {str(name): asdict(place) for name, place in whole.items()}
    return kept | ({PRINTED_YEAR: year} if year else {})


def refuse_unsignable(pdf: bytes) -> None:
    """A file in which number and signature can have no places (signed already …): say so now, not later."""
    try:
        check_draft(pdf)
    except SigningError as error:
        raise forms.ValidationError(error.message) from error
