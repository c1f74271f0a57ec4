"""The questions of the acts on incoming documents. Every fault says what happened and what to do."""

import itertools
from datetime import datetime, time, timedelta
from typing import Any

from django import forms

from congvan.base.clock import ZONE
from congvan.law.parameters import Ground
from congvan.node.acts.roles import LEADER
from congvan.node.agencies.people import choices_of, colleagues, units_of
from congvan.node.incoming.queries import grounds_of, last_lead
from congvan.node.web.resource import ActForm
from congvan.ui.fields import DayField

TEXT_CHARS_MAX = 2000
END_OF_DAY = time(17, 0)
SCAN_BYTES_MAX = 100_000_000
PHRASES = (
    ("Chủ trì tham mưu", "Giao {lead} chủ trì{helpers} tham mưu."),
    ("Phối hợp thực hiện", "Giao {lead} chủ trì{helpers} thực hiện."),
    ("Triển khai thực hiện", "Giao {lead} triển khai thực hiện."),
    ("Để biết", "Chuyển {lead} để biết."),
    ("Lưu hồ sơ", "Giao {lead} lưu hồ sơ."),
)
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
NEXT_DAYS = 2


def text_field(
    label: str, missing: str, *, required: bool = True, rows: int = 3, hint: str = "", key: str = ""
) -> forms.CharField:
    """A text of up to 2 000 letters; `key` leads into it."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=TEXT_CHARS_MAX,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows, "maxlength": None} | ({"data-key": key} if key else {})),
        error_messages={"required": missing, "max_length": "Nội dung dài quá 2.000 chữ. Rút gọn lại."},
    )


class Submit(ActForm):
    """Trình: to which leader."""

    to = forms.ChoiceField(
        label="Trình",
        error_messages={
            "required": "Chưa chọn lãnh đạo. Chọn người được trình.",
            "invalid_choice": "Người này không còn là lãnh đạo của cơ quan. Chọn lại.",
        },
    )
    note = text_field("Ý kiến kèm theo", "", required=False, rows=2)

    def prepare(self) -> None:
        leaders = choices_of(self.visit.agency, LEADER, on=self.visit.at.date())
        self.fields["to"].choices = leaders  # type: ignore[attr-defined]  # a choice field


class Reject(ActForm):
    """Từ chối tiếp nhận: one of two grounds, and the reason (QD11/D5.K6)."""

    ground = forms.ChoiceField(
        label="Lý do",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Chưa chọn lý do. Chọn một lý do ở dưới.",
            "invalid_choice": "Quy định không cho từ chối vì lý do này. Chọn một lý do ở dưới.",
        },
    )
    reason = text_field(
        "Nêu rõ",
        "Chưa nêu rõ lý do. Ghi một câu để cơ quan gửi biết cần làm gì.",
        hint="Cơ quan gửi sẽ đọc câu này.",
    )

    def prepare(self) -> None:
        self.fields["ground"].choices = grounds_of(self.found.life)  # type: ignore[attr-defined]
        broken = self.found.facts.entry.glance.valid is False
        self.initial["ground"] = (Ground.NO_LEGAL_VALUE if broken else Ground.WRONG_RECIPIENT).value


class Direct(ActForm):
    """Bút phê: what, who leads, who helps, who is told, until when (QD11/D6.K2, D7.K1)."""

    text = text_field(
        "Nội dung bút phê", "Chưa ghi nội dung bút phê. Chọn một mẫu hoặc viết vài chữ.", key="KeyB"
    )
    lead = forms.ChoiceField(
        label="Chủ trì",
        error_messages={
            "required": "Chưa chọn nơi chủ trì. Chọn đúng một đơn vị hoặc một người.",
            "invalid_choice": "Nơi này không thuộc cơ quan. Chọn lại nơi chủ trì.",
        },
    )
    cooperators = forms.MultipleChoiceField(
        label="Phối hợp", required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Có nơi phối hợp không thuộc cơ quan. Chọn lại."},
    )  # fmt: skip
    informed = forms.MultipleChoiceField(
        label="Để biết", required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Có nơi nhận để biết không thuộc cơ quan. Chọn lại."},
    )  # fmt: skip
    due = DayField(label="Hạn xử lý", required=False)
    phrases = PHRASES

    def prepare(self) -> None:
        units = [(f"unit:{pk}", name) for pk, name in units_of(self.visit.agency)]
        on, own = self.visit.at.date(), [self.visit.actor.seat]
        people = [(f"seat:{pk}", name) for pk, name in colleagues(self.visit.agency, on=on, without=own)]
        choices: list[Any] = [("Đơn vị", units), ("Cá nhân", people)]
        self.fields["lead"].choices = [("", "Chọn nơi chủ trì"), *choices]  # type: ignore[attr-defined]
        for name in ("cooperators", "informed"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self._suggest({value for value, _ in (*units, *people)})
        if self.found.facts.due_date:
            self.initial["due"] = self.found.facts.due_date

    def _suggest(self, known: set[str]) -> None:
        """Whoever led the last document of the same issuer is chosen, and it is said why."""
        before = last_lead(self.found.life)
        if before in known and not self.is_bound:
            self.initial["lead"] = before
            issuer = self.found.facts.entry.glance.issuer_name
            self.fields["lead"].help_text = f"Gợi ý: nơi chủ trì văn bản gần nhất của {issuer}."

    @property
    def days(self) -> list[tuple[str, str]]:
        """Days to choose from with a tap: words and what the field takes; the last opens the field."""
        today = self.visit.at.astimezone(ZONE).date()
        ahead = (today + timedelta(days=n) for n in itertools.count(1))
        working = itertools.islice(filter(self.visit.calendar.is_working_day, ahead), NEXT_DAYS)
        found = [("Hôm nay", today), *((f"{WEEKDAYS[day.weekday()]} {day:%d/%m}", day) for day in working)]
        own = self.found.facts.due_date
        if own and own >= today:
            found = [*((word, day) for word, day in found if day != own), (f"{own:%d/%m} theo văn bản", own)]
        return [*((word, f"{day:%d/%m/%Y}") for word, day in found), ("Chọn ngày", "")]

    def clean(self) -> dict[str, Any]:
        """Who leads neither helps nor is told; who helps is not told as well."""
        given = super().clean() or {}
        helpers, told = set(given.get("cooperators", [])), set(given.get("informed", []))
        if given.get("lead") in helpers | told:
            self.add_error(
                "lead", "Nơi chủ trì không đồng thời là nơi phối hợp hoặc để biết. Bỏ chọn ở dưới."
            )
        if helpers & told:
            self.add_error("informed", "Nơi phối hợp đã nhận văn bản. Bỏ chọn nơi đó ở phần để biết.")
        return given

    @staticmethod
    def due_at(data: dict[str, Any]) -> datetime | None:
        """The end of the chosen day."""
        day = data.get("due")
        return datetime.combine(day, END_OF_DAY, tzinfo=ZONE) if day else None


class Supersede(ActForm):
    """Bút phê thay thế."""

    text = text_field("Nội dung bút phê mới", "Chưa ghi nội dung bút phê mới.")
    due = DayField(label="Hạn xử lý mới", required=False, help_text="Bỏ trống thì giữ hạn cũ.")


class Finish(ActForm):
    """Giải quyết xong."""

    outcome = text_field(
        "Kết quả giải quyết", "Chưa ghi kết quả giải quyết. Ví dụ: đã trả lời bằng công văn 94/SGDĐT-VP."
    )


class Forward(ActForm):
    """Chuyển xử lý: to whom, with what words (QD11/D7.K4)."""

    to = forms.ChoiceField(
        label="Chuyển đến",
        error_messages={
            "required": "Chưa chọn người nhận. Chọn người sẽ xử lý tiếp.",
            "invalid_choice": "Người này không thuộc cơ quan. Chọn lại.",
        },
    )
    note = text_field("Ý kiến kèm theo", "", required=False, rows=2)

    def prepare(self) -> None:
        on, own = self.visit.at.date(), [self.visit.actor.seat]
        people = colleagues(self.visit.agency, on=on, without=own)
        self.fields["to"].choices = [("", "Chọn người nhận"), *people]  # type: ignore[attr-defined]


class Return(ActForm):
    """Trả lại."""

    reason = text_field("Lý do trả lại", "Chưa ghi lý do trả lại. Nêu rõ để người giao biết cần làm gì.")


class AddScan(ActForm):
    """The scan of a paper that has its number."""

    file = forms.FileField(
        label="Tệp quét",
        help_text="PDF, tối đa 100 MB.",
        error_messages={
            "required": "Chưa chọn tệp quét. Chọn tệp PDF đã quét.",
            "empty": "Tệp này rỗng. Quét lại.",
        },
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )

    def clean_file(self) -> Any:
        """At most 100 MB."""
        file = self.cleaned_data["file"]
        if file.size > SCAN_BYTES_MAX:
            raise forms.ValidationError("Tệp lớn quá 100 MB. Giảm độ phân giải khi quét rồi gửi lại.")
        return file


class JoinPaper(ActForm):
    """The paper of an electronic document came: what it says must be the same (QD11/D5.K5)."""

    notation = forms.CharField(
        label="Số, ký hiệu trên bản giấy", max_length=60,
        error_messages={"required": "Chưa nhập số, ký hiệu. Nhập như trên bản giấy."},
    )  # fmt: skip
    issuer = forms.CharField(
        label="Cơ quan ban hành", max_length=200, error_messages={"required": "Chưa nhập cơ quan ban hành."}
    )
    issued = DayField(label="Ngày văn bản")

    def prepare(self) -> None:
        glance = self.found.facts.entry.glance
        self.initial = {
            "notation": glance.notation,
            "issuer": glance.issuer_name,
            "issued": glance.issued_date,
        }
