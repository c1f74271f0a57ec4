"""The questions of the clerk's desk of issuing. Every fault says what happened and what to do."""

from typing import Any, Final

from django import forms

from congvan.node.acts.states import OutgoingState as State
from congvan.node.agencies.people import colleagues, units_of
from congvan.node.outbox.queries import takes_part
from congvan.node.outgoing.issuing import books
from congvan.node.outgoing.refusals import NoRecipients
from congvan.node.web.incoming.forms import text_field
from congvan.node.web.outgoing.issuing import recipients
from congvan.node.web.resource import ActForm

PIN_CHARS_MAX: Final = 100
RECIPIENTS_MAX: Final = 200
NAME_CHARS_MAX: Final = 200
LINES_MAX: Final = 50


def pin_field() -> forms.CharField:
    """The PIN of one signing: never shown again, never kept by the browser."""
    return forms.CharField(
        label="Mã PIN của con dấu", strip=False, max_length=PIN_CHARS_MAX,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "maxlength": None}),
        error_messages={
            "required": "Chưa nhập mã PIN. Nhập mã PIN của chứng thư số cơ quan để đóng dấu.",
            "max_length": f"Mã PIN dài quá {PIN_CHARS_MAX} ký tự. Kiểm tra rồi nhập lại.",
        },
    )  # fmt: skip


class Seal(ActForm):
    """Đóng dấu."""

    pin = pin_field()


class ReturnForForm(ActForm):
    """Trả lại để sửa thể thức."""

    reason = text_field(
        "Lý do trả lại", "Chưa ghi lý do trả lại. Nêu rõ chỗ cần sửa để người soạn biết cần làm gì."
    )


class Issue(ActForm):
    """What is still to be asked until a document has left: the book, the PIN, the recipients (QD11/D8)."""

    register = forms.ChoiceField(
        label="Sổ văn bản đi",
        error_messages={
            "required": "Chưa chọn sổ văn bản đi. Chọn sổ sẽ lấy số.",
            "invalid_choice": "Sổ này không phải sổ văn bản đi năm nay của cơ quan. Chọn lại.",
        },
    )
    axis = forms.MultipleChoiceField(
        label="Gửi qua trục liên thông", required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Có cơ quan không có trong danh bạ của trục. Chọn lại."},
    )  # fmt: skip
    no_paper = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    internal = forms.MultipleChoiceField(
        label="Gửi nội bộ", required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Có nơi nhận nội bộ không thuộc cơ quan. Chọn lại."},
    )  # fmt: skip
    paper = forms.CharField(
        label="Gửi bản giấy", required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Nơi chưa tham gia liên thông, mỗi nơi một dòng.",
    )  # fmt: skip
    lines = forms.CharField(
        label="Nơi nhận ghi trên văn bản", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Đọc từ văn bản, gửi kèm trong gói tin; mỗi nơi một dòng.",
    )  # fmt: skip
    pin = pin_field()

    def prepare(self) -> None:
        self.offer = recipients.offer(self.visit, self.found)
        state = self.found.life.state
        if state != State.TO_ISSUE:
            del self.fields["register"]
        if state not in {State.TO_ISSUE, State.NUMBERED}:
            del self.fields["pin"]
        self.books = books(self.visit.agency, year=self.visit.at.year) if "register" in self.fields else []
        if self.books:
            self.fields["register"].choices = self.books  # type: ignore[attr-defined]  # a choice field
            self.initial["register"] = self.books[0][0]
        codes = [(one.code, one.name) for one in self.offer.agencies]
        for name in ("axis", "no_paper"):
            self.fields[name].choices = codes  # type: ignore[attr-defined]  # a choice field
        self.fields["internal"].choices = self._colleagues()  # type: ignore[attr-defined]  # as above
        self.initial = {
            "axis": [one.code for one in self.offer.agencies if one.because],
            "no_paper": [code for code, _ in codes],
            "paper": "\n".join(self.offer.by_paper),
            "lines": "\n".join(self.offer.lines),
            **self.initial,
        }

    def _colleagues(self) -> list[Any]:
        units = [(f"unit:{pk}", name) for pk, name in units_of(self.visit.agency)]
        people = colleagues(self.visit.agency, on=self.visit.at.date(), without=[self.visit.actor.seat])
        return [("Đơn vị", units), ("Cá nhân", [(f"seat:{pk}", name) for pk, name in people])]

    def clean_paper(self) -> list[str]:
        """Names, one a line."""
        return _lines(self.cleaned_data["paper"], count_max=RECIPIENTS_MAX)

    def clean_lines(self) -> list[str]:
        """The document's own lines, one a line."""
        return _lines(self.cleaned_data["lines"], count_max=LINES_MAX)

    def clean(self) -> dict[str, Any]:
        """What sending would refuse is refused here, before a number is taken for it (QD11/D8.K4)."""
        given = super().clean() or {}
        chosen = [*given.get("axis", []), *given.get("internal", []), *given.get("paper", [])]
        if not chosen and not {"axis", "internal", "paper"} & self.errors.keys():
            self.add_error("axis", f"{NoRecipients.__doc__} Chọn ít nhất một nơi ở dưới.")
        if len(chosen) > RECIPIENTS_MAX:
            self.add_error(
                "axis",
                f"Một lần gửi tối đa {RECIPIENTS_MAX} nơi nhận. Bỏ bớt {len(chosen) - RECIPIENTS_MAX} nơi.",
            )
        absent = self._absent(given.get("axis", []))
        if absent:
            self.add_error(
                "axis", f"Chưa tham gia liên thông: {'; '.join(absent)}. Bỏ chọn và ghi vào ô gửi bản giấy."
            )
        return given

    def _absent(self, codes: list[str]) -> list[str]:
        known = takes_part(codes)
        names = {one.code: one.name for one in self.offer.agencies}
        return [names[code] for code in codes if code not in known]

    def rows(self) -> list[recipients.Line]:
        """The agencies as lines of the list, with what is ticked now."""
        picked, no_paper = set(self["axis"].value() or ()), set(self["no_paper"].value() or ())
        if self.is_bound:
            # What was not ticked was not sent: an agency that is chosen only now begins as usual.
            no_paper |= {one.code for one in self.offer.agencies} - picked
        return [
            recipients.Line(one, picked=one.code in picked, no_paper=one.code in no_paper)
            for one in self.offer.agencies
        ]


def _lines(text: str, *, count_max: int) -> list[str]:
    found = [line.strip(" \t-–;") for line in text.splitlines()]
    kept = [line for line in found if line]
    if len(kept) > count_max:
        raise forms.ValidationError(f"Có {len(kept)} dòng, tối đa {count_max}. Gộp hoặc bớt dòng.")
    long = next((line for line in kept if len(line) > NAME_CHARS_MAX), None)
    if long:
        raise forms.ValidationError(f"Dòng “{long[:40]}…” dài quá {NAME_CHARS_MAX} chữ. Rút gọn lại.")
    return kept
