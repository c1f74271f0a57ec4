"""The content-addressed store: whole or not at all, whatever fails."""

import contextlib
import hashlib
import io
import os
import stat
from pathlib import Path

import pytest

from congvan.base.files import store as module
from congvan.base.files.store import CHUNK_BYTES, Corrupt, Kept, Store

DATA = b"van ban" * 1000
DIGEST = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def store(tmp_path):
    return Store("first", tmp_path / "files")


class Fault(OSError):
    pass


class FaultyDisk:
    """The calls that a store makes to the disk; the `at`-th fails."""

    def __init__(self, monkeypatch, at: int) -> None:
        self.at, self.calls = at, 0
        for owner, name in (
            (module.tempfile, "mkstemp"), (module.os, "fdopen"), (module.Writing, "write"), (os, "fsync"),
            (Path, "mkdir"), (Path, "chmod"), (Path, "replace"), (module.os, "open"),
        ):  # fmt: skip
            monkeypatch.setattr(owner, name, self.wrapped(getattr(owner, name)))

    def wrapped(self, call):
        def counted(*arguments, **options):
            self.calls += 1
            if self.calls == self.at:
                raise Fault(f"call {self.at}")
            return call(*arguments, **options)

        return counted


def everything(store: Store) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in store.root.rglob("*") if path.is_file()}


def test_put_names_bytes_by_their_digest(store):
    assert store.put(io.BytesIO(DATA)) == Kept(DIGEST, len(DATA))
    assert store.has(DIGEST)
    assert store.path(DIGEST) == store.root / DIGEST[:2] / DIGEST
    with store.open(DIGEST) as stream:
        assert stream.read() == DATA
    assert stat.S_IMODE(store.path(DIGEST).stat().st_mode) == 0o440, "nobody writes into it any more"


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES, CHUNK_BYTES + 1])
def test_any_size(store, size):
    data = bytes(size)
    assert store.put(io.BytesIO(data)) == Kept(hashlib.sha256(data).hexdigest(), size)


def test_the_same_bytes_again_are_one_file(store):
    store.put(io.BytesIO(DATA))
    store.put(io.BytesIO(DATA))
    assert everything(store) == {DIGEST: DATA}


def test_a_failing_writer_leaves_nothing(store):
    def halt():
        with store.writing() as sink:
            sink.write(b"half")
            raise Fault("halt")

    with pytest.raises(Fault):
        halt()
    assert everything(store) == {}


def test_whatever_call_fails_a_digest_names_whole_bytes_or_nothing(store, monkeypatch):
    at = 0
    while True:
        at += 1
        with monkeypatch.context() as patch, contextlib.suppress(Fault):
            disk = FaultyDisk(patch, at)
            store.put(io.BytesIO(DATA))
        if disk.calls < at:
            break
        assert everything(store) in ({}, {DIGEST: DATA}), f"call {at} left a half file"
        if store.has(DIGEST):
            store.verify(DIGEST)
            store.path(DIGEST).unlink()
    assert at > 8, "the loop went through every call"
    assert everything(store) == {DIGEST: DATA}


def test_a_flipped_bit_is_found(store):
    store.put(io.BytesIO(DATA))
    store.verify(DIGEST)
    path = store.path(DIGEST)
    path.chmod(0o640)
    path.write_bytes(DATA[:-1] + b"x")
    with pytest.raises(Corrupt, match=DIGEST):
        store.verify(DIGEST)


def test_what_is_not_there_is_not_there(store):
    assert not store.has(DIGEST)
    with pytest.raises(FileNotFoundError):
        store.open(DIGEST)
    with pytest.raises(AssertionError, match="64"):
        store.path("../../etc/passwd")


def test_old_digests_are_listed_young_and_half_ones_not(store):
    store.put(io.BytesIO(DATA))
    young = store.put(io.BytesIO(b"young")).digest
    hour_ago = store.path(young).stat().st_mtime - 3600
    os.utime(store.path(DIGEST), (hour_ago, hour_ago))
    (store.root / "incoming" / "half").write_bytes(b"half")
    assert list(store.digests(older_than_seconds=600)) == [DIGEST]
    assert sorted(store.digests(older_than_seconds=-600)) == sorted([DIGEST, young])
