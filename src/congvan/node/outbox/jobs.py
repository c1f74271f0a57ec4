"""Sending: claim what is due, call the hub outside any transaction, record what it said."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from congvan.base import clock
from congvan.base.files import vault
from congvan.node.acts.states import TransmissionState
from congvan.node.agencies.people import system
from congvan.node.agencies.queries import installation
from congvan.node.outbox import actions
from congvan.node.outbox.hub_client import HubClient, HubRefused, HubUnreachable
from congvan.node.outbox.models import Transmission, sendable

BATCH = 20
CLAIM = timedelta(seconds=60)
BACKOFF_SECONDS_MAX = 3600


def send_due(client: HubClient, *, in_hand: set[UUID] | None = None) -> int:
    """Send one batch of packets that are due; returns how many were settled.

    A worker that dies between the hub's answer and our record sends again: the hub answers the same.
    `in_hand` is the worker's memory between two calls: what it held when the database failed is free again
    at the next call, and does not wait for its claim to run out.
    """
    held = set() if in_hand is None else in_hand
    if held:
        _queued().filter(pk__in=held).update(claimed_until=None)
        held.clear()
    settled = 0
    for item in _claim(held):
        settled += _send(client, item)
        held.discard(item.pk)
    return settled


def release_claims() -> None:
    """At start: whatever a dead worker had claimed is free again (one worker per node)."""
    _queued().update(claimed_until=None)


def synchronise(client: HubClient) -> int:
    """Fetch the hub's directory; 0, so that the job keeps its pace."""
    agencies = list(client.directory())
    actions.synchronise_directory(by=system(), at=clock.now(), installation=installation(), agencies=agencies)
    return 0


def _queued() -> QuerySet[Transmission]:
    return Transmission.objects.filter(state=TransmissionState.QUEUED)


def _claim(held: set[UUID]) -> list[Transmission]:
    """Take a batch; `held` knows it before the commit, whose answer can get lost."""
    free = Q(claimed_until=None) | Q(claimed_until__lt=Now())
    with transaction.atomic():
        rows = sendable().filter(free, not_before__lte=clock.now())
        batch = list(rows.select_for_update(skip_locked=True)[:BATCH])
        held.update(row.pk for row in batch)
        Transmission.objects.filter(pk__in=held).update(
            claimed_until=Now() + CLAIM, attempts=F("attempts") + 1
        )
    return batch


def _send(client: HubClient, item: Transmission) -> int:
    by = system(item.agency)
    path = vault.locate(item.digest)
    try:
        answer = client.post_packet(packet_id=item.packet_id, path=path, digest=item.digest)
    except HubUnreachable as error:
        pause = timedelta(seconds=min(2**item.attempts, BACKOFF_SECONDS_MAX))
        rows = Transmission.objects.filter(pk=item.pk)
        rows.update(claimed_until=Now() + pause, last_error=str(error)[:500])
        return 0
    except HubRefused as error:
        actions.mark_dead(by=by, at=clock.now(), transmission=item, cause=f"{error.code}: {error.message}")
        return 1
    actions.mark_sent(by=by, at=clock.now(), transmission=item, answer=answer)
    return 1
