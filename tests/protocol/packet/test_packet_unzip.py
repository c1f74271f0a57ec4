"""The streaming unzipper agrees with `zipfile`, whatever the pieces, and notices every damage that matters."""

from __future__ import annotations

import base64
import random
import struct
import zipfile
import zlib
from io import BytesIO

import pytest

from congvan.packet.base64s import Base64Decoder, Base64Encoder
from congvan.packet.errors import PacketError
from congvan.packet.limits import LIMITS, Limits
from congvan.packet.unzip import OneEntryUnzipper
from congvan.packet.zipper import OneEntryZipper
from tests.protocol.packet.build import PDF, zipped

CONTENT = PDF + random.Random(4).randbytes(300) + bytes(200_000)


def unzipped(data: bytes, *, piece: int = 1 << 20, limits: Limits = LIMITS) -> bytes:
    out = BytesIO()
    unzipper = OneEntryUnzipper(write=out.write, where="", limits=limits)
    for start in range(0, len(data), piece):
        unzipper.feed(data[start : start + piece])
    unzipper.close()
    return out.getvalue()


def streamed(content: bytes) -> bytes:
    out = BytesIO()
    zipper = OneEntryZipper(out=out, entry_name="0f.pdf")
    zipper.write(content)
    zipper.close()
    return out.getvalue()


ZIPS = {
    "deflated": zipped(CONTENT),
    "stored": zipped(CONTENT, method=zipfile.ZIP_STORED),
    "sizes behind": streamed(CONTENT),
}


@pytest.mark.parametrize("kind", ZIPS)
@pytest.mark.parametrize("piece", [1, 7, 64, 65_536])
def test_pieces_do_not_matter(kind, piece):
    assert unzipped(ZIPS[kind], piece=piece) == CONTENT


def test_an_empty_file_inside_is_read():
    assert unzipped(zipped(b"", method=zipfile.ZIP_STORED)) == b""
    assert unzipped(streamed(b"")) == b""


@pytest.mark.parametrize("kind", ["deflated", "stored", "sizes behind"])
def test_no_changed_byte_changes_the_content_unnoticed(kind):
    small = {
        "deflated": zipped(PDF),
        "stored": zipped(PDF, method=zipfile.ZIP_STORED),
        "sizes behind": streamed(PDF),
    }
    data = small[kind]
    for at in range(len(data)):
        changed = bytearray(data)
        changed[at] ^= 0x15
        try:
            content = unzipped(bytes(changed))
        except PacketError:
            continue
        # Dates, versions and attributes are nobody's business; the content must be whole.
        assert content == PDF


@pytest.mark.parametrize("kind", ZIPS)
def test_every_cut_is_noticed(kind):
    data = ZIPS[kind]
    for length in [*range(200), *range(len(data) - 200, len(data))]:
        with pytest.raises(PacketError):
            unzipped(data[:length])


def test_a_descriptor_without_its_mark_is_read():
    """The four letters in front of the sizes are optional."""
    data = streamed(PDF)
    at = data.index(b"PK\x07\x08")
    assert unzipped(data[:at] + data[at + 4 :]) == PDF


def test_a_descriptor_with_long_sizes_is_read():
    data = streamed(PDF)
    at = data.index(b"PK\x07\x08")
    crc, packed, size = struct.unpack_from("<3I", data, at + 4)
    assert unzipped(data[: at + 4] + struct.pack("<I2Q", crc, packed, size) + data[at + 16 :]) == PDF


def test_a_false_descriptor_is_damage():
    data = bytearray(streamed(PDF))
    data[data.index(b"PK\x07\x08") + 4] ^= 1
    with pytest.raises(PacketError, match="zip_damaged"):
        unzipped(bytes(data))


def test_a_comment_is_allowed_and_must_be_whole():
    data = zipped(PDF)
    commented = data[:-2] + struct.pack("<H", 5) + b"xin c"
    assert unzipped(commented) == PDF
    with pytest.raises(PacketError, match="zip_damaged"):
        unzipped(commented[:-1])


def test_two_entries_in_the_directory_are_refused():
    data = zipped(PDF)
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    with pytest.raises(PacketError, match="zip_entries"):
        unzipped(data[:end] + data[start:end] + data[end:])
    counted = bytearray(data)
    struct.pack_into("<2H", counted, end + 8, 2, 2)
    with pytest.raises(PacketError, match="zip_entries"):
        unzipped(bytes(counted))


def test_sizes_of_another_format_are_refused():
    data = bytearray(zipped(PDF))
    struct.pack_into("<2I", data, 18, 0xFFFFFFFF, 0xFFFFFFFF)
    with pytest.raises(PacketError, match="zip_method"):
        unzipped(bytes(data))


def test_the_ratio_is_bounded_past_the_floor():
    data = zipped(bytes(100_000))
    limits = Limits(zip_ratio_floor_bytes=1000, zip_ratio_max=20)
    assert len(unzipped(data, limits=Limits(zip_ratio_floor_bytes=100_000, zip_ratio_max=20))) == 100_000
    with pytest.raises(PacketError, match="zip_ratio"):
        unzipped(data, limits=limits)


def test_inflating_never_makes_large_pieces():
    pieces = []
    unzipper = OneEntryUnzipper(write=lambda data: pieces.append(len(data)), where="", limits=LIMITS)
    unzipper.feed(zipped(bytes(5_000_000)))
    unzipper.close()
    assert sum(pieces) == 5_000_000
    assert max(pieces) <= 65_536


def test_our_zip_says_what_zipfile_says():
    with zipfile.ZipFile(BytesIO(streamed(CONTENT))) as archive:
        [entry] = archive.infolist()
        assert archive.read(entry) == CONTENT
        assert (entry.CRC, entry.file_size) == (zlib.crc32(CONTENT), len(CONTENT))


@pytest.mark.parametrize("piece", [1, 2, 3, 5, 100])
def test_base64_in_pieces(piece):
    content = random.Random(5).randbytes(250)
    out = BytesIO()
    encoder = Base64Encoder(out)
    for start in range(0, len(content), piece):
        encoder.write(content[start : start + piece])
    encoder.close()
    text = out.getvalue().decode()
    assert text == base64.b64encode(content).decode()
    decoder = Base64Decoder("")
    assert (
        b"".join(decoder.feed(text[start : start + piece]) for start in range(0, len(text), piece)) == content
    )
    decoder.close()


@pytest.mark.parametrize("text", ["QQ==QQ==", "QQ=Q", "Q===", "====", "QQ==Q", "QUJD="])
def test_odd_base64_is_refused_in_any_pieces(text):
    for piece in (1, 3, 4, 8):
        with pytest.raises(PacketError):
            decode_in_pieces(text, piece)


def decode_in_pieces(text: str, piece: int) -> None:
    decoder = Base64Decoder("")
    for start in range(0, len(text), piece):
        decoder.feed(text[start : start + piece])
    decoder.close()
