"""What leaves for the hub and what comes back about it. The hub's directory, as last seen."""

from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models import Q

from congvan.base.actor import Actor
from congvan.base.files.models import StoredFile
from congvan.base.policy import Facts
from congvan.node.acts.states import TransmissionState
from congvan.node.agencies.models import AgencyOwned, facts_within, scoped_fk


class PacketKind(StrEnum):
    DOCUMENT = "văn bản"
    STATUS = "trạng thái"


class DirectoryEntry(models.Model):
    """An agency that takes part in the exchange, by its code."""

    code = models.CharField(max_length=50, primary_key=True)
    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=1000, db_collation="C")
    open = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "directory entries"

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Transmission(AgencyOwned):
    """One packet on its way. `not_before` is legal time; claims and retries are on real time."""

    document = scoped_fk("documents.Document", related_name="transmissions")
    kind = models.CharField(max_length=10)
    packet_id = models.UUIDField(unique=True)
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    status_code = models.CharField(max_length=10, blank=True)
    priority = models.SmallIntegerField(default=0)
    not_before = models.DateTimeField()
    state = models.CharField(max_length=20, default=TransmissionState.QUEUED)
    attempts = models.IntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)
    receipt = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["-priority", "id"],
                condition=Q(state=TransmissionState.QUEUED.value),
                name="queue_to_the_hub",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "status_code"], condition=~Q(status_code=""), name="each_status_told_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.packet_id}"

    @property
    def digest(self) -> str:
        """SHA-256 of the packet's bytes: its name in the stores."""
        return self.stored_id

    def facts_for(self, actor: Actor) -> Facts:
        return facts_within(actor, self.agency_id, visible=self.document.facts_for(actor).visible)


class Recipient(AgencyOwned):
    """One agency that a document packet goes to, and what the hub said about it."""

    transmission = scoped_fk("outbox.Transmission", related_name="recipients")
    code = models.CharField(max_length=50)
    name = models.CharField(max_length=200)
    accepted = models.BooleanField(null=True)
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["transmission", "code"], name="one_row_per_recipient")]

    def __str__(self) -> str:
        return self.code


class StatusRow(AgencyOwned):
    """Word from a recipient about a document that we sent (status 01–16)."""

    document = scoped_fk("documents.Document", related_name="statuses")
    recipient_code = models.CharField(max_length=50)
    code = models.TextField()
    description = models.CharField(max_length=2000, blank=True)
    reported_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    packet_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "packet_id"], name="one_row_per_status_packet")
        ]

    def __str__(self) -> str:
        return f"{self.recipient_code}: {self.code}"


def sendable() -> Any:
    """Transmissions that wait, the urgent ones first, in the order of their birth."""
    return Transmission.objects.filter(state=TransmissionState.QUEUED).order_by("-priority", "id")
