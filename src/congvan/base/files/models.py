"""Rows for stored bytes. The bytes lie in the stores before the row exists, and leave after its tombstone."""

from django.db import models
from django.db.models.functions import Now


class StoredFile(models.Model):
    """Bytes that the system vouches for, by digest."""

    digest = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        app_label = "base"
        constraints = [
            models.CheckConstraint(
                name="digest_is_sha256", condition=models.Q(digest__regex="^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self) -> str:
        return self.digest


class StoredCopy(models.Model):
    """One store that holds the bytes, fsynced and read back with the right hash."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT)
    store = models.CharField(max_length=40)
    confirmed_at = models.DateTimeField(db_default=Now())

    class Meta:
        app_label = "base"
        constraints = [models.UniqueConstraint(fields=["file", "store"], name="one_copy_per_store")]

    def __str__(self) -> str:
        return f"{self.file_id} in {self.store}"


class Erasure(models.Model):
    """The tombstone of a file: an act erased its bytes. Digest, size and media type stay. Append-only.

    `because` is a short code for programs; act, subject and actor repeat what the act's audit row says, so
    that a tombstone speaks for itself. From its commit on nobody reads the bytes, gone or not.
    """

    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, primary_key=True)
    because = models.CharField(max_length=40)
    act = models.CharField(max_length=80)
    subject_id = models.UUIDField(null=True)
    scope_id = models.UUIDField(null=True)
    user_id = models.UUIDField(null=True)
    seat_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        app_label = "base"
        constraints = [
            models.CheckConstraint(name="erasure_says_why", condition=~models.Q(because="")),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} erased: {self.because}"


class BytesGone(models.Model):
    """That the bytes of an erased file have left every store. Append-only."""

    erasure = models.OneToOneField(Erasure, on_delete=models.PROTECT, primary_key=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        app_label = "base"

    def __str__(self) -> str:
        return f"{self.erasure_id} gone"
