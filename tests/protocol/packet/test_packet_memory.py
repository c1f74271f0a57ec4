"""Attachments never enter a tree or a whole string: memory does not grow with them."""

from __future__ import annotations

import hashlib
import random
import tempfile
import tracemalloc
from dataclasses import replace
from io import BytesIO

from congvan.packet.read import read, read_header
from congvan.packet.sink import NullSink
from congvan.packet.write import write_document
from tests.protocol.packet.test_packet_write import INFO, PACKET

MEBIBYTE = 1024 * 1024
CONTENT_BYTES = 12 * MEBIBYTE
PIECE_BYTES = 64 * 1024
PEAK_BYTES_MAX = MEBIBYTE + MEBIBYTE // 2


class Pieces:
    """12 MiB that nobody holds at once."""

    def __init__(self):
        self._piece = random.Random(3).randbytes(PIECE_BYTES)
        self._left = CONTENT_BYTES // PIECE_BYTES

    def read(self, size):
        assert size == PIECE_BYTES
        self._left -= 1
        return self._piece if self._left >= 0 else b""


def peak_of(action) -> int:
    tracemalloc.start()
    try:
        action()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_stays_constant():
    digest, pieces = hashlib.sha256(), Pieces()
    while piece := pieces.read(PIECE_BYTES):
        digest.update(piece)
    packet = replace(
        PACKET, attachments=(replace(INFO, digest=digest.hexdigest(), size=CONTENT_BYTES, media_type=None),)
    )
    with tempfile.TemporaryFile() as file:
        assert peak_of(lambda: write_document(packet, attachments={"1": Pieces()}, out=file)) < PEAK_BYTES_MAX
        file.seek(0)
        assert peak_of(lambda: read(file, sink=NullSink())) < PEAK_BYTES_MAX
        file.seek(0)
        assert peak_of(lambda: read_header(file)) < PEAK_BYTES_MAX


def test_a_hostile_header_costs_little():
    """Empty elements up to the bound: the dearest tree that is still let in."""
    from tests.protocol.packet.build import MESSAGE, packet

    raw = packet(message=MESSAGE + "<d/>" * 49_000)
    assert peak_of(lambda: read(BytesIO(raw), sink=NullSink())) < 40 * MEBIBYTE
