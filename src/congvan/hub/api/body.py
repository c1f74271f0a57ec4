"""The body of a request: bounded, streamed to an unnamed file, and checked against the token's digest."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast

from django.http import HttpRequest, UnreadablePostError

from congvan.base.files import vault
from congvan.hub.api import errors
from congvan.hub.api.endpoint import Call
from congvan.hub.api.limits import CHUNK_BYTES, JSON_BYTES_MAX


@dataclass(frozen=True)
class Upload:
    """Bytes received whole. `stream` stands at their beginning and has no name: a crash leaves nothing."""

    stream: BinaryIO
    digest: str
    size: int


@contextmanager
def received(call: Call, *, bytes_max: int) -> Iterator[Upload]:
    """Receive the body. Raises LengthMissing, BodyTooLarge, BodyShort, BodyDiffers."""
    length = _length(call.request, bytes_max=bytes_max)
    scratch = vault.stores()[0].root / "incoming"
    scratch.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=scratch) as stream:
        found = hashlib.sha256()
        for chunk in _chunks(call.request, length):
            found.update(chunk)
            stream.write(chunk)
        _check(call, found.hexdigest())
        stream.seek(0)
        yield Upload(cast("BinaryIO", stream), found.hexdigest(), length)


def read_small(call: Call) -> bytes:
    """A body of JSON, at most JSON_BYTES_MAX bytes. Raises as `received` does."""
    length = _length(call.request, bytes_max=JSON_BYTES_MAX)
    data = b"".join(_chunks(call.request, length))
    _check(call, hashlib.sha256(data).hexdigest())
    return data


def _length(request: HttpRequest, *, bytes_max: int) -> int:
    text = request.headers.get("Content-Length", "")
    if not (text.isascii() and text.isdigit()):
        raise errors.LengthMissing
    if int(text) > bytes_max:
        raise errors.BodyTooLarge(param=str(bytes_max))
    return int(text)


def _chunks(request: HttpRequest, length: int) -> Iterator[bytes]:
    left = length
    while left > 0:
        try:
            chunk = request.read(min(CHUNK_BYTES, left))
        except UnreadablePostError:
            raise errors.BodyShort from None
        if not chunk:
            raise errors.BodyShort
        left -= len(chunk)
        yield chunk


def _check(call: Call, digest: str) -> None:
    if digest != call.caller.body_digest:
        raise errors.BodyDiffers
