"""The questions of the acts of who drafts (QD11/D7.K4)."""

from typing import Any

from django import forms

from congvan.node.agencies.queries import signers
from congvan.node.outgoing.queries import initials_open_to
from congvan.node.web.outgoing.drafting.typed import named_signer, printed_signer
from congvan.node.web.resource import ActForm


class Initial(ActForm):
    """Ký nháy: for what one answers."""

    matter = forms.ChoiceField(
        label="Ký nháy về",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Chưa chọn phần ký nháy. Chọn nội dung hoặc thể thức.",
            "invalid_choice": "Phần này không thuộc trách nhiệm ký nháy của vị trí này. Chọn lại.",
        },
    )

    def prepare(self) -> None:
        able = initials_open_to(self.visit.actor, given=())
        left = initials_open_to(self.visit.actor, given=self.found.facts.entry.initials)
        choices = [(one.value, one.value.capitalize()) for one in able]
        self.fields["matter"].choices = choices  # type: ignore[attr-defined]  # a choice field
        if left:
            self.initial["matter"] = left[0].value


class Submit(ActForm):
    """Trình ký: to whom of those who may sign this kind today (QD11/D3.K1.a)."""

    to = forms.ChoiceField(
        label="Trình",
        error_messages={
            "required": "Chưa chọn người ký. Chọn người có thẩm quyền ký loại văn bản này.",
            "invalid_choice": "Người này không còn thẩm quyền ký loại văn bản này. Chọn lại.",
        },
    )

    def prepare(self) -> None:
        facts, life = self.found.facts, self.found.life
        able = signers(life.body, kind=facts.kind, on=self.visit.at.date())
        self.names = {one.seat: one.name for one in able}
        named = [(one.seat, named_signer(one)) for one in able]
        first = [] if len(named) == 1 else [("", "Chọn người ký")]
        self.fields["to"].choices = [*first, *named]  # type: ignore[attr-defined]  # a choice field
        self.initial["to"] = printed_signer(facts.places)

    def clean_to(self) -> Any:
        """The pages show a name; it must be the one that signs."""
        to = self.cleaned_data["to"]
        shown = printed_signer(self.found.facts.places)
        if shown and shown != to:
            name = self.names.get(shown, "người khác")
            raise forms.ValidationError(
                f"Dự thảo ghi người ký là {name}. Sửa người ký trong dự thảo rồi trình."
            )
        return to
