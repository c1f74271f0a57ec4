"""Soạn theo mẫu: typed fields, set on pages and read back for the next revision (ND30/PL1, QD11/D7.K4)."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django import forms
from django.conf import settings

from congvan.law.kinds import kind as kind_of
from congvan.law.urgency import Urgency
from congvan.node.agencies.queries import Signer, signers, unit_of_seat
from congvan.node.documents.steps import Upload
from congvan.node.outgoing.reserving import PRINTED_YEAR, TYPED
from congvan.node.web.outgoing.drafting.files import PDF, DraftForm
from congvan.node.web.outgoing.drafting.paragraphs import blocks_of, lines_of, short_unit
from congvan.typeset import Composed, Letter, compose

TEXT_CHARS_MAX = 100_000
LINES_CHARS_MAX = 10_000
BANNER = "BẢN MINH HỌA, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
ENACTING = {
    "decision": "QUYẾT ĐỊNH:", "normative_decision": "QUYẾT ĐỊNH:", "resolution": "QUYẾT NGHỊ:",
    "normative_resolution": "QUYẾT NGHỊ:",
}  # fmt: skip
ADDRESSED = frozenset({"official_letter", "submission"})
KEPT = ("signer", "addressees", "enacting_body", "bases", "content", "recipients")
"""The fields that make the text: kept with the version as they were typed."""


def _lines(
    label: str, *, rows: int, required: bool = False, missing: str = "", hint: str = ""
) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=LINES_CHARS_MAX, help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows, "maxlength": None}),
        error_messages={"required": missing, "max_length": "Nội dung dài quá 10.000 chữ. Rút gọn lại."},
    )  # fmt: skip


class Typed(DraftForm):
    """The parts of a document in the order in which they are read."""

    signer = forms.ChoiceField(
        label="Người ký",
        error_messages={
            "required": "Chưa chọn người ký. Chọn người có thẩm quyền ký loại văn bản này.",
            "invalid_choice": "Người này không còn thẩm quyền ký loại văn bản này. Chọn lại.",
        },
    )
    addressees = _lines(
        "Kính gửi", rows=2, hint="Mỗi nơi một dòng.",
        missing="Chưa ghi nơi kính gửi. Ghi mỗi cơ quan một dòng.",
    )  # fmt: skip
    enacting_body = forms.CharField(
        label="Thẩm quyền ban hành", required=False, max_length=300,
        help_text="Dòng in hoa trên phần căn cứ, ví dụ GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO.",
        error_messages={"max_length": "Nội dung dài quá 300 chữ. Rút gọn lại."},
    )  # fmt: skip
    bases = _lines("Căn cứ", rows=3, hint="Mỗi căn cứ một dòng. Bỏ trống nếu không có.")
    content = forms.CharField(
        label="Nội dung", max_length=TEXT_CHARS_MAX,
        widget=forms.Textarea(attrs={"rows": 12, "maxlength": None}),
        help_text="Mỗi đoạn một dòng. Dòng bắt đầu bằng “Điều 1.”, “1.” hoặc “a)” được trình bày thành điều, "
        "khoản, điểm.",
        error_messages={
            "required": "Chưa nhập nội dung. Viết ít nhất một đoạn.",
            "max_length": "Nội dung dài quá 100.000 chữ. Tách phần dài thành phụ lục.",
        },
    )  # fmt: skip
    recipients = _lines(
        "Nơi nhận", rows=3, required=True, hint="Mỗi nơi một dòng, như in dưới văn bản.",
        missing="Chưa ghi nơi nhận. Ghi mỗi nơi một dòng, dòng cuối là nơi lưu.",
    )  # fmt: skip
    field_order = (*KEPT, "keep", "annexes", "blanks", "references", "note")

    def prepare(self) -> None:
        super().prepare()
        facts, life = self.found.facts, self.found.life
        self.able = {one.seat: one for one in signers(life.body, kind=facts.kind, on=self.visit.at.date())}
        named = [(seat, named_signer(one)) for seat, one in self.able.items()]
        first = [] if len(named) == 1 else [("", "Chọn người ký")]
        self.fields["signer"].choices = [*first, *named]  # type: ignore[attr-defined]  # a choice field
        self.fields["addressees"].required = facts.kind in ADDRESSED
        if facts.kind not in ENACTING:
            del self.fields["enacting_body"]
        self.initial.update({**self._usual(), **typed_before(facts.places)})

    def _usual(self) -> dict[str, str]:
        """What stands in the fields before anything was typed."""
        life, facts = self.found.life, self.found.facts
        above = "Như trên;" if facts.kind in ADDRESSED else "Như Điều 3;" if facts.kind in ENACTING else ""
        unit = short_unit(unit_of_seat(life.drafter_id))
        return {
            "enacting_body": life.body.name.upper(),
            "recipients": "\n".join(line for line in (above, f"Lưu: VT, {unit}.") if line),
        }

    def set(self) -> tuple[Upload, dict[str, Any]]:
        """The letter as a PDF, and its places with what was typed. Raises TypesetError."""
        composed = compose(self.letter(), at=self.visit.at)
        subject = self.found.facts.entry.glance.subject
        name = f"{subject[:80].strip()}.pdf".replace("/", "-")
        return Upload(data=composed.pdf, name=name, media_type=PDF), self._places(composed)

    def letter(self) -> Letter:
        """What was typed, under the letterhead of the issuing body."""
        data, facts, body = self.cleaned_data, self.found.facts, self.found.life.body
        glance, signer, kind = facts.entry.glance, self.able[data["signer"]], kind_of(facts.kind)
        year = self.visit.at.year
        return Letter(
            parent_name=body.superior_name or None,
            issuer_name=body.name,
            place=self.visit.agency.place,
            year=year,
            symbol=f"/{year}/{facts.symbol}" if kind.normative else f"/{facts.symbol}",
            kind=kind.name if kind.abbreviation else None,
            subject=glance.subject,
            addressees=lines_of(data["addressees"]),
            enacting_body=data.get("enacting_body", "").upper() or None,
            bases=lines_of(data["bases"]),
            enacting=ENACTING.get(facts.kind),
            body=blocks_of(data["content"]),
            recipient_lines=lines_of(data["recipients"]),
            authority_lines=signer.lines,
            signer_name=signer.name,
            stamp=Urgency(glance.urgency).label.upper() if glance.urgency else None,
            banner=BANNER if settings.SITE.demo else None,
        )

    def _places(self, composed: Composed) -> dict[str, Any]:
        text = {name: self.cleaned_data[name] for name in KEPT if name in self.cleaned_data}
        places = {name: asdict(place) for name, place in composed.places.items()}
        return {**places, PRINTED_YEAR: self.visit.at.year, TYPED: {"text": text, "shown": True}}


def typed_before(places: Mapping[str, Any]) -> dict[str, str]:
    """What an earlier version was typed as; nothing where none was."""
    return dict(places.get(TYPED, {}).get("text", {}))


def carried(places: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, for a version whose pages come from elsewhere: kept, but no longer what they show."""
    typed = places.get(TYPED)
    return {TYPED: {**typed, "shown": False}} if typed else {}


def printed_signer(places: Mapping[str, Any]) -> str:
    """The seat of the signatory whose name the pages show; empty where that is not known."""
    typed = places.get(TYPED, {})
    return str(typed["text"].get("signer", "")) if typed.get("shown") else ""


def named_signer(one: Signer) -> str:
    """A person who may sign, with the title and, where it is for another, the form: “(KT.)”."""
    form = f" ({one.form})" if one.form.endswith(".") else ""
    return f"{one.name}, {one.title}{form}"
