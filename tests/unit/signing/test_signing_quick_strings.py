"""Hexadecimal strings read in blocks are what the library reads digit by digit, fault for fault."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic

from congvan.signing.quick_strings import _LIBRARY, read_hex_string
from congvan.signing.verify import verify


def outcome(read, data: bytes):
    stream = BytesIO(data)
    try:
        value = read(stream)
    except Exception as error:  # noqa: BLE001 - whichever it is, both must raise the same
        return type(error)
    return type(value), value.original_bytes, stream.tell()


@settings(max_examples=300, deadline=None)
@given(
    inside=st.one_of(
        st.binary(max_size=40).map(lambda raw: raw.hex().encode()),
        st.text("0123456789abcdefABCDEF \n\t%x()<", max_size=300).map(str.encode),
    ),
    end=st.sampled_from([b">", b">>", b"", b"> 4e>", b"/A>"]),
)
def test_it_reads_what_the_library_reads(inside, end):
    data = b"<" + inside + end
    assert outcome(read_hex_string, data) == outcome(_LIBRARY, data)


@pytest.mark.parametrize("size", [0, 1, 127, 128, 129, 32 * 1024, 200_000])
def test_long_ones_cross_the_blocks(size):
    data = b"<" + bytes(range(256)).hex().encode()[: 2 * (size % 256)] + b"ab" * size + b"> tail"
    assert outcome(read_hex_string, data) == outcome(_LIBRARY, data)


def test_the_verifier_reads_so():
    assert verify.__module__ == "congvan.signing.verify"
    assert generic.read_hex_string_from_stream is read_hex_string
