"""The form of a document that came on paper, by mail or fax (QD11/D5.K1, D5.K4.a)."""

from typing import Any

from django import forms

from congvan.law.kinds import kind as kind_of
from congvan.law.kinds import kinds
from congvan.law.secrecy import marking_in_field
from congvan.law.urgency import Urgency
from congvan.node.acts.roles import LEADER
from congvan.node.agencies.people import choices_of
from congvan.node.documents.assessment import is_readable_pdf, secret_marking
from congvan.node.documents.steps import Description
from congvan.node.incoming.refusals import NotAPdf, SecretMarking
from congvan.node.outbox.queries import known_names
from congvan.node.web.incoming.forms import SCAN_BYTES_MAX
from congvan.node.web.visit import Visit
from congvan.ui.fields import DayField

UNNUMBERED = "không số"
CHANNELS = (("bản giấy", "Bản giấy"), ("thư điện tử", "Thư điện tử"), ("fax", "Fax"))


class Paper(forms.Form):
    """The fields in the order of the keyboard. Số, ký hiệu and ngày may be missing on the paper."""

    channel = forms.ChoiceField(label="Đến bằng", choices=CHANNELS, initial=CHANNELS[0][0])
    issuer = forms.CharField(
        label="Cơ quan ban hành", max_length=200,
        widget=forms.TextInput(attrs={"list": "issuers", "autocomplete": "off", "autofocus": True}),
        error_messages={
            "required": "Chưa nhập cơ quan ban hành. Gõ vài chữ đầu rồi chọn, hoặc nhập cả tên.",
            "max_length": "Tên cơ quan dài quá 200 chữ. Nhập tên gọn hơn.",
        },
    )  # fmt: skip
    notation = forms.CharField(
        label="Số, ký hiệu", max_length=60, help_text="Văn bản không có số thì nhập “không số”.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Chưa nhập số, ký hiệu. Nhập như trên văn bản, ví dụ 1582/UBND-KGVX.",
            "max_length": "Số, ký hiệu dài quá 60 chữ. Nhập như trên văn bản.",
        },
    )  # fmt: skip
    issued = DayField(label="Ngày văn bản", required=False, help_text="Bỏ trống nếu văn bản không ghi ngày.")
    kind = forms.ChoiceField(
        label="Loại văn bản", choices=[(kind.code, kind.name) for kind in kinds().values()]
    )
    subject = forms.CharField(
        label="Trích yếu nội dung", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Chưa nhập trích yếu. Chép dòng “Về việc…” hoặc “V/v…” trên văn bản.",
            "max_length": "Trích yếu dài quá 2.000 chữ. Rút gọn lại.",
        },
    )  # fmt: skip
    marking = forms.CharField(
        label="Dấu chỉ độ mật", max_length=60, required=False,
        help_text="Bỏ trống. Văn bản có dấu MẬT không được đưa vào hệ thống này.",
    )  # fmt: skip
    urgency = forms.TypedChoiceField(
        label="Độ khẩn", coerce=int, choices=[(one.value, one.label) for one in Urgency], initial=0,
        required=False,
    )  # fmt: skip
    due = DayField(label="Hạn trả lời theo văn bản", required=False)
    scan = forms.FileField(
        label="Tệp quét", required=False,
        help_text="PDF, tối đa 100 MB. Có thể đưa vào sau, khi đã ghi số đến lên giấy.",
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        error_messages={"empty": "Tệp này rỗng. Quét lại."},
    )  # fmt: skip
    to = forms.ChoiceField(
        label="Trình", required=False,
        error_messages={"invalid_choice": "Người này không còn là lãnh đạo của cơ quan. Chọn lại."},
    )  # fmt: skip

    use_required_attribute = False

    def __init__(self, *args: Any, visit: Visit, **options: Any) -> None:
        options["auto_id"] = "paper-%s"
        super().__init__(*args, **options)
        leaders = choices_of(visit.agency, LEADER, on=visit.at.date())
        self.fields["to"].choices = [("", "Chưa trình"), *leaders]  # type: ignore[attr-defined]
        self.issuers = known_names()
        self.today = visit.at.date()

    def clean_marking(self) -> str:
        """Anything that is read as a marking is refused before a byte is kept (QD11/D2.K2)."""
        marking = str(self.cleaned_data["marking"])
        if marking_in_field(marking):
            raise forms.ValidationError(SecretMarking().message)
        return marking

    def clean_issued(self) -> Any:
        """A day that has not come yet cannot stand on a paper that is here."""
        issued = self.cleaned_data["issued"]
        if issued and issued > self.today:
            raise forms.ValidationError(
                "Ngày văn bản sau ngày hôm nay. Xem lại ngày ở góc trên bên phải trang đầu."
            )
        return issued

    def clean_scan(self) -> Any:
        """A scan that the act would refuse is refused here, before a number is taken for it."""
        scan = self.cleaned_data["scan"]
        if not scan:
            return scan
        if scan.size > SCAN_BYTES_MAX:
            raise forms.ValidationError("Tệp lớn quá 100 MB. Giảm độ phân giải khi quét rồi gửi lại.")
        pdf = scan.read()
        scan.seek(0)
        if not is_readable_pdf(pdf):
            raise forms.ValidationError(NotAPdf().message)
        if secret_marking(pdf):
            raise forms.ValidationError(SecretMarking().message)
        return scan

    def description(self) -> Description:
        """What the clerk read from the paper."""
        data = self.cleaned_data
        notation = "" if data["notation"].strip().casefold() == UNNUMBERED else data["notation"].strip()
        number, _, symbol = notation.partition("/")
        return Description(
            kind=data["kind"], kind_name=kind_of(data["kind"]).name, subject=data["subject"],
            issuer_name=data["issuer"], notation=notation, number=number if symbol else "", symbol=symbol,
            issued_date=data["issued"], urgency=data["urgency"] or 0, due_date=data["due"],
        )  # fmt: skip
