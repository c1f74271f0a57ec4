"""Fields of forms that Django's own do not suit."""

from typing import Any

from django import forms

DAY_FORMATS = ("%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y", "%d%m%Y", "%Y-%m-%d")


class DayField(forms.DateField):
    """A day, typed as it is written in Vietnamese papers.

    Not a browser's own date field: that one shows month before day where the machine speaks English.
    """

    def __init__(self, *, error_messages: dict[str, str] | None = None, **options: Any) -> None:
        widget = forms.DateInput(
            format="%d/%m/%Y",
            attrs={"inputmode": "numeric", "placeholder": "ngày/tháng/năm", "autocomplete": "off"},
        )
        unread = "Ngày này không đọc được. Nhập ngày/tháng/năm, ví dụ 16/04/2018."
        messages = {"invalid": unread, "required": "Chưa nhập ngày."} | (error_messages or {})
        super().__init__(widget=widget, input_formats=DAY_FORMATS, error_messages=messages, **options)
