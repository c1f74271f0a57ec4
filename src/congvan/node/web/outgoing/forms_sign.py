"""The questions of who approves, signs or sends back. The PIN is never shown again and never kept."""

from typing import Any

from django import forms

from congvan.node.web.outgoing.signing.certificate import certificate_of
from congvan.node.web.resource import ActForm

PIN_CHARS_MAX = 128  # what the signer takes
REASON_CHARS_MAX = 2000


def pin_field() -> forms.CharField:
    """A PIN may have letters, so the whole keyboard stays; nothing offers to remember it."""
    return forms.CharField(
        label="Mã PIN",
        max_length=PIN_CHARS_MAX,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false", "maxlength": None}),
        error_messages={
            "required": "Chưa nhập mã PIN. Nhập mã PIN của chứng thư số.",
            "max_length": "Mã PIN dài quá 128 chữ. Nhập lại.",
        },
    )


class Pin(ActForm):
    """Ký số: the PIN, beside the certificate that it opens."""

    pin = pin_field()

    def prepare(self) -> None:
        self.fields["pin"].help_text = certificate_of(self.found.life.signatory, at=self.visit.at).said


class SendBack(ActForm):
    """Trả lại dự thảo."""

    reason = forms.CharField(
        label="Lý do trả lại",
        max_length=REASON_CHARS_MAX,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": None}),
        error_messages={
            "required": "Chưa ghi lý do trả lại. Nêu rõ chỗ cần sửa.",
            "max_length": "Lý do dài quá 2.000 chữ. Rút gọn lại.",
        },
    )

    def clean_reason(self) -> Any:
        """Blanks are no reason."""
        reason = self.cleaned_data["reason"].strip()
        if not reason:
            raise forms.ValidationError("Chưa ghi lý do trả lại. Nêu rõ chỗ cần sửa.")
        return reason
