"""The clerk numbers, dates and seals (QD11/D8.K1, D8.K2.b, D8.K3.a)."""

from collections.abc import Sequence
from datetime import datetime

from congvan.base.acting import acting
from congvan.base.clock import ZONE
from congvan.base.files import vault
from congvan.law.kinds import kind as kind_of
from congvan.law.numbering import notation as notation_of
from congvan.law.numbering import printed_number
from congvan.node.acts import outgoing as acts
from congvan.node.agencies.models import SigningKey
from congvan.node.agencies.people import NodeActor
from congvan.node.agencies.queries import key_in_force, own_code
from congvan.node.assignments.models import Part
from congvan.node.assignments.steps import open_line
from congvan.node.documents import steps as documents
from congvan.node.documents.assessment import Assessment, Issuer, assess
from congvan.node.documents.models import FileRole, Version
from congvan.node.documents.queries import rules_for
from congvan.node.documents.steps import NewFile
from congvan.node.outgoing.models import Issuance, Outgoing, SealDraft, Signature
from congvan.node.outgoing.queries import frozen_seal
from congvan.node.outgoing.refusals import (
    BeforeSignature,
    NoKey,
    NoSeries,
    NotTheApproved,
    OtherCertificate,
    OtherYear,
    ReasonMissing,
    SignatureInvalid,
)
from congvan.node.outgoing.reserving import PRINTED_YEAR, main_file, prepare_seal
from congvan.node.registers.models import Register
from congvan.node.registers.queries import series_for
from congvan.node.registers.steps import take_next_number
from congvan.signing.report import Change, SignerKind
from congvan.signing.sign import Prepared


def return_for_form(*, by: NodeActor, at: datetime, outgoing: Outgoing, reason: str) -> None:
    """Give a signed document back for its form, before it has a number. Law: QD11/D8.K1."""
    with acting(by, acts.RETURN_FOR_FORM, on=outgoing, at=at) as deed:
        if not reason.strip():
            raise ReasonMissing(param="reason")
        open_line(deed, outgoing.document, part=Part.LEAD, seat=outgoing.drafter, note=reason)
        deed.keep(reason=reason, to=outgoing.drafter_id)


def assign_number(
    *, by: NodeActor, at: datetime, outgoing: Outgoing, register: Register, chain: Sequence[bytes]
) -> Issuance:
    """Take the number, bind it with the date, and freeze the one revision that the seal will sign.

    `chain` is the certificate chain of the agency's seal (DER, leaf first). A number bound here can wait for
    its seal but cannot get lost. Law: QD11/D8.K1, QD11/D8.K2.b.
    """
    with acting(by, acts.ASSIGN_NUMBER, on=outgoing, at=at) as deed:
        document, signed = outgoing.document, _signed_version(outgoing)
        series = series_for(register, kind=document.kind)
        if series is None or register.agency_id != outgoing.agency_id:
            raise NoSeries
        if at.date() < outgoing.signatures.get(by_agency=False, version=signed).at.astimezone(ZONE).date():
            raise BeforeSignature
        if signed.places.get(PRINTED_YEAR, at.year) != at.year:
            raise OtherYear
        key = key_in_force(on=at.date(), body=outgoing.body)
        if key is None:
            raise NoKey
        number = take_next_number(
            deed, register=register, series=series, on=at.date(), document_id=document.id,
            notation=lambda value: _notation(outgoing, value, at),
        )  # fmt: skip
        _bind(outgoing, number_value=number.value, notation=number.notation, at=at)
        prepared = prepare_seal(outgoing, signed, number=number.value, chain=tuple(chain), at=at)
        frozen = vault.put(prepared.to_bytes())
        SealDraft.objects.create(
            agency_id=outgoing.agency_id, outgoing=outgoing, key=key, at=at,
            prepared=vault.vouch(frozen, media_type="application/octet-stream"),
        )  # fmt: skip
        issuance = Issuance.objects.create(
            agency_id=outgoing.agency_id, outgoing=outgoing, number=number, notation=number.notation,
            issued_date=at.date(),
        )  # fmt: skip
        deed.keep(
            register=register.code, number=number.value, notation=number.notation, issued_date=at.date(),
            digest=frozen.digest,
        )  # fmt: skip
    return issuance


