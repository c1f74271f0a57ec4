"""What the other vendor's system sends: letters of its agencies, signed and sealed with their own keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path

from pyhanko.pdf_utils.generic import ArrayObject

from congvan.law.numbering import printed_day, printed_month
from congvan.signing import objects
from congvan.signing.appearance import leader_appearance, seal_appearance
from congvan.signing.fonts import VIETNAMESE, subset
from congvan.signing.keys import FileKey
from congvan.signing.layout import FieldName
from congvan.signing.prepare import FieldFonts, reserve
from congvan.signing.sign import Kind, complete_signature, prepare_signature
from congvan.signing.writer import open_for_update, to_bytes
from congvan.sites.demo.foreign import Party, make_packet
from congvan.sites.demo.letters import scan_of
from congvan.sites.demo.letters.morning import Paper
from congvan.sites.demo.pki import PIN, demo_holders, neighbours
from congvan.typeset.compose import compose, font_bytes

SEAL_TOP_LEFT = "seal_top_left"  # QD11/D8.K1
PRINTED_BESIDE = "Cơ quan: Người ký: Thời gian ký: MẪU"
PEN = b"q 0.1 0.2 0.7 RG 1.5 w 100 503 m 380 503 l S Q"


class Worth(StrEnum):
    """What the sender's file is worth when it arrives."""

    SIGNED = "signed"
    UNSIGNED = "unsigned"
    CHANGED = "changed"


def packet_of(
    paper: Paper, *, at: datetime, worth: Worth, sender: Party, recipients: Sequence[Party], keys: Path,
    urgency: int, due: date | None,
) -> bytes:  # fmt: skip
    """The packet of a letter. `keys` is the folder of the demo's certificates. Law: QD11/D3.K1."""
    return make_packet(
        notation=paper.notation, at=at, subject=paper.subject, sender=sender, recipients=recipients,
        kind=paper.kind_name, signer=paper.letter.signer_name, due=due, urgency=urgency,
        file_name=f"{paper.notation.replace('/', '-')}.pdf",
        pdf=_file_of(paper, at=at, worth=worth, agency=sender[1], keys=keys),
    )  # fmt: skip


def _file_of(paper: Paper, *, at: datetime, worth: Worth, agency: str, keys: Path) -> bytes:
    match worth:
        case Worth.UNSIGNED:
            return scan_of(paper.letter, at=at)
        case Worth.CHANGED:
            return written_on(issued(paper, at=at, agency=agency, keys=keys))
        case Worth.SIGNED:
            return issued(paper, at=at, agency=agency, keys=keys)


def issued(paper: Paper, *, at: datetime, agency: str, keys: Path) -> bytes:
    """The letter as its agency issues it: signed by the person, then numbered, dated and sealed."""
    composed = compose(paper.letter, at=at)
    fonts = _fonts()
    draft = reserve(composed.pdf, places=composed.places, fonts=fonts, seal_at=SEAL_TOP_LEFT)
    person, seal = (FileKey.beside(keys / f"{label}.p12") for label in (paper.key, paper.seal))
    by_person = prepare_signature(
        draft, field=FieldName.LEADER, certificate_chain=person.certificate_chain(), kind=Kind.LEADER, at=at,
        appearance=leader_appearance(name=paper.letter.signer_name, at=at, font=fonts.regular),
    )  # fmt: skip
    signed = complete_signature(by_person, signature=person.sign(by_person.attributes, pin=PIN))
    fill = {
        FieldName.NUMBER.value: paper.number,
        FieldName.DAY.value: printed_day(at.day),
        FieldName.MONTH.value: printed_month(at.month),
    }
    by_seal = prepare_signature(
        signed, field=FieldName.SEAL, certificate_chain=seal.certificate_chain(), kind=Kind.SEAL, at=at,
        appearance=seal_appearance(agency=agency, at=at, font=fonts.regular), fill=fill,
    )  # fmt: skip
    return complete_signature(by_seal, signature=seal.sign(by_seal.attributes, pin=PIN))


@cache
def _fonts() -> FieldFonts:
    """The fonts cut down once to the characters in use: each signature cuts them again, now quickly."""
    names = "".join(one.name for one in (*demo_holders(), *neighbours()))
    characters = "".join(sorted({*VIETNAMESE, *names, *PRINTED_BESIDE}))
    regular, italic = (subset(font_bytes(style), characters).program for style in ("Regular", "Italic"))
    return FieldFonts(regular=regular, italic=italic)


def written_on(pdf: bytes) -> bytes:
    """The same file after somebody drew on page 1 with a PDF reader's pen: both signatures tell."""
    writer = open_for_update(pdf)
    page = writer.root["/Pages"]["/Kids"][0]
    stroke = writer.add_object(objects.stream({}, PEN))
    page["/Contents"] = ArrayObject([page.raw_get("/Contents"), stroke])
    writer.update_container(page)
    return to_bytes(writer)
