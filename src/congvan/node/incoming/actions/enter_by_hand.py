"""Documents that come on paper, by mail or fax: the firm number first, then the scan (QD11/D5.K4.a)."""

from datetime import date, datetime

from congvan.base.acting import acting
from congvan.base.actor import Actor
from congvan.base.files import vault
from congvan.law.secrecy import marking_in_field
from congvan.node.acts import incoming as acts
from congvan.node.acts.states import IncomingState
from congvan.node.documents import steps as documents
from congvan.node.documents.assessment import Issuer, assess, is_readable_pdf, secret_marking
from congvan.node.documents.models import Direction, Version
from congvan.node.documents.queries import rules_for, twins
from congvan.node.documents.steps import Description, NewFile
from congvan.node.incoming.models import Channel, Incoming, PaperCopy
from congvan.node.incoming.refusals import (
    NoRegister,
    NotAPdf,
    NotTheSame,
    PaperThere,
    ScanThere,
    SecretMarking,
    Twin,
)
from congvan.node.registers.models import Register
from congvan.node.registers.queries import series_for
from congvan.node.registers.steps import hold_series, take_next_number


def enter_by_hand(
    *, by: Actor, at: datetime, register: Register, channel: Channel, description: Description,
    marking: str = "",
) -> Incoming:  # fmt: skip
    """Register what did not come over the hub and give it its firm number. Law: QD11/D5.K1, QD11/D5.K4.a.

    `marking` is what the clerk read in the place of the secret marking; anything there is refused, unstored.
    """
    with acting(by, acts.ENTER_BY_HAND, on=register, at=at) as deed:
        if marking_in_field(marking):
            raise SecretMarking(param="marking")
        series = series_for(register, kind=description.kind)
        if series is None:
            raise NoRegister
        hold_series(deed, series)
        _refuse_twin(register, description)
        document = documents.create_document(
            deed, agency=register.agency, direction=Direction.INCOMING, description=description
        )
        number = take_next_number(
            deed, register=register, series=series, on=at.date(), document_id=document.id
        )
        incoming = Incoming.objects.create(
            agency=register.agency, document=document, channel=channel, state=IncomingState.REGISTERED,
            sender_name=description.issuer_name, delivered_at=at, number=number, arrival_date=at.date(),
        )  # fmt: skip
        deed.keep(
            channel=channel, register=register.code, number=number.value, arrival_date=at.date(),
            notation=description.notation, issuer=description.issuer_name,
        )  # fmt: skip
    return incoming


def add_scan(*, by: Actor, at: datetime, incoming: Incoming, name: str, pdf: bytes) -> Version:
    """Join the scan to the number it bears. Law: QD11/D5.K4.a."""
    document = incoming.document
    with acting(by, acts.ADD_SCAN, on=incoming, at=at) as deed:
        if not is_readable_pdf(pdf):
            raise NotAPdf(param="file")
        if secret_marking(pdf):
            raise SecretMarking(param="file")
        if document.versions.exists():
            raise ScanThere
        issuer = Issuer(code=document.issuer_code, name=document.issuer_name)
        judged = assess(pdf, issuer=issuer, rules=rules_for(document), at=at)
        file = NewFile(
            kept=vault.put(pdf), name=name, media_type="application/pdf", legal_class=judged.legal_class,
            standing=judged.standing_facts(), signatures=judged.report.to_dict(),
        )  # fmt: skip
        version = documents.add_version(deed, document, files=[file], seat_id=by.seat_id)
        deed.keep(digest=file.kept.digest, legal_class=judged.legal_class)
    return version


def join_paper(
    *, by: Actor, at: datetime, incoming: Incoming, issuer_name: str, notation: str, issued_date: date
) -> PaperCopy:
    """The paper that follows an electronic document joins its number; never a second one. Law: QD11/D5.K5."""
    with acting(by, acts.JOIN_PAPER, on=incoming, at=at) as deed:
        same = twins(incoming.agency, issuer=issuer_name, notation=notation, issued_date=issued_date)
        if not same.filter(pk=incoming.document_id).exists():
            raise NotTheSame
        if incoming.paper_copies.exists():
            raise PaperThere
        copy = PaperCopy.objects.create(
            agency_id=incoming.agency_id, incoming=incoming, received_on=at.date(), seat_id=by.seat
        )
        assert incoming.number is not None, "a registered document has its number"
        deed.keep(number=incoming.number.value, received_on=at.date())
    return copy


def _refuse_twin(register: Register, description: Description) -> None:
    """An exact twin by issuer, notation and date has its number already. Law: QD11/D5.K5."""
    if not description.notation:
        return
    known = twins(
        register.agency,
        issuer=description.issuer_name,
        notation=description.notation,
        issued_date=description.issued_date,
    )
    lives = Incoming.objects.filter(document__in=known).exclude(state=IncomingState.REJECTED)
    first = lives.select_related("number").first()
    if first is not None:
        shown = f"số đến {first.number.value}" if first.number else "hàng chờ tiếp nhận"
        raise Twin(f"Văn bản {description.notation} đã có ở {shown}. Hãy ghi nhận bản giấy vào đó.")
