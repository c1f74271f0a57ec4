"""A content-addressed folder: write to a temporary file, fsync, rename. A digest names one content."""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

CHUNK_BYTES = 1 << 20
DIGEST_LENGTH = 64
FORMAT = "congvan-files/1"
"""What lies in a store's FORMAT file: the layout that this version reads and writes."""


class OtherFormat(Exception):
    """Kho tập tin được tạo bởi phiên bản khác. Hãy đọc UPGRADING.md trước khi dùng kho này."""


class Corrupt(Exception):
    """Nội dung trong kho không còn khớp với mã băm của nó."""


@dataclass(frozen=True)
class Kept:
    """What a store now holds: SHA-256 in hex, size in bytes."""

    digest: str
    size: int


class Writing:
    """A file being written: a sink for bytes that knows its digest."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._hash, self.size = stream, hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        self._hash.update(data)
        self.size += len(data)
        return self._stream.write(data)

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()


@dataclass(frozen=True)
class Store:
    """One root folder. Names under it are digests, spread over 256 folders."""

    name: str
    root: Path

    def stamp(self) -> None:
        """Make the folder with its version stamp, or check the stamp there. Raises OtherFormat."""
        self.root.mkdir(parents=True, exist_ok=True)
        stamp = self.root / "FORMAT"
        if not stamp.exists():
            scratch = self.root / f"FORMAT.{os.getpid()}"
            scratch.write_text(FORMAT, "ascii")
            scratch.replace(stamp)
        found = stamp.read_text("ascii")
        if found != FORMAT:
            raise OtherFormat(f"{self.root}: {found[:40]}")

    def path(self, digest: str) -> Path:
        assert len(digest) == DIGEST_LENGTH, "a digest is 64 hex digits"
        return self.root / digest[:2] / digest

    def has(self, digest: str) -> bool:
        return self.path(digest).is_file()

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Write bytes whose digest is known only at the end; nothing appears unless the block succeeds."""
        scratch = self.root / "incoming"
        scratch.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=scratch)
        try:
            with os.fdopen(handle, "wb") as stream:
                sink = Writing(stream)
                yield sink
                stream.flush()
                os.fsync(stream.fileno())
            self._settle(Path(name), sink.digest)
        finally:
            Path(name).unlink(missing_ok=True)

    def put(self, source: BinaryIO) -> Kept:
        """Keep all bytes of `source`."""
        with self.writing() as sink:
            while chunk := source.read(CHUNK_BYTES):
                sink.write(chunk)
        return Kept(sink.digest, sink.size)

    def open(self, digest: str) -> BinaryIO:
        """The bytes, as they lie there; FileNotFoundError when the store has them not."""
        return self.path(digest).open("rb")

    def verify(self, digest: str) -> None:
        """Read the bytes back. Raises Corrupt when they are not those that the digest names."""
        found = hashlib.sha256()
        with self.open(digest) as stream:
            while chunk := stream.read(CHUNK_BYTES):
                found.update(chunk)
        if found.hexdigest() != digest:
            raise Corrupt(digest)

    def digests(self, *, older_than_seconds: float) -> Iterator[str]:
        """What lies here and has not been touched for a while."""
        for path in self.root.glob("[0-9a-f][0-9a-f]/*"):
            if self.is_untouched(path.name, seconds=older_than_seconds):
                yield path.name

    def is_untouched(self, digest: str, *, seconds: float) -> bool:
        """Whether bytes lie here that nobody has put for so long; putting them again makes them young."""
        try:
            return self.path(digest).stat().st_mtime < time.time() - seconds
        except FileNotFoundError:
            return False

    def remove(self, digest: str) -> None:
        """Let go of bytes, for good when it returns; nothing happens where they do not lie."""
        target = self.path(digest)
        target.unlink(missing_ok=True)
        if target.parent.is_dir():
            _sync(target.parent)

    def _settle(self, scratch: Path, digest: str) -> None:
        target = self.path(digest)
        target.parent.mkdir(exist_ok=True)
        scratch.chmod(0o440)
        scratch.replace(target)
        _sync(target.parent)


def _sync(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
