"""Tables of the base: idempotency keys, audit, stored files."""

from django.db import models

from congvan.base.attempts import FailedAttempt
from congvan.base.audit.models import AuditEvent, AuditSeal, SealedEvent
from congvan.base.files.models import BytesGone, Erasure, StoredCopy, StoredFile

__all__ = [
    "ActKey",
    "AuditEvent",
    "AuditSeal",
    "BytesGone",
    "Erasure",
    "FailedAttempt",
    "SealedEvent",
    "StoredCopy",
    "StoredFile",
]


class ActKey(models.Model):
    """An idempotency key that an act has used, and the event that it led to."""

    owner = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    act = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, blank=True)
    event = models.ForeignKey(AuditEvent, on_delete=models.PROTECT, null=True)

    class Meta:
        app_label = "base"
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="one_act_per_key")]

    def __str__(self) -> str:
        return f"{self.owner}/{self.key}"
