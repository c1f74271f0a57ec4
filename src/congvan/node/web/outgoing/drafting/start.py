"""Soạn dự thảo: what kind, about what, in answer to which document (QD11/D7.K4, D8.K2.b)."""

import re
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect

from congvan.base.acting import check
from congvan.base.errors import Refusal
from congvan.base.ids import parse_short, shorten
from congvan.law.errors import BadNotation
from congvan.law.kinds import DocumentKind, kinds
from congvan.law.kinds import kind as kind_of
from congvan.law.numbering import SYMBOL
from congvan.law.numbering import symbol as symbol_of
from congvan.law.urgency import Urgency
from congvan.node.acts import outgoing as acts
from congvan.node.agencies.queries import bodies_of, body_of, unit_of_seat
from congvan.node.assignments.queries import held
from congvan.node.documents.queries import handle
from congvan.node.outgoing import actions
from congvan.node.outgoing.queries import newest_draft
from congvan.node.web import flash
from congvan.node.web.outgoing.drafting.paragraphs import short_unit
from congvan.node.web.plain import show_plain
from congvan.node.web.visit import Visit
from congvan.vietnamese import normalise

LETTER = "official_letter"
ANSWERS, CARRIES_OUT = "tra-loi", "trien-khai"
INCOMING = "đến"
RELATIONS = ((ANSWERS, "Trả lời"), (CARRIES_OUT, "Triển khai"))
SUBJECT_SHOWN = 90
SYMBOL_CHARS_MAX = 40


def kind_label(kind: DocumentKind) -> str:
    """The name of a kind; the normative ones bear the names of others, so they say what they are."""
    return f"{kind.name} (quy phạm pháp luật)" if kind.normative else kind.name


class Start(forms.Form):
    """What is known before a word of the draft is written."""

    kind = forms.ChoiceField(
        label="Loại văn bản",
        choices=[(kind.code, kind_label(kind)) for kind in kinds().values()],
        initial=LETTER,
    )
    symbol = forms.CharField(
        label="Ký hiệu", max_length=SYMBOL_CHARS_MAX, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": "Ký hiệu dài quá 40 chữ. Chỉ ghi phần sau dấu gạch chéo của số."},
    )  # fmt: skip
    subject = forms.CharField(
        label="Trích yếu nội dung", max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
        help_text="Viết như sau chữ “V/v”, không lặp lại tên loại.",
        error_messages={
            "required": "Chưa nhập trích yếu. Ghi một câu cho biết văn bản nói về việc gì.",
            "max_length": "Trích yếu dài quá 2.000 chữ. Rút gọn lại.",
        },
    )  # fmt: skip
    urgency = forms.ChoiceField(
        label="Độ khẩn", choices=[(one.value, one.label) for one in Urgency], initial=0, required=False
    )
    body = forms.ChoiceField(
        label="Cơ quan ban hành",
        error_messages={"invalid_choice": "Cơ quan này không còn ban hành văn bản ở đây. Chọn lại."},
    )
    source = forms.ChoiceField(
        label="Văn bản đến liên quan", required=False,
        help_text="Văn bản đang giữ. Cơ quan gửi sẽ được báo là văn bản đang được giải quyết.",
        error_messages={"invalid_choice": "Không tìm thấy văn bản đến này. Chọn lại, hoặc chọn “Không có”."},
    )  # fmt: skip
    relation = forms.ChoiceField(
        label="Quan hệ với văn bản đến",
        required=False,
        choices=RELATIONS,
        initial=ANSWERS,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, visit: Visit, **options: Any) -> None:
        options |= {"auto_id": "start-%s", "use_required_attribute": False}
        super().__init__(*args, **options)
        self.visit = visit
        bodies = bodies_of(visit.agency)
        self.fields["body"].choices = bodies  # type: ignore[attr-defined]  # a choice field
        self.issuer = body_of(visit.agency, bodies[0][0]).abbreviation or visit.agency.abbreviation
        self.suggested = _suggested(LETTER, self.issuer, unit_of_seat(visit.actor.seat))
        self.initial.update({"symbol": self.suggested, **_asked(visit)})
        self.fields["symbol"].help_text = _hint(self.issuer)
        self.fields["source"].choices = _sources(visit, self.initial.get("source", ""))  # type: ignore[attr-defined]  # as above
        if len(bodies) == 1:
            self.fields["body"].widget = forms.HiddenInput()
            self.initial["body"] = bodies[0][0]

    def clean_symbol(self) -> str:
        """Left as suggested or empty it follows the kind; a written one must look like one."""
        kind = self.cleaned_data.get("kind", LETTER)
        given = re.sub(r"\s", "", normalise(self.cleaned_data["symbol"])).removeprefix("/")
        if given in {"", self.suggested}:
            return self.suggested if kind == LETTER else _suggested(kind, self.issuer, "")
        if not SYMBOL.fullmatch(given):
            raise forms.ValidationError(
                "Ký hiệu chỉ gồm chữ viết tắt, giữa các nhóm có dấu gạch nối, ví dụ SGDĐT-VP. "
                "Không ghi số và năm."
            )
        return given


