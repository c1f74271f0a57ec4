"""What a receiving system states about a delivery, over HTTP: it lies in the queue, or it was turned away."""

import json
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse, JsonResponse

from congvan.hub.acts.relay import DELIVERED, TURNED_AWAY
from congvan.hub.api import body, errors, jws
from congvan.hub.api.endpoint import Call, endpoint
from congvan.hub.relay import actions, queries
from congvan.hub.relay.models import IN_QUEUE, Delivery


@endpoint("PUT")
def confirm(call: Call, delivery_id: UUID) -> HttpResponse:
    """P60: a packet lies in its receiver's queue. Twice is harmless: the first receipt stands."""
    fields = _fields(call, "level", "delivered_at", "digest", "receipt")
    statement = jws.read_queued(fields["receipt"], caller=call.caller)
    beside = (fields["level"], fields["digest"], _instant(fields["delivered_at"]))
    if beside != (IN_QUEUE, statement.digest, statement.delivered_at):
        raise actions.ReceiptMismatch(param="receipt")
    receipt = actions.confirm_delivery(
        by=call.actor, at=call.at, delivery=_delivery(delivery_id), statement=statement
    )
    return JsonResponse({"delivery_id": str(delivery_id), "state": DELIVERED, "receipt": receipt})


@endpoint("PUT")
def hear_refusal(call: Call, delivery_id: UUID) -> HttpResponse:
    """P63: a packet could not enter. Twice is harmless: the first refusal stands."""
    fields = _fields(call, "code", "at", "digest", "refusal")
    statement = jws.read_turned_away(fields["refusal"], caller=call.caller)
    beside = (fields["code"], fields["digest"], _instant(fields["at"]))
    if beside != (statement.code, statement.digest, statement.turned_away_at):
        raise actions.ReceiptMismatch(param="refusal")
    heard = actions.hear_refusal(
        by=call.actor, at=call.at, delivery=_delivery(delivery_id), statement=statement
    )
    return JsonResponse(
        {"delivery_id": str(delivery_id), "state": TURNED_AWAY, "code": heard.code, "refusal": heard.text}
    )


def _fields(call: Call, *names: str) -> dict[str, str]:
    """The named texts of the JSON body; others are ignored (P6). Raises BodyUnreadable."""
    try:
        said = json.loads(body.read_small(call))
        fields = {name: said[name] for name in names}
    except (ValueError, KeyError, TypeError, RecursionError):
        raise errors.BodyUnreadable from None
    if not all(isinstance(value, str) for value in fields.values()):
        raise errors.BodyUnreadable
    return fields


def _instant(text: str) -> datetime:
    try:
        return jws.instant(text)
    except ValueError:
        raise errors.BodyUnreadable from None


def _delivery(delivery_id: UUID) -> Delivery:
    delivery = queries.find_delivery(delivery_id)
    if delivery is None:
        raise errors.PacketUnknown
    return delivery
