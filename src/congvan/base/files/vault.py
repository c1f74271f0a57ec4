"""The two stores together: put in the first, confirm in both, sweep what no row vouches for (QD11/D8.K5)."""

import io
from functools import cache
from pathlib import Path

from django.conf import settings

from congvan.base.files.models import StoredCopy, StoredFile
from congvan.base.files.store import Kept, Store

ORPHAN_SECONDS = 3600


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
    """The row for bytes that already lie in the first store. Call it inside an act."""
    assert stores()[0].has(kept.digest), "bytes are kept before their row"
    row, _ = StoredFile.objects.get_or_create(
        digest=kept.digest, defaults={"size": kept.size, "media_type": media_type}
    )
    return row


def read(digest: str) -> bytes:
    """All bytes of a file, from the first store that has it."""
    for store in stores():
        if store.has(digest):
            return store.path(digest).read_bytes()
    raise FileNotFoundError(digest)


def confirm(file: StoredFile) -> int:
    """Bring a file into every store and read it back there. Returns how many stores hold it for certain."""
    for store in stores():
        if not store.has(file.digest):
            source = next(other for other in stores() if other.has(file.digest))
            with source.open(file.digest) as stream:
                store.put(stream)
        store.verify(file.digest)
        StoredCopy.objects.get_or_create(file=file, store=store.name)
    return len(stores())


def sweep_orphans(*, older_than_seconds: float = ORPHAN_SECONDS) -> int:
    """Delete bytes that no row vouches for: what a crash left between `put` and the act."""
    swept = 0
    for store in stores():
        found = list(store.digests(older_than_seconds=older_than_seconds))
        known = set(StoredFile.objects.filter(digest__in=found).values_list("digest", flat=True))
        for digest in found:
            if digest not in known:
                store.path(digest).unlink(missing_ok=True)
                swept += 1
    return swept


def locate(digest: str) -> Path:
    """Where the bytes lie, for streaming them out."""
    return next(store.path(digest) for store in stores() if store.has(digest))
