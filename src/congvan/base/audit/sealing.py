"""Seal audit events in batches (as X-Road time-stamps its log): no act waits for the head of a chain."""

import hashlib
import json
from dataclasses import dataclass

from django.db import connection, transaction

from congvan.base.audit.models import AuditEvent, AuditSeal, SealedEvent

BATCH_EVENTS_MAX = 10_000
FIRST_PREVIOUS = "0" * 64
_SEALER_LOCK = 0x5EA1


def seal_batch() -> int:
    """Seal what is not sealed yet, at most one batch. Returns how many events it sealed.

    An event whose transaction commits late simply falls into a later batch, hence no order is lost.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SEALER_LOCK])
        events = list(AuditEvent.objects.filter(sealedevent=None).order_by("id")[:BATCH_EVENTS_MAX])
        if not events:
            return 0
        last = AuditSeal.objects.order_by("-number").first()
        previous = last.digest if last else FIRST_PREVIOUS
        seal = AuditSeal.objects.create(
            number=last.number + 1 if last else 1,
            previous=previous,
            digest=chain(previous, events),
            events=len(events),
        )
        SealedEvent.objects.bulk_create([SealedEvent(event=event, seal=seal) for event in events])
        return len(events)


@dataclass(frozen=True)
class AuditVerdict:
    """What a walk over all seals found. `fault` names the first thing that is wrong, in Vietnamese."""

    seals: int
    sealed_events: int
    open_events: int
    fault: str | None = None


def verify_seals() -> AuditVerdict:
    """Walk the seals from the first and recompute every hash."""
    previous, sealed = FIRST_PREVIOUS, 0
    open_events = AuditEvent.objects.filter(sealedevent=None).count()
    seals = AuditSeal.objects.order_by("number")
    for expected, seal in enumerate(seals.iterator(), start=1):
        events = list(AuditEvent.objects.filter(sealedevent__seal=seal).order_by("id"))
        fault = _fault(seal, events, expected=expected, previous=previous)
        if fault:
            return AuditVerdict(expected - 1, sealed, open_events, fault)
        previous, sealed = seal.digest, sealed + len(events)
    return AuditVerdict(seals.count(), sealed, open_events)


def chain(previous: str, events: list[AuditEvent]) -> str:
    """SHA-256 over the previous seal and the canonical form of each event, in order of id."""
    digest = hashlib.sha256(previous.encode())
    for event in events:
        digest.update(hashlib.sha256(_canonical(event)).digest())
    return digest.hexdigest()


def _fault(seal: AuditSeal, events: list[AuditEvent], *, expected: int, previous: str) -> str | None:
    if seal.number != expected:
        return f"Thiếu niêm phong số {expected}."
    if seal.previous != previous:
        return f"Niêm phong số {seal.number} không nối với niêm phong trước."
    if len(events) != seal.events:
        return f"Niêm phong số {seal.number} ghi {seal.events} sự kiện nhưng còn {len(events)}."
    if chain(previous, events) != seal.digest:
        return f"Sự kiện trong niêm phong số {seal.number} đã bị sửa."
    return None


def _canonical(event: AuditEvent) -> bytes:
    row = [
        event.id, event.act, event.outcome, event.reason, event.scope_id, event.user_id, event.seat_id,
        event.actor_name, event.subject_kind, event.subject_id, event.at.timestamp(),
        event.recorded_at.timestamp(), event.request_id,
        json.dumps(event.kept, sort_keys=True, ensure_ascii=False),
    ]  # fmt: skip
    return json.dumps([None if value is None else str(value) for value in row]).encode()
