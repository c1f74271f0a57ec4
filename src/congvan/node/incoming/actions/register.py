"""The clerk receives a document that arrived, or refuses it (QD11/D5)."""

from datetime import datetime, timedelta

from congvan.base.acting import acting
from congvan.base.actor import Actor
from congvan.law.legal_value import LegalClass
from congvan.law.parameters import Ground
from congvan.node.acts import incoming as acts
from congvan.node.documents.queries import latest_main_file, rules_for
from congvan.node.incoming.models import Incoming, Rejection
from congvan.node.incoming.refusals import (
    GroundNotAllowed,
    HasLegalValue,
    NoRegister,
    ReasonMissing,
)
from congvan.node.outbox import steps as outbox
from congvan.node.registers.models import Number, Register
from congvan.node.registers.queries import series_for
from congvan.node.registers.steps import take_next_number
from congvan.packet.codes import StatusCode

UNDO = timedelta(seconds=10)


def register(*, by: Actor, at: datetime, incoming: Incoming, into: Register) -> Number:
    """Enter an arrived document in the register and date it. Law: QD11/D5.K1, QD11/D5.K4.b."""
    with acting(by, acts.REGISTER, on=incoming, at=at) as deed:
        series = series_for(into, kind=incoming.document.kind)
        if series is None or into.agency_id != incoming.agency_id:
            raise NoRegister
        number = take_next_number(
            deed, register=into, series=series, on=at.date(), document_id=incoming.document_id
        )
        Incoming.objects.filter(pk=incoming.pk).update(number=number, arrival_date=at.date())
        outbox.queue_status(deed, incoming.document, code=StatusCode.RECEIVED, not_before=at + UNDO)
        deed.keep(register=into.code, number=number.value, arrival_date=at.date())
    return number


def reject(*, by: Actor, at: datetime, incoming: Incoming, ground: Ground, reason: str) -> Rejection:
    """Refuse a document on one of the two grounds, with the reason. Law: QD11/D5.K6."""
    with acting(by, acts.REJECT, on=incoming, at=at) as deed:
        if not reason.strip():
            raise ReasonMissing(param="reason")
        if ground not in rules_for(incoming.document).reception.rejection_grounds:
            raise GroundNotAllowed(param="ground")
        rejection = Rejection.objects.create(
            agency_id=incoming.agency_id, incoming=incoming, ground=ground, reason=reason,
            evidence={} if ground is Ground.WRONG_RECIPIENT else _evidence(incoming), at=at,
        )  # fmt: skip
        outbox.queue_status(
            deed, incoming.document, code=StatusCode.REJECTED, description=f"{ground.label}: {reason}"
        )
        deed.keep(ground=ground, reason=reason)
    return rejection


def _evidence(incoming: Incoming) -> dict[str, object]:
    """The check's own words; a document that has its value cannot be refused for lacking it."""
    file = latest_main_file(incoming.document)
    if file is None:
        return {"reason": "Gói tin không có tập tin văn bản chính."}
    if file.legal_class in {LegalClass.BORN_SIGNED, LegalClass.SIGNED_SCAN}:
        raise HasLegalValue
    return {"standing": file.standing, "signatures": file.signatures, "digest": file.stored_id}
