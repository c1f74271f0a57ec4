"""The two stores together: put in the first, confirm in both, erase by an act, sweep what no row vouches for.

Law: QD11/D8.K5.
"""

import io
from functools import cache
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction

from congvan.base.acting import Deed
from congvan.base.files.models import BytesGone, Erasure, StoredCopy, StoredFile
from congvan.base.files.store import Kept, Store
from congvan.base.files.tombstones import Erased, ErasedBefore, hold_alone, is_erased, rely_on

ORPHAN_SECONDS = 3600
ERASE_BATCH = 100


@cache
def stores() -> tuple[Store, ...]:
    """The stores of this site, the first being where bytes arrive."""
    found = tuple(Store(name, Path(root)) for name, root in settings.FILE_STORES.items())
    for store in found:
        store.stamp()
    return found


def put(data: bytes) -> Kept:
    """Keep bytes in the first store. The row comes later, by `vouch`, inside the act that needs them."""
    return stores()[0].put(io.BytesIO(data))


def vouch(kept: Kept, *, media_type: str) -> StoredFile:
    """The row for bytes that already lie in the first store. Call it inside an act.

    Raises ErasedBefore for bytes that an act erased; they leave the stores again at once.
    """
    rely_on(kept.digest)
    if is_erased(kept.digest):
        _remove(kept.digest)
        raise ErasedBefore
    assert stores()[0].has(kept.digest), "bytes are kept before their row"
    row, _ = StoredFile.objects.get_or_create(
        digest=kept.digest, defaults={"size": kept.size, "media_type": media_type}
    )
    return row


def read(digest: str) -> bytes:
    """All bytes of a file, from the first store that has it. Raises Erased, FileNotFoundError."""
    with open_bytes(digest) as stream:
        return stream.read()


def open_bytes(digest: str) -> BinaryIO:
    """A file as a stream, which goes on to its end whatever happens. Raises Erased, FileNotFoundError."""
    try:
        return locate(digest).open("rb")
    except FileNotFoundError:
        _refuse_erased(digest)  # perhaps since `locate` looked
        raise


def locate(digest: str) -> Path:
    """Where the bytes lie, for streaming them out. Raises Erased, FileNotFoundError."""
    _refuse_erased(digest)
    for store in stores():
        if store.has(digest):
            return store.path(digest)
    raise FileNotFoundError(digest)


def confirm(file: StoredFile) -> int:
    """Bring a file into every store and read it back there. Returns how many stores hold it for certain.

    Raises Erased.
    """
    with transaction.atomic():  # only for the lock: a copy must not be made behind an eraser's back
        rely_on(file.digest)
        _refuse_erased(file.digest)
        for store in stores():
            if not store.has(file.digest):
                source = next(other for other in stores() if other.has(file.digest))
                with source.open(file.digest) as stream:
                    store.put(stream)
            store.verify(file.digest)
            StoredCopy.objects.get_or_create(file=file, store=store.name)
    return len(stores())


def erase(deed: Deed, file: StoredFile, *, because: str) -> bool:
    """Write a file's tombstone: once the act commits nobody reads it, and `erase_due` deletes the bytes.

    `because` is a code of at most 40 characters. False where there is a tombstone already: the first stands.
    """
    hold_alone(file.digest)
    if is_erased(file.digest):
        return False
    Erasure.objects.create(
        file=file,
        because=because,
        act=deed.act.code,
        subject_id=deed.on.pk if isinstance(deed.on.pk, UUID) else None,
        scope_id=deed.by.scope_id,
        user_id=deed.by.user_id,
        seat_id=deed.by.seat_id,
        actor_name=deed.by.name,
        at=deed.at,
    )
    return True


def erase_due() -> int:
    """Delete the bytes of committed tombstones from every store; returns how many files it finished.

    A death on the way leaves the tombstone without its BytesGone, and the next call does all of it again.
    """
    due = list(Erasure.objects.filter(bytesgone=None).order_by("recorded_at")[:ERASE_BATCH])
    for erasure in due:
        with transaction.atomic():
            hold_alone(erasure.file_id)
            _remove(erasure.file_id)
            StoredCopy.objects.filter(file_id=erasure.file_id).delete()
            BytesGone.objects.get_or_create(erasure=erasure)
    return len(due)


def sweep_orphans(*, older_than_seconds: float = ORPHAN_SECONDS) -> int:
    """Delete bytes that no row vouches for: what a crash left between `put` and the act.

    A row with a tombstone vouches no more.
    """
    swept = 0
    for store in stores():
        found = list(store.digests(older_than_seconds=older_than_seconds))
        orphans = set(found) - _vouched(found)
        swept += sum(_sweep(store, digest, older_than_seconds) for digest in sorted(orphans))
    return swept


def _vouched(digests: list[str]) -> set[str]:
    rows = StoredFile.objects.filter(digest__in=digests, erasure=None)
    return set(rows.values_list("digest", flat=True))


def _sweep(store: Store, digest: str, older_than_seconds: float) -> bool:
    """Delete one orphan, unless an act has put or vouched for the same bytes since it was listed."""
    with transaction.atomic():
        hold_alone(digest)
        if _vouched([digest]) or not store.is_untouched(digest, seconds=older_than_seconds):
            return False
        store.remove(digest)
        return True


def _refuse_erased(digest: str) -> None:
    if is_erased(digest):
        raise Erased


def _remove(digest: str) -> None:
    for store in stores():
        store.remove(digest)
