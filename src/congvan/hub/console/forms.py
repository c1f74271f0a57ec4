"""Forms of the console, and what its addresses may ask for."""

from django import forms

from congvan.hub.console.limits import REASON_CHARS_MAX


class Reason(forms.Form):
    """Why something is decided; it goes into the audit."""

    reason = forms.CharField(
        label="Lý do",
        max_length=REASON_CHARS_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Lý do được giữ trong nhật ký của trục và hiện ở trang thành viên.",
        error_messages={
            "required": "Chưa ghi lý do. Nêu ngắn gọn vì sao đổi kết nối.",
            "max_length": "Lý do dài quá 500 ký tự. Rút gọn rồi gửi lại.",
        },
    )
