"""Failed sign-ins, counted for a while so that nobody can guess on. Real time: the database's own clock."""

from datetime import timedelta
from hashlib import sha256

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

WINDOW = timedelta(minutes=15)
KEPT = timedelta(days=1)
BY_LOGIN_MAX = 10
BY_ADDRESS_MAX = 100


class FailedAttempt(models.Model):
    """One failed sign-in. Of the name only a digest is kept: people type passwords into the wrong field."""

    login = models.CharField(max_length=64)
    address = models.GenericIPAddressField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        app_label = "base"
        indexes = [models.Index(fields=["at"], name="failed_attempts_by_time")]

    def __str__(self) -> str:
        return f"{self.address} {self.at}"


def too_many(*, login: str, address: str) -> bool:
    """Whether this name or this address has failed too often in the last quarter of an hour."""
    recent = FailedAttempt.objects.filter(at__gte=Now() - WINDOW)
    counts = recent.aggregate(
        login=models.Count("id", filter=Q(login=_digest(login))),
        address=models.Count("id", filter=Q(address=address)),
    )
    return bool(counts["login"] >= BY_LOGIN_MAX or counts["address"] >= BY_ADDRESS_MAX)


def note_failure(*, login: str, address: str) -> None:
    """Count a failure, and forget those of the day before."""
    FailedAttempt.objects.filter(at__lt=Now() - KEPT).delete()
    FailedAttempt.objects.create(login=_digest(login), address=address)


def forgive(*, login: str) -> None:
    """Forget the failures of a name that has signed in."""
    FailedAttempt.objects.filter(login=_digest(login)).delete()


def _digest(login: str) -> str:
    return sha256(login.strip().casefold().encode()).hexdigest()
