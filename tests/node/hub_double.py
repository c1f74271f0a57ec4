"""A hub in memory, with the calls of HubClient that the inbox and the outbox make."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from congvan.base.ids import new_id
from congvan.node.inbox.jobs import pull
from congvan.node.outbox.hub_client import Changes, Delivery, HubRefused, HubUnreachable
from tests.node.scenes_exchange import cursor


@dataclass
class HubDouble:
    """Keeps packets and what the node said of them. `unreachable` and `refuses` are its moods."""

    deliveries: list[Delivery] = field(default_factory=list)
    packets: dict[str, bytes] = field(default_factory=dict)
    confirmed: dict[UUID, datetime] = field(default_factory=dict)
    turned_away: dict[UUID, str] = field(default_factory=dict)
    posted: list[UUID] = field(default_factory=list)
    unreachable: bool = False
    refuses: str = ""

    def deliver(self, packet: bytes, *, to: str) -> Delivery:
        """Let a packet wait for an agency."""
        packet_id, digest = str(new_id()), hashlib.sha256(packet).hexdigest()
        self.packets[packet_id] = packet
        self.deliveries.append(Delivery(delivery_id=new_id(), packet_id=packet_id, agency=to, digest=digest))
        return self.deliveries[-1]

    def pulled_by_node(self) -> int:
        """The node takes what waits."""
        return pull(self, cursor())  # type: ignore[arg-type]

    def changes(self, *, since: str, limit: int) -> Changes:
        rows = self.deliveries[int(since) : int(since) + limit]
        here = int(since) + len(rows)
        return Changes(cursor=str(here), has_more=here < len(self.deliveries), deliveries=tuple(rows))

    def fetch(self, packet_id: str, *, into: BinaryIO) -> str:
        into.write(self.packets[packet_id])
        return hashlib.sha256(self.packets[packet_id]).hexdigest()

    def confirm(self, delivery: Delivery, *, delivered_at: datetime) -> None:
        self.confirmed[delivery.delivery_id] = delivered_at

    def turn_away(self, delivery: Delivery, *, code: str, at: datetime) -> None:
        self.turned_away[delivery.delivery_id] = code

    def post_packet(self, *, packet_id: UUID, path: Path, digest: str) -> dict[str, Any]:
        if self.unreachable:
            raise HubUnreachable("HTTP 503")
        if self.refuses:
            raise HubRefused(422, self.refuses, "Trục không nhận gói tin này.")
        assert hashlib.sha256(path.read_bytes()).hexdigest() == digest
        self.posted.append(packet_id)
        return {"receipt": "tiêu đề.nội dung.chữ ký", "recipients": []}
