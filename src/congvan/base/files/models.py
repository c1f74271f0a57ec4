"""Rows for stored bytes. The bytes lie in the stores before the row exists."""

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
