"""Issue the document of a case the way the program does it: set, reserve, sign in order, number, seal."""

import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from congvan.law.rulebook import resolve
from congvan.reading import rasterise
from congvan.signing.appearance import annex_appearance, leader_appearance, seal_appearance
from congvan.signing.layout import FieldName, seal_place, signer_field
from congvan.signing.prepare import FieldFonts, reserve
from congvan.signing.sign import Kind, complete_signature, prepare_signature
from congvan.typeset import Annex, Letter, Paragraph, Place, Signer, compose, font_bytes
from tests.conformance.issued import people
from tests.conformance.issued.matrix import Case

AT = datetime(2026, 11, 23, 9, 15, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
FONTS = FieldFonts(regular=font_bytes("Regular"), italic=font_bytes("Italic"))
TEXT = "Các cơ quan, đơn vị thực hiện nghiêm túc và báo cáo kết quả đúng thời hạn. " * 3


@dataclass(frozen=True)
class Issued:
    """A file before and after issuing, how many signed it, and the boxes in which it may have changed."""

    draft: bytes
    pdf: bytes
    signatures: int
    boxes: tuple[Place, ...]


def issue(case: Case, folder: Path) -> list[Issued]:
    """The document, and its annex where that is a file of its own."""
    letter = _letter(case)
    composed = compose(letter, at=AT)
    draft = _written(composed.pdf, case.layout, folder)
    files = [_issue_main(case, draft, dict(composed.places))]
    if case.annex == "own_file":
        files.append(_issue_annex(case, composed.places["seal_top_right"], folder))
    return files


def _letter(case: Case) -> Letter:
    annex = Annex(title="Phụ lục", subject="Kế hoạch", note="(Kèm theo)", body=(Paragraph(text=TEXT),))
    return Letter(
        parent_name="UBND tỉnh Phú Yên", issuer_name="Sở Giáo dục và Đào tạo", place="Phú Yên", year=2026,
        symbol="/SGDĐT-VP", kind=None if case.kind == "Công văn" else case.kind, subject=f"việc số {case.number}",
        body=tuple(Paragraph(text=f"{index}. {TEXT}") for index in range(1 + case.number % 5)),
        recipient_lines=("Như trên;", "Lưu: VT."), authority_lines=("GIÁM ĐỐC",), signer_name="Phạm Huy Văn 1",
        co_signers=tuple(
            Signer(authority_lines=("GIÁM ĐỐC",), name=f"Phạm Huy Văn {ordinal}")
            for ordinal in range(2, case.leaders + 1)
        ),
        annex=annex if case.annex == "same_file" else None,
    )  # fmt: skip


def _written(pdf: bytes, layout: str, folder: Path) -> bytes:
    """The same pages as another program writes them."""
    if layout == "typeset":
        return pdf
    if layout == "scan":
        return rasterise(pdf, dpi=72)
    source, target = folder / "in.pdf", folder / "out.pdf"
    source.write_bytes(pdf)
    option = "--linearize" if layout == "linearized" else "--object-streams=generate"
    subprocess.run(["qpdf", "--deterministic-id", option, source, target], check=True, timeout=60)
    return target.read_bytes()


def _issue_main(case: Case, draft: bytes, places: dict[str, Place]) -> Issued:
    seal_at = seal_place(resolve(profile=case.profile, on=AT.date()).signing.seal_place)
    for ordinal in range(1, case.initials + 1):
        left = 40.0 * ordinal
        places[signer_field(FieldName.INITIAL, ordinal)] = Place(page=1, x0=left, y0=20, x1=left + 36, y1=36)
    pdf = reserve(draft, places=places, fonts=FONTS, seal_at=seal_at, seals=case.seals)
    persons = [
        *(signer_field(FieldName.INITIAL, ordinal) for ordinal in range(1, case.initials + 1)),
        *(signer_field(FieldName.LEADER, ordinal) for ordinal in range(1, case.leaders + 1)),
    ]
    for ordinal, field in enumerate(persons, start=1):
        pdf = _sign(pdf, field, Kind.LEADER, people.person(case.leader_key, ordinal))
    fill = {"number": f"{case.number % 900 + 1:02}", "day": "23", "month": "11"}
    for ordinal in range(1, case.seals + 1):
        field = signer_field(FieldName.SEAL, ordinal)
        pdf = _sign(
            pdf, field, Kind.SEAL, people.agency(case.seal_key, ordinal), fill=fill if ordinal == 1 else None
        )
    sealed = [seal_at if ordinal == 1 else f"{seal_at}{ordinal}" for ordinal in range(1, case.seals + 1)]
    names = [*persons, *sealed, "number", "day", "month"]
    return Issued(draft, pdf, len(persons) + case.seals, tuple(places[name] for name in names))


def _issue_annex(case: Case, place: Place, folder: Path) -> Issued:
    """The annex in a file of its own: the agency's text at the top right, no picture (ND30/PL1)."""
    draft = _written(compose(_letter(case), at=AT).pdf, case.layout, folder)
    pdf = reserve(draft, places={"seal_top_right": place}, fonts=FONTS, seal_at="seal_top_right")
    shown = annex_appearance(notation=f"{case.number}/SGDĐT-VP", at=AT, font=FONTS.regular)
    return Issued(
        draft, _sign(pdf, "seal", Kind.SEAL, people.agency(case.seal_key, 1), shown=shown), 1, (place,)
    )


def _sign(pdf, field, kind, signer, *, fill=None, shown=None) -> bytes:
    if shown is None and kind is Kind.SEAL:
        shown = seal_appearance(agency="Sở Giáo dục và Đào tạo", at=AT, font=FONTS.regular)
    prepared = prepare_signature(
        pdf, field=field, certificate_chain=signer.chain, kind=kind, at=AT, fill=fill,
        appearance=shown or leader_appearance(name="Phạm Huy Văn", at=AT, font=FONTS.regular),
    )  # fmt: skip
    return complete_signature(prepared, signature=signer.sign(prepared.attributes))
