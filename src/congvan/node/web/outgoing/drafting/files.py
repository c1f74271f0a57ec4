"""The files of a draft as a form brings them: each with its role, none too large (QD11/D7.K4)."""

from typing import Any

from django import forms

from congvan.node.documents.queries import BESIDE_THE_MAIN, files_of
from congvan.node.documents.steps import NewFile, Upload, same_file
from congvan.node.web import lists
from congvan.node.web.documents.parts import MAIN, size_in_words
from congvan.node.web.resource import ActForm
from congvan.node.web.visit import Visit

FILE_BYTES_MAX = 100_000_000
TOGETHER_BYTES_MAX = 200_000_000
NAME_CHARS_MAX = 255
NOTE_CHARS_MAX = 500
PDF = "application/pdf"
TYPES = {
    "pdf": PDF,
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "zip": "application/zip",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
}
"""What a file is, by the end of its name; anything else is bytes."""


class Files(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files in one field, each at most 100 MB; an empty list where none was chosen."""

    def __init__(self, *, label: str, help_text: str = "") -> None:
        super().__init__(
            label=label,
            required=False,
            help_text=help_text,
            widget=Files(),
            error_messages={"empty": "Có tệp rỗng. Kiểm tra lại tệp rồi chọn lại."},
        )

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each file on its own."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [check_size(super(FilesField, self).clean(file, initial)) for file in files]


def check_size(file: Any) -> Any:
    """The file; ValidationError where it is over the bound."""
    if file.size > FILE_BYTES_MAX:
        raise forms.ValidationError(f"Tệp {file.name} lớn quá 100 MB. Giảm dung lượng rồi chọn lại.")
    return file


class DraftForm(ActForm):
    """What every revision of a draft brings beside its text: files in their roles, those kept, a note."""

    keep = forms.MultipleChoiceField(
        label="Giữ lại từ bản trước", required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Có tệp không thuộc bản trước. Chọn lại."},
    )  # fmt: skip
    annexes = FilesField(label="Phụ lục", help_text="Gửi cùng văn bản. Mỗi tệp tối đa 100 MB.")
    blanks = FilesField(label="Biểu mẫu", help_text="Để nơi nhận điền, ví dụ tệp xlsx, docx.")
    references = FilesField(label="Tài liệu tham khảo", help_text="Để người xem xét đối chiếu.")
    note = forms.CharField(
        label="Điểm thay đổi của bản này", required=False, max_length=NOTE_CHARS_MAX,
        error_messages={"max_length": "Nội dung dài quá 500 chữ. Rút gọn lại."},
    )  # fmt: skip

    def prepare(self) -> None:
        version = self.found.facts.version
        files = files_of(self.found.life.document) if version else []
        self.earlier = [file for file in files if file.role != MAIN]
        choices = [
            (str(file.ordinal), f"{file.name} ({file.role}, {size_in_words(file.stored.size)})")
            for file in self.earlier
        ]
        self.fields["keep"].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.initial["keep"] = [ordinal for ordinal, _ in choices]

    def clean(self) -> dict[str, Any]:
        """All that is sent at once stays within what one request may hold."""
        data = super().clean() or {}
        if sum(file.size for file in self._sent(data)) > TOGETHER_BYTES_MAX:
            raise forms.ValidationError(
                "Các tệp gửi một lần lớn quá 200 MB. Gửi một phần, rồi sửa dự thảo để gửi phần còn lại."
            )
        return data

    def attached(self) -> list[Upload | NewFile]:
        """The files beside the main one: those kept of the version before, then the new ones by role."""
        kept = set(self.cleaned_data["keep"])
        files: list[Upload | NewFile] = [
            same_file(file) for file in self.earlier if str(file.ordinal) in kept
        ]
        for name, role in zip(("annexes", "blanks", "references"), BESIDE_THE_MAIN, strict=True):
            files += [upload_of(file, role=role) for file in self.cleaned_data[name]]
        return files

    def _sent(self, data: dict[str, Any]) -> list[Any]:
        main = [data["main"]] if data.get("main") else []
        return [*main, *data.get("annexes", []), *data.get("blanks", []), *data.get("references", [])]


def upload_of(file: Any, **more: Any) -> Upload:
    """The bytes of a file that was sent, by its own name."""
    file.seek(0)
    name = str(file.name)[-NAME_CHARS_MAX:]
    kind = TYPES.get(name.rpartition(".")[2].casefold(), "application/octet-stream")
    return Upload(data=file.read(), name=name, media_type=kind, **more)


def listing_of(visit: Visit) -> dict[str, str] | None:
    """The list beside which the document stands, to come back to it."""
    way = lists.asked(visit)
    return {"ds": str(way)} if way else None
