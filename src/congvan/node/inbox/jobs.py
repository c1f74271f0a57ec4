"""Pulling: what waits at the hub comes into the queues of our agencies, at least once, effectively once."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from congvan.base import clock
from congvan.node.agencies.models import Agency
from congvan.node.agencies.people import system
from congvan.node.agencies.queries import agency_by_code
from congvan.node.documents.queries import sent_as
from congvan.node.inbox import actions, lifting
from congvan.node.inbox.models import HubCursor
from congvan.node.incoming import actions as incoming
from congvan.node.incoming.queries import delivered_at
from congvan.node.outbox import actions as outbox
from congvan.node.outbox.hub_client import Delivery, HubClient, HubRefused, HubUnreachable
from congvan.node.outbox.queries import heard_at
from congvan.packet.errors import PacketError
from congvan.packet.model import StatusPacket

BATCH = 50
CONFLICT, GONE = 409, 410
log = logging.getLogger("congvan.inbox")


def pull(client: HubClient, cursor: HubCursor) -> int:
    """Take one page of changes; returns how many deliveries were made safe.

    Nothing is confirmed before it is committed here, and the cursor moves last: a crash anywhere repeats
    the page, and repeating changes nothing. A packet that fails stops no other; the cursor waits for it.
    """
    cursor.refresh_from_db()
    page = client.changes(since=cursor.cursor, limit=BATCH)
    faults = [fault for delivery in page.deliveries if (fault := _try(client, delivery, cursor))]
    if faults:
        raise faults[0]
    if page.cursor != cursor.cursor:
        actions.advance(by=system(), at=clock.now(), on=cursor, cursor=page.cursor)
    return len(page.deliveries)


def _try(client: HubClient, delivery: Delivery, cursor: HubCursor) -> Exception | None:
    try:
        _take_in(client, delivery, cursor)
    except HubUnreachable:
        raise
    except HubRefused as refusal:
        if refusal.status != GONE:
            return refusal
        log.warning("packet %s was erased at the hub: %s", delivery.packet_id, refusal.code)
    except Exception as fault:
        log.exception("delivery %s could not be taken in", delivery.delivery_id)
        return fault
    return None


def _take_in(client: HubClient, delivery: Delivery, cursor: HubCursor) -> None:
    """Bring one packet to where it belongs, then say so; what may not enter is turned away instead."""
    agency = agency_by_code(delivery.agency)
    assert agency is not None, f"the hub delivers {delivery.agency} to this node by the directory"
    at = clock.now()
    if _taken_in_at(agency, delivery) is None:
        with TemporaryDirectory() as name:
            refusal = _lift(client, delivery, cursor, agency=agency, folder=Path(name), at=at)
        if refusal:
            with stated_before(delivery):
                client.turn_away(delivery, code=refusal, at=at)
            return
    with stated_before(delivery):
        client.confirm(delivery, delivered_at=_taken_in_at(agency, delivery) or at)


def _taken_in_at(agency: Agency, delivery: Delivery) -> datetime | None:
    """When a packet, document or status, was made safe here; None before that."""
    packet_id = delivery.packet_id
    return delivered_at(agency, packet_id) or heard_at(agency, packet_id)


@contextmanager
def stated_before(delivery: Delivery) -> Iterator[None]:
    """What the hub heard first stands: after a restore of this node's database the other word gets 409."""
    try:
        yield
    except HubRefused as refusal:
        if refusal.status != CONFLICT:
            raise
        log.warning("delivery %s was stated otherwise before: %s", delivery.delivery_id, refusal.code)


def _lift(
    client: HubClient, delivery: Delivery, cursor: HubCursor, *, agency: Agency, folder: Path, at: datetime
) -> str | None:
    raw = folder / "packet.edxml"
    with raw.open("wb") as sink:
        digest = client.fetch(delivery.packet_id, into=sink)
    try:
        bundle = lifting.unpack(raw, folder)
    except (PacketError, lifting.Secret) as error:
        code = error.code if isinstance(error, PacketError) else "secret"
        actions.turn_away(
            by=system(agency), at=at, on=cursor, packet_id=delivery.packet_id, digest=digest,
            size=raw.stat().st_size, code=code, sender="",
        )  # fmt: skip
        return code
    if isinstance(bundle.packet, StatusPacket):
        _record(bundle.packet, agency=agency, delivery=delivery, at=at)
        return None
    arrival = lifting.lift(bundle, agency=agency, packet_id=delivery.packet_id, raw=raw, digest=digest, at=at)
    incoming.arrive(by=system(agency), at=at, agency=agency, arrival=arrival)
    return None


def _record(status: StatusPacket, *, agency: Agency, delivery: Delivery, at: datetime) -> None:
    document = sent_as(agency, exchange_id=status.response_for.document_id)
    if document is None:
        log.warning("status %s about a document that %s never sent", delivery.packet_id, delivery.agency)
        return
    outbox.record_status(
        by=system(agency), at=at, agency=agency, document=document, status=status,
        packet_id=UUID(delivery.packet_id),
    )  # fmt: skip
