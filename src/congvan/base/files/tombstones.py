"""What is left of erased files, and the lock that keeps erasing and vouching apart.

A digest's lock is shared by whoever relies on the bytes and held alone by whoever erases them, each to the
end of its transaction: no row can come to rest on bytes whose tombstone is being written.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from congvan.base.errors import Refusal
from congvan.base.files.models import Erasure


class Erased(Refusal):
    """Nội dung tập tin này đã được xóa, chỉ còn mã băm. Hãy xem nhật ký để biết ai xóa và vì sao."""

    code = "files.erased"
    law = "house/erasure"


class ErasedBefore(Refusal):
    """Tập tin này đã bị xóa khỏi hệ thống nên không được đưa vào lại. Hãy xem nhật ký để biết vì sao."""

    code = "files.erased_before"
    law = "house/erasure"


@dataclass(frozen=True)
class Tombstone:
    """Why and when (legal time) the bytes were erased."""

    because: str
    at: datetime


def tombstones(digests: Iterable[str]) -> dict[str, Tombstone]:
    """The tombstones among these files, by digest."""
    rows = Erasure.objects.filter(file_id__in=set(digests)).values_list("file_id", "because", "at")
    return {digest: Tombstone(because, at) for digest, because, at in rows}


def is_erased(digest: str) -> bool:
    """Whether an act has erased these bytes, gone from the stores or not."""
    return Erasure.objects.filter(pk=digest).exists()


def rely_on(digest: str) -> None:
    """Hold off erasing these bytes until the transaction ends. Whether it happened before: ask after this."""
    _lock("pg_advisory_xact_lock_shared", digest)


def hold_alone(digest: str) -> None:
    """Wait for all who rely on these bytes; keep others off until the transaction ends."""
    _lock("pg_advisory_xact_lock", digest)


def _lock(function: str, digest: str) -> None:
    assert connection.in_atomic_block, "the lock lasts as long as a transaction"
    key = int.from_bytes(bytes.fromhex(digest)[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [key])
