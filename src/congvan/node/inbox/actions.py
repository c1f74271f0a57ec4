"""Verbs of the receiving side: how far it has read, what it turned away (QD11/D3.K4, D2.K2)."""

from datetime import datetime

from congvan.base.acting import acting
from congvan.base.actor import Actor
from congvan.node.acts import exchange as acts
from congvan.node.inbox.models import HubCursor


def advance(*, by: Actor, at: datetime, on: HubCursor, cursor: str) -> None:
    """Move on, after everything before the cursor is safe here. Law: QD11/D3.K4."""
    with acting(by, acts.ADVANCE, on=on, at=at) as deed:
        HubCursor.objects.filter(pk=on.pk).update(cursor=cursor)
        deed.keep(cursor=cursor)


def turn_away(
    *, by: Actor, at: datetime, on: HubCursor, packet_id: str, digest: str, size: int, code: str, sender: str
) -> None:
    """Audit a packet that may not enter, without its content. Not a Rejection. Law: QD11/D2.K2."""
    with acting(by, acts.TURN_AWAY, on=on, at=at) as deed:
        deed.keep(packet_id=packet_id, digest=digest, size=size, code=code, sender=sender)
