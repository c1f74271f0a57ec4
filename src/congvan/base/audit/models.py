"""The audit tables. Nobody writes them but acting(); a trigger refuses UPDATE, DELETE and TRUNCATE."""

from django.db import models
from django.db.models.functions import Now

from congvan.base.ids import new_id


class AuditEvent(models.Model):
    """One act done, refused, denied, stale or failed. `at` is legal time, `recorded_at` the system's."""

    id = models.UUIDField(primary_key=True, default=new_id)
    act = models.CharField(max_length=80)
    outcome = models.CharField(max_length=10)
    reason = models.CharField(max_length=1000, blank=True)
    scope_id = models.UUIDField(null=True)
    user_id = models.UUIDField(null=True)
    seat_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200)
    subject_kind = models.CharField(max_length=80)
    subject_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    request_id = models.CharField(max_length=64, blank=True)
    kept = models.JSONField(default=dict)

    class Meta:
        app_label = "base"
        indexes = [
            models.Index(fields=["subject_id", "id"], name="audit_by_subject"),
            models.Index(fields=["scope_id", "id"], name="audit_by_scope"),
        ]
        constraints = [
            models.CheckConstraint(
                name="audit_outcome_known",
                condition=models.Q(outcome__in=["done", "refused", "denied", "stale", "failed"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.outcome}"


class AuditSeal(models.Model):
    """The hash over one batch of events and over the seal before it."""

    number = models.BigIntegerField(primary_key=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    events = models.IntegerField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        app_label = "base"

    def __str__(self) -> str:
        return f"{self.number} {self.digest[:12]}"


class SealedEvent(models.Model):
    """Which seal holds an event. An event is sealed once."""

    event = models.OneToOneField(AuditEvent, on_delete=models.PROTECT, primary_key=True)
    seal = models.ForeignKey(AuditSeal, on_delete=models.PROTECT)

    class Meta:
        app_label = "base"

    def __str__(self) -> str:
        return f"{self.event_id} in {self.seal_id}"