def start(visit: Visit) -> HttpResponse:
    """A new draft, then its content."""
    if visit.request.method != "POST":
        check(visit.actor, acts.START, on=visit.agency)
        return _page(visit, Start(visit=visit))
    form = Start(visit.request.POST, visit=visit)
    if not form.is_valid():
        check(visit.actor, acts.START, on=visit.agency)
        return _page(visit, form)
    try:
        life = _start(visit, form.cleaned_data)
    except Refusal as refusal:
        unseen = refusal.param in {"answers", "carries_out"}
        form.add_error("source" if unseen else None, refusal.message)
        return _page(visit, form)
    said = f"Đã tạo dự thảo {kind_of(form.cleaned_data['kind']).name.lower()}."
    return flash.say(HttpResponseRedirect(visit.url("revise", id=life.document_id), status=303), said)


def _start(visit: Visit, data: dict[str, Any]) -> Any:
    source = handle(visit.actor, parse_short(data["source"])) if data["source"] else None
    carries_out = data["relation"] == CARRIES_OUT
    return visit.once(
        lambda by: actions.start(
            by=by, at=visit.at, agency=visit.agency, body=body_of(visit.agency, data["body"]),
            kind=data["kind"], symbol=data["symbol"], subject=data["subject"],
            urgency=int(data["urgency"] or 0), answers=None if carries_out else source,
            carries_out=source if carries_out else None,
        )
    ) or newest_draft(visit.actor, kind=data["kind"], subject=data["subject"])  # fmt: skip  # sent twice


def _page(visit: Visit, form: Start) -> HttpResponse:
    return show_plain(
        visit, "outgoing/draft_start.html", title="Soạn dự thảo", current="drafts", form=form,
        post=visit.request.get_full_path(), back=visit.url("drafts"), status=422 if form.errors else 200,
    )  # fmt: skip


def _asked(visit: Visit) -> dict[str, str]:
    """The document that the address says is answered or carried out; 404 for one that is not seen."""
    for relation, _ in RELATIONS:
        short = visit.request.GET.get(relation, "")
        if short:
            if _found(visit, short) is None:
                raise Http404
            return {"source": short, "relation": relation}
    return {}


def _found(visit: Visit, short: str) -> Any:
    try:
        return handle(visit.actor, parse_short(short))
    except ValueError:
        return None


def _sources(visit: Visit, asked: str) -> list[tuple[str, str]]:
    """None, the one that the address names, and the incoming documents that the person holds."""
    found = {
        shorten(row.glance.id): (row.glance.notation, row.glance.subject)
        for row in held(visit.actor, direction=INCOMING).rows
    }
    if asked:
        document = _found(visit, asked)
        found = {asked: (document.notation, document.subject), **found}
    named = [
        (short, f"{notation or 'không số'} — {_short(subject)}")
        for short, (notation, subject) in found.items()
    ]
    return [("", "Không có"), *named]


def _short(subject: str) -> str:
    return subject if len(subject) <= SUBJECT_SHOWN else f"{subject[:SUBJECT_SHOWN].rstrip()}…"


def _suggested(kind: str, issuer: str, unit: str) -> str:
    """The part after the number, as NĐ 30 has it: kind and issuer, or issuer and drafting unit."""
    try:
        return symbol_of(kind=kind_of(kind), issuer=issuer, drafter=short_unit(unit))
    except BadNotation:
        return ""


def _hint(issuer: str) -> str:
    return f"Với loại khác, để nguyên thì ký hiệu theo loại: KH-{issuer}, BC-{issuer}, QĐ-{issuer}."