def seal(*, by: NodeActor, at: datetime, outgoing: Outgoing, sealed: bytes, lacks: str = "") -> Version:
    """Record the agency's signature on the frozen revision. Law: QD11/D8.K1, QD11/D8.K3.a, QD11/D9.K2.

    The signing itself happened outside any transaction; here both signatures are verified once more.
    Evidence and a time-stamp may follow the seal; `lacks` says why they do not.
    """
    issuer = Issuer(code=own_code(outgoing.agency), name=outgoing.body.name)
    judged = assess(sealed, issuer=issuer, rules=rules_for(outgoing.document), at=at)
    with acting(by, acts.SEAL, on=outgoing, at=at) as deed:
        frozen = frozen_seal(outgoing)
        _check_seal(frozen.prepared, sealed, judged, frozen.key)
        signed = _signed_version(outgoing)
        file = NewFile(
            kept=vault.put(sealed), name=main_file(signed).name, media_type="application/pdf",
            legal_class=judged.legal_class, standing=judged.standing_facts(),
            signatures=judged.report.to_dict(),
        )  # fmt: skip
        annexes = signed.files.exclude(role=FileRole.MAIN).order_by("ordinal")
        version = documents.add_version(
            deed, outgoing.document, files=[file, *map(documents.same_file, annexes)],
            note="bản đã ban hành", seat_id=by.seat_id,
        )  # fmt: skip
        outgoing.issuances.update(sealed_version=version, sealed_at=at)
        Signature.objects.create(
            agency_id=outgoing.agency_id, outgoing=outgoing, version=version, by_agency=True,
            certificate=frozen.key.fingerprint, seat_id=by.seat, at=at,
        )  # fmt: skip
        deed.keep(
            notation=outgoing.document.notation, digest=file.kept.digest,
            certificate=frozen.key.fingerprint, legal_class=judged.legal_class,
            level=judged.report.of_kind(SignerKind.SEAL)[-1].level, lacks=lacks,
        )  # fmt: skip
    return version


def _notation(outgoing: Outgoing, value: int, at: datetime) -> str:
    rules = rules_for(outgoing.document)
    return notation_of(
        kind=kind_of(outgoing.document.kind), number=value, year=at.year, symbol=outgoing.document.symbol,
        leading_zero=rules.numbering.leading_zero_below_10,
    )  # fmt: skip


def _bind(outgoing: Outgoing, *, number_value: int, notation: str, at: datetime) -> None:
    rules = rules_for(outgoing.document)
    code = own_code(outgoing.agency)
    documents.describe(
        outgoing.document,
        number=printed_number(number_value, leading_zero=rules.numbering.leading_zero_below_10),
        notation=notation,
        issued_date=at.date(),
        exchange_id=f"{code},{at:%Y/%m/%d},{notation}",
    )


def _check_seal(prepared: Prepared, sealed: bytes, judged: Assessment, key: SigningKey) -> None:
    start, end = prepared.hole_start, prepared.hole_end
    whole = prepared.pdf
    if sealed[:start] != whole[:start] or sealed[end : len(whole)] != whole[end:]:
        raise NotTheApproved
    if not judged.report.valid_all:
        raise SignatureInvalid
    seals = judged.report.of_kind(SignerKind.SEAL)
    if not seals or seals[-1].certificate is None or seals[-1].certificate.sha256 != key.fingerprint:
        raise OtherCertificate
    if seals[-1].change not in {Change.NONE, Change.LONG_TERM_UPDATES}:
        raise NotTheApproved


def _signed_version(outgoing: Outgoing) -> Version:
    """The newest version that the leader signed."""
    rows = Signature.objects.filter(outgoing=outgoing, by_agency=False).select_related("version")
    newest: Version = rows.order_by("-at", "-id")[0].version
    return newest
