"""Tables of the relay: packets, their deliveries, the receipts, and each member's counter of deliveries."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Q

from congvan.base.actor import Actor
from congvan.base.acts import Atom
from congvan.base.files.models import StoredFile
from congvan.base.files.store import Kept
from congvan.base.ids import new_id
from congvan.base.policy import Facts
from congvan.hub.acts.relay import DELIVERED, REFUSED, TURNED_AWAY, WAITING
from congvan.hub.acts.roles import TAKES
from congvan.hub.members.models import HubAgency, Member

DOCUMENT_ID_CHARS_MAX = 500
AGENCY_CODE_CHARS_MAX = 200
REFUSAL_CHARS_MAX = 40
STATE_CHARS_MAX = 12
LEVEL_CHARS_MAX = 12

DOCUMENT = "document"
STATUS = "status"
HUB_STORED = "L1"
IN_QUEUE = "L2"
NOT_ENTERED = "TURNED_AWAY"


@dataclass(frozen=True)
class Route:
    """What the hub reads of a packet. `operation` is None in a status; `recipients` as written, each once."""

    kind: str
    from_code: str
    document_id: str
    operation: int | None
    recipients: tuple[str, ...]


@dataclass(frozen=True)
class Parcel:
    """A packet to be accepted; its bytes already lie in the first store."""

    packet_id: UUID
    kept: Kept
    route: Route


class PacketRow(models.Model):
    """One packet as received. Its bytes are a stored file; the row never changes.

    `id` is the sender's Packet-Id, or made from the digest. `twin_of` is the first packet with the same
    sender, document id and operation: a flag, not a hindrance.
    """

    id = models.UUIDField(primary_key=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT)
    member = models.ForeignKey(Member, on_delete=models.PROTECT)
    sender = models.ForeignKey(HubAgency, on_delete=models.PROTECT)
    from_code = models.CharField(max_length=AGENCY_CODE_CHARS_MAX)
    kind = models.CharField(max_length=10)
    document_id = models.CharField(max_length=DOCUMENT_ID_CHARS_MAX)
    operation = models.PositiveSmallIntegerField(null=True)
    received_at = models.DateTimeField()
    twin_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True)

    class Meta:
        indexes = [
            models.Index(fields=["from_code", "document_id", "operation"], name="packet_twins"),
            models.Index(fields=["received_at", "id"], name="packet_by_time"),
            models.Index(fields=["member", "received_at"], name="packet_by_member_and_time"),
        ]
        constraints = [
            models.CheckConstraint(
                name="packet_kind_has_operation",
                condition=Q(kind=DOCUMENT, operation__isnull=False) | Q(kind=STATUS, operation=None),
            ),
            models.CheckConstraint(name="packet_not_its_own_twin", condition=~Q(twin_of=models.F("id"))),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Inbox(models.Model):
    """The counter of a member's deliveries. Its row lock, held to the commit, keeps them in order."""

    member = models.OneToOneField(Member, on_delete=models.PROTECT, primary_key=True)
    last_sequence = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.member_id}: {self.last_sequence}"

    def take(self, count: int) -> int:
        """Take `count` numbers; returns the first."""
        first = self.last_sequence + 1
        self.last_sequence += count
        self.save(update_fields=["last_sequence"])
        return first


class Delivery(models.Model):
    """One receiver of one packet: waiting, delivered, turned away by its member, or refused by the hub.

    `delivered_at` and `turned_away_at` are what the receiving system states, `confirmed_at` when the hub
    heard it. `refusal` is the code of whoever refused: the hub at once, or the receiving system later.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    packet = models.ForeignKey(PacketRow, on_delete=models.PROTECT)
    agency_code = models.CharField(max_length=AGENCY_CODE_CHARS_MAX)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True)
    sequence = models.BigIntegerField(null=True)
    state = models.CharField(max_length=STATE_CHARS_MAX)
    refusal = models.CharField(max_length=REFUSAL_CHARS_MAX, blank=True)
    available_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    turned_away_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "id"], name="delivery_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["packet", "agency_code"], name="one_delivery_per_receiver"),
            models.UniqueConstraint(fields=["member", "sequence"], name="delivery_sequence"),
            models.CheckConstraint(
                name="delivery_state_known",
                condition=Q(state__in=[WAITING, DELIVERED, REFUSED, TURNED_AWAY]),
            ),
            models.CheckConstraint(
                name="delivery_refused_goes_nowhere",
                condition=(
                    Q(state=REFUSED, member=None, sequence=None, available_at=None) & ~Q(refusal="")
                    | ~Q(state=REFUSED)
                    & Q(member__isnull=False, sequence__isnull=False, available_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="delivery_refusal_has_its_state",
                condition=Q(state__in=[REFUSED, TURNED_AWAY]) | Q(refusal=""),
            ),
            models.CheckConstraint(
                name="delivery_waiting_unconfirmed",
                condition=Q(state__in=[DELIVERED, TURNED_AWAY]) | Q(confirmed_at=None),
            ),
            models.CheckConstraint(
                name="delivery_moments_have_their_states",
                condition=(Q(state=DELIVERED) | Q(delivered_at=None))
                & (Q(state=TURNED_AWAY) | Q(turned_away_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.packet_id} → {self.agency_code}"

    def facts_for(self, actor: Actor) -> Facts:
        """Only the member that takes a delivery sees it as a thing to act on."""
        takes = self.member_id is not None and actor.scope_id == self.member_id
        held: set[Atom] = {TAKES} if takes else set()
        return Facts(holds=frozenset(actor.roles | held), visible=takes)

    def note(self, *, delivered_at: datetime, confirmed_at: datetime) -> None:
        """Keep when it was delivered and when the hub heard of it."""
        self.delivered_at, self.confirmed_at = delivered_at, confirmed_at
        self.save(update_fields=["delivered_at", "confirmed_at"])

    def note_refusal(self, *, code: str, turned_away_at: datetime, confirmed_at: datetime) -> None:
        """Keep why and when it was turned away and when the hub heard of it."""
        self.refusal, self.turned_away_at, self.confirmed_at = code, turned_away_at, confirmed_at
        self.save(update_fields=["refusal", "turned_away_at", "confirmed_at"])


class Receipt(models.Model):
    """What somebody stated and signed: the hub about a packet (L1), or a receiving system about a delivery.

    A receiving system states one thing for ever: that it lies in the queue (L2), or that it was turned away.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    packet = models.ForeignKey(PacketRow, on_delete=models.PROTECT)
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, null=True)
    level = models.CharField(max_length=LEVEL_CHARS_MAX)
    signed_by = models.CharField(max_length=50)
    text = models.TextField()
    stated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["packet"], condition=Q(level=HUB_STORED), name="one_hub_receipt_per_packet"
            ),
            models.UniqueConstraint(fields=["delivery"], name="one_receipt_per_delivery"),
            models.CheckConstraint(
                name="receipt_level_has_its_subject",
                condition=(
                    Q(level=HUB_STORED, delivery=None)
                    | Q(level__in=[IN_QUEUE, NOT_ENTERED], delivery__isnull=False)
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.packet_id}"
