"""The PDF side of an outgoing document: reserve places, prepare the leader's signature and the seal.

Beside the fixed file names of a package (ADR 0010): nothing here touches a table or decides a right.
"""

from datetime import datetime

from congvan.base.files import vault
from congvan.law.numbering import printed_day, printed_month, printed_number
from congvan.node.documents.models import File, FileRole, Version
from congvan.node.documents.queries import rules_for
from congvan.node.documents.steps import NewFile
from congvan.node.outgoing.models import Outgoing
from congvan.node.outgoing.refusals import NoPlaces
from congvan.signing.appearance import leader_appearance, seal_appearance
from congvan.signing.layout import YEAR_GAP, FieldName, seal_place
from congvan.signing.prepare import FieldFonts, reserve
from congvan.signing.sign import Kind, Prepared, prepare_signature
from congvan.typeset.compose import font_bytes
from congvan.typeset.places import Place

PRINTED_YEAR = "printed_year"
TYPED = "typed"
"""What a draft by template was typed as, kept beside its places so that the next revision starts from it."""

NOT_PLACES = frozenset({PRINTED_YEAR, TYPED})


def reserve_places(version: Version) -> NewFile:
    """The main file of a version with empty fields for number, date, leader and seal. Law: QD11/D8.K1."""
    main = main_file(version)
    boxes = {name: Place(**box) for name, box in version.places.items() if name not in NOT_PLACES}
    if not {FieldName.NUMBER, FieldName.DAY, FieldName.MONTH, FieldName.LEADER} <= boxes.keys():
        raise NoPlaces
    rules = rules_for(version.document)
    pdf = reserve(
        vault.read(main.stored_id),
        places=boxes,
        fonts=FieldFonts(regular=font_bytes("Regular"), italic=font_bytes("Italic")),
        seal_at=seal_place(rules.signing.seal_place),
    )
    return NewFile(kept=vault.put(pdf), name=main.name, media_type="application/pdf")


def prepare_leader(version: Version, *, name: str, chain: tuple[bytes, ...], at: datetime) -> Prepared:
    """The approved version, ready for the certifying signature of the leader of this name."""
    return prepare_signature(
        vault.read(main_file(version).stored_id),
        field=FieldName.LEADER,
        certificate_chain=chain,
        kind=Kind.LEADER,
        at=at,
        appearance=leader_appearance(name=name, at=at, font=font_bytes("Regular")),
    )


def prepare_seal(
    outgoing: Outgoing, signed: Version, *, number: int, chain: tuple[bytes, ...], at: datetime
) -> Prepared:
    """The leader's version with number and date filled and the seal's place held: one revision."""
    rules = rules_for(outgoing.document)
    fill = {
        FieldName.NUMBER.value: printed_number(number, leading_zero=rules.numbering.leading_zero_below_10),
        FieldName.DAY.value: printed_day(at.day),
        FieldName.MONTH.value: printed_month(at.month),
    }
    if YEAR_GAP in signed.places:
        fill[FieldName.YEAR.value] = str(at.year)
    return prepare_signature(
        vault.read(main_file(signed).stored_id),
        field=FieldName.SEAL,
        certificate_chain=chain,
        kind=Kind.SEAL,
        at=at,
        appearance=seal_appearance(agency=outgoing.body.name, at=at, font=font_bytes("Regular")),
        fill=fill,
    )


def main_file(version: Version) -> File:
    """The main file of a version."""
    return version.files.select_related("stored").get(role=FileRole.MAIN)
