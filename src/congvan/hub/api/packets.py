"""Packets over HTTP: send one, ask about one, fetch its bytes."""

import base64
from http import HTTPStatus

from django.conf import settings
from django.http import FileResponse, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase

from congvan.base import clock
from congvan.base.errors import Denied
from congvan.base.files import vault
from congvan.base.files.tombstones import Erased
from congvan.hub.api import body, errors, forms, jws, parcels
from congvan.hub.api.endpoint import Call, endpoint
from congvan.hub.api.limits import CHUNK_BYTES, WHERE_CHARS_MAX
from congvan.hub.relay import actions, queries
from congvan.hub.relay.models import Parcel
from congvan.hub.relay.steps import SECRET
from congvan.packet.errors import PacketError

SECRET_CLAUSE = "QD11/D2.K2"  # noqa: S105 — a clause of law


@endpoint("POST")
def send(call: Call) -> HttpResponse:
    """P20: take a packet over. 201 for a new one, 200 with the same receipt for one accepted before."""
    parcel = _receive(call)
    received_at = clock.now()  # not before the last byte lies here, however slow the line was
    try:
        accepted = actions.accept(by=call.actor, at=received_at, parcel=parcel, sign=jws.sign)
    except Denied as denied:
        raise errors.SenderNotYours(denied.act, visible=True) from None
    status = HTTPStatus.CREATED if accepted.new else HTTPStatus.OK
    return JsonResponse(forms.acceptance(accepted), status=status)


@endpoint("GET")
def show(call: Call, packet_id: str) -> HttpResponse:
    """P30: what the hub knows of a packet."""
    known = queries.known_packet(member_id=call.caller.member_id, packet_id=parcels.parse_id(packet_id))
    if known is None:
        raise errors.PacketUnknown
    return JsonResponse(forms.known(known))


@endpoint("GET")
def content(call: Call, packet_id: str) -> HttpResponseBase:
    """P33, P91: the raw bytes, as received, for a member that takes a delivery of them; 410 once erased."""
    digest = queries.content_digest(member_id=call.caller.member_id, packet_id=parcels.parse_id(packet_id))
    if digest is None:
        raise errors.PacketUnknown
    try:
        stream = vault.open_bytes(digest)
    except Erased:
        raise errors.PacketErased from None
    response = FileResponse(stream, content_type="application/xml")
    response.block_size = CHUNK_BYTES
    response["ETag"] = f'"{digest}"'
    response["Repr-Digest"] = f"sha-256=:{base64.b64encode(bytes.fromhex(digest)).decode()}:"
    return response


def _receive(call: Call) -> Parcel:
    """The body as a parcel. A packet that cannot be read is turned away: recorded, its bytes discarded."""
    with body.received(call, bytes_max=settings.SITE.packet_bytes_max) as upload:
        packet_id = parcels.packet_id_of(call.request.headers.get("Packet-Id"), digest=upload.digest)
        try:
            return parcels.read_parcel(upload, packet_id=packet_id)
        except PacketError as error:
            refused = error
    where = refused.where[:WHERE_CHARS_MAX]
    actions.turn_away(
        by=call.actor, at=call.at, digest=upload.digest, size=upload.size, code=refused.code, where=where
    )
    clause = SECRET_CLAUSE if refused.code == SECRET else ""
    raise errors.PacketRefused(code=refused.code, message=refused.message, where=where, clause=clause)
