"""The questions of opening a case file and of putting a document into one."""

from typing import Any

from django import forms
from django.utils.html import format_html

from congvan.base.ids import shorten
from congvan.node.dossiers.queries import next_code, own_open
from congvan.node.web.resource import ActForm
from congvan.node.web.visit import Visit

CODE_CHARS_MAX = 20
TITLE_CHARS_MAX = 500


class OpenDossier(forms.Form):
    """Số và ký hiệu, tên hồ sơ."""

    code = forms.CharField(
        label="Số và ký hiệu hồ sơ", max_length=CODE_CHARS_MAX,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Theo danh mục hồ sơ của cơ quan, ví dụ 12.QLVB. Số gợi ý là số tiếp theo của vị trí này.",
        error_messages={
            "required": "Chưa nhập số và ký hiệu hồ sơ. Nhập theo danh mục hồ sơ, ví dụ 12.QLVB.",
            "max_length": "Số và ký hiệu hồ sơ dài quá 20 chữ. Nhập gọn hơn.",
        },
    )  # fmt: skip
    title = forms.CharField(
        label="Tên hồ sơ", max_length=TITLE_CHARS_MAX, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Chưa nhập tên hồ sơ. Nêu việc được theo dõi, ví dụ “Sử dụng chữ ký số năm 2018”.",
            "max_length": "Tên hồ sơ dài quá 500 chữ. Rút gọn lại.",
        },
    )  # fmt: skip

    def __init__(self, data: Any = None, *, visit: Visit) -> None:
        super().__init__(data, auto_id="open-dossier-%s", use_required_attribute=False)
        if not self.is_bound:
            self.initial["code"] = next_code(visit.actor)


class FileInto(ActForm):
    """Which of one's own open case files takes the document."""

    dossier = forms.ChoiceField(
        label="Hồ sơ",
        error_messages={
            "required": "Chưa chọn hồ sơ. Chọn một hồ sơ đang mở, hoặc lập hồ sơ mới.",
            "invalid_choice": "Hồ sơ này đã kết thúc hoặc do người khác phụ trách. Chọn hồ sơ khác.",
        },
    )

    def prepare(self) -> None:
        choices = own_open(self.visit.actor)
        field = self.fields["dossier"]
        field.choices = choices  # type: ignore[attr-defined]  # a choice field
        new = self.visit.url("open-dossier", query={"van-ban": shorten(self.found.id)})
        before = "" if choices else "Chưa phụ trách hồ sơ nào đang mở. "
        field.help_text = format_html('{}<a class="link" href="{}">Lập hồ sơ mới</a>', before, new)
