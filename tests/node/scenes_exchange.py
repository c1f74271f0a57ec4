"""Scenes of the exchange with the hub."""

from collections.abc import Callable
from typing import Any

from congvan.base.ids import new_id
from congvan.node.acts.states import OutgoingState
from congvan.node.agencies.people import system
from congvan.node.agencies.queries import installation
from congvan.node.inbox import actions as inbox_verbs
from congvan.node.inbox.models import HubCursor
from congvan.node.outbox import actions as outbox_verbs
from congvan.node.outbox.models import Transmission
from congvan.packet.codes import StatusCode
from congvan.packet.model import Party, ResponseFor, StatusPacket
from tests.node import cast, lives
from tests.node.cast import AT, HUYEN, SO, TINH, actor
from tests.node.scene import Scene


def transmission() -> Transmission:
    """A letter on its way to UBND huyện."""
    life = lives.outgoing_at(OutgoingState.RELEASED)
    return Transmission.objects.get(document=life.document)


def mark_sent() -> Scene:
    answer = {"receipt": "header.body.signature", "recipients": [{"agency": HUYEN, "state": "accepted"}]}
    return _of_transmission(outbox_verbs.mark_sent, answer=answer)


def mark_dead() -> Scene:
    return _of_transmission(outbox_verbs.mark_dead, cause="packet.malformed: hỏng")


def retry() -> Scene:
    row = transmission()
    outbox_verbs.mark_dead(by=actor("hệ thống"), at=AT, transmission=row, cause="packet.malformed: hỏng")
    return Scene(outbox_verbs.retry, {"transmission": row}, actor("Vân"), actor("Lâm"), row)


def _of_transmission(verb: Callable[..., Any], **kwargs: Any) -> Scene:
    row = transmission()
    return Scene(verb, {"transmission": row, **kwargs}, actor("hệ thống"), actor("Vân"), row)


def status_packet(document: Any, *, code: StatusCode = StatusCode.RECEIVED, why: str = "") -> StatusPacket:
    """Word from UBND huyện about a document of ours."""
    about = ResponseFor(
        agency_code=SO, notation=document.notation, issued_on=document.issued_date,
        document_id=document.exchange_id,
    )  # fmt: skip
    sender = Party(agency_code=HUYEN, name=cast.DIRECTORY[HUYEN])
    return StatusPacket(sender=sender, response_for=about, code=code, description=why, timestamp=AT)


def record_status() -> Scene:
    document = transmission().document
    kwargs = {
        "agency": cast.agency(), "document": document, "status": status_packet(document),
        "packet_id": new_id(),
    }  # fmt: skip
    return Scene(outbox_verbs.record_status, kwargs, actor("hệ thống"), actor("Vân"), kwargs["agency"])


def synchronise() -> Scene:
    kwargs = {"installation": installation(), "agencies": [{"code": TINH, "name": "Ủy ban nhân dân tỉnh"}]}
    return Scene(outbox_verbs.synchronise_directory, kwargs, system(), actor("Quân"), kwargs["installation"])


def cursor() -> HubCursor:
    return HubCursor.objects.get_or_create(hub="http://hub")[0]


def advance() -> Scene:
    return Scene(inbox_verbs.advance, {"on": cursor(), "cursor": "17"}, system(), actor("Quân"), cursor())


def turn_away() -> Scene:
    shadow = {"packet_id": "p", "digest": "0" * 64, "size": 9, "code": "secret", "sender": ""}
    return Scene(inbox_verbs.turn_away, {"on": cursor(), **shadow}, system(), actor("Quân"), cursor())
