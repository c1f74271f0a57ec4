"""The form of the page of style: one field of each kind."""

from django import forms

from congvan.ui.fields import DayField
from congvan.ui.style.examples import BODIES, REASONS


class Sample(forms.Form):
    """A paper that came by hand; enough to show every kind of field with a good and a bad answer."""

    code = forms.CharField(
        label="Số, ký hiệu",
        max_length=40,
        error_messages={"required": "Chưa nhập số, ký hiệu. Nhập như trên văn bản, ví dụ 1582/UBND-KGVX."},
        help_text="Văn bản không có số thì nhập “không số”.",
    )
    dated = DayField(
        label="Ngày văn bản",
        error_messages={
            "required": "Chưa nhập ngày văn bản. Lấy ngày ở góc trên bên phải trang đầu.",
        },
    )
    body = forms.ChoiceField(
        label="Cơ quan ban hành",
        choices=[("", "Chọn cơ quan"), *BODIES],
        error_messages={"required": "Chưa chọn cơ quan ban hành. Chọn trong danh sách hoặc gõ vài chữ đầu."},
    )
    subject = forms.CharField(
        label="Trích yếu nội dung",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        error_messages={"required": "Chưa nhập trích yếu. Chép dòng “Về việc…” hoặc “V/v…” trên văn bản."},
    )
    reason = forms.ChoiceField(
        label="Lý do",
        choices=REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": "Chưa chọn lý do. Chọn một trong hai lý do ở dưới."},
    )
    scan = forms.FileField(label="Tệp quét", required=False, help_text="PDF, tối đa 100 MB.")
    electronic_only = forms.BooleanField(label="Không văn bản giấy", required=False)
