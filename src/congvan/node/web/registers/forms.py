"""The questions of opening a series and a book, and of which numbers to print."""

from typing import Any

from django import forms

from congvan.law.kinds import kinds
from congvan.node.registers.queries import bodies_of, series_of
from congvan.node.web.visit import Visit

CODE_CHARS_MAX = 40
NAME_CHARS_MAX = 200
REASON_CHARS_MAX = 500
NUMBER_MAX = 999_999
FIRST, LAST = "tu-so", "den-so"


def _code(label: str, example: str) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=CODE_CHARS_MAX, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": f"Chưa nhập {label.lower()}. Nhập gọn, ví dụ {example}.",
            "max_length": f"{label} dài quá 40 chữ. Nhập gọn hơn.",
        },
    )  # fmt: skip


def _number(
    label: str, *, required: bool = False, hint: str = "", initial: int | None = None
) -> forms.IntegerField:
    unread = f"{label} phải là số nguyên từ 0 đến 999999."
    return forms.IntegerField(
        label=label, required=required, min_value=0, max_value=NUMBER_MAX, help_text=hint, initial=initial,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), unread),
    )  # fmt: skip


class OpenSeries(forms.Form):
    """Mở dãy số: what it numbers, and from where on."""

    code = _code("Ký hiệu dãy số", "QĐ")
    body = forms.ChoiceField(
        label="Cơ quan, tổ chức ban hành", required=False,
        error_messages={"invalid_choice": "Nơi này không thuộc cơ quan. Chọn lại."},
    )  # fmt: skip
    opened_at = _number(
        "Số cuối đã dùng", required=True, initial=0,
        hint="Mở đầu năm: để 0. Mở giữa năm: số cuối cùng đã ghi ở sổ giấy; số tiếp theo sẽ lớn hơn một.",
    )  # fmt: skip
    reason = forms.CharField(
        label="Lý do không mở từ số 1", required=False, max_length=REASON_CHARS_MAX,
        error_messages={"max_length": "Lý do dài quá 500 chữ. Rút gọn lại."},
    )  # fmt: skip

    kinds = forms.MultipleChoiceField(
        label="Loại văn bản lấy số ở dãy này", required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "columns"}),
        help_text="Không chọn loại nào: mọi loại không có dãy riêng.",
        error_messages={"invalid_choice": "Có loại văn bản không có trong danh mục. Chọn lại."},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, visit: Visit, outgoing: bool) -> None:
        super().__init__(data, auto_id="open-series-%s", use_required_attribute=False)
        bodies = bodies_of(visit.agency) if outgoing else []
        if outgoing:
            self.fields["body"].choices = bodies  # type: ignore[attr-defined]  # a choice field
            named = [(kind.code, kind.name) for kind in kinds().values()]
            self.fields["kinds"].choices = named  # type: ignore[attr-defined]  # as above
        if len(bodies) < 2:  # noqa: PLR2004 — nothing to choose
            del self.fields["body"]
        if not outgoing:
            del self.fields["kinds"]


class OpenRegister(forms.Form):
    """Mở sổ: its name, and over which series of the year it runs."""

    code = _code("Ký hiệu sổ", "VB-ĐI")
    name = forms.CharField(
        label="Tên sổ", max_length=NAME_CHARS_MAX,
        error_messages={
            "required": "Chưa nhập tên sổ. Ví dụ “Sổ văn bản đi”.", "max_length": "Tên sổ dài quá 200 chữ.",
        },
    )  # fmt: skip
    over = forms.MultipleChoiceField(
        label="Ghi các dãy số", widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Chưa chọn dãy số. Một sổ ghi ít nhất một dãy số của năm đó.",
            "invalid_choice": "Có dãy số không thuộc năm hoặc loại sổ này. Chọn lại.",
        },
    )  # fmt: skip

    def __init__(self, data: Any = None, *, visit: Visit, purpose: Any, year: int) -> None:
        series = series_of(visit.agency, purpose=purpose, year=year)
        first = {
            "code": f"VB-{purpose.upper()}",
            "name": f"Sổ văn bản {purpose}",
            "over": [one for one, _ in series],
        }
        super().__init__(data, initial=first, auto_id="open-register-%s", use_required_attribute=False)
        self.fields["over"].choices = series  # type: ignore[attr-defined]  # a choice field


class Span(forms.Form):
    """From which number to which: for printing."""

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="span-%s", use_required_attribute=False)
        self.fields[FIRST] = _number("Từ số", hint="Bỏ trống: từ đầu sổ.")
        self.fields[LAST] = _number("Đến số", hint="Bỏ trống: đến cuối sổ, nhiều nhất 500 số một lần.")

    def clean(self) -> dict[str, Any]:
        """The first is not beyond the last."""
        given = super().clean() or {}
        first, last = given.get(FIRST), given.get(LAST)
        if first is not None and last is not None and first > last:
            self.add_error(LAST, "Đến số nhỏ hơn từ số. Nhập lại khoảng số.")
        return given
