"""Bytes of a container that no signature covers: changed, they are seen all the same."""

import pytest

from tests.conformance.issued import judges
from tests.conformance.issued.making import issue
from tests.conformance.issued.matrix import cases

AROUND = bytes.fromhex("310f300d06096086480165030402010500300b06092a864886f70d010701")
"""The listed digest algorithm and the type of what was signed, as every container of ours has them."""

OUTER_LENGTH = -23
"""From there to the last byte of the length of the whole container."""


@pytest.fixture(scope="module")
def issued(tmp_path_factory) -> bytes:
    return issue(cases()[0], tmp_path_factory.mktemp("vung"))[0].pdf


def changed(pdf: bytes, offset: int, bit: int) -> bytes:
    """One bit changed in the last signature's container, counted from the listed algorithms."""
    match = list(judges._SIGNED.finditer(pdf))[-1]
    _, start, end, _ = map(int, match.groups())
    container = bytearray.fromhex(pdf[start + 1 : end - 1].decode())
    container[container.index(AROUND) + offset] ^= 1 << bit
    return pdf[: start + 1] + container.hex().encode() + pdf[end - 1 :]


@pytest.mark.parametrize("bit", range(8))
def test_no_length_may_reach_into_the_padding(issued, bit):
    assert not judges.ours(changed(issued, OUTER_LENGTH, bit)).valid_all


@pytest.mark.parametrize("offset", [-1, *range(len(AROUND))])
def test_no_bit_beside_the_signature_may_differ(issued, offset):
    for bit in (offset % 8, (offset + 3) % 8):
        assert not judges.ours(changed(issued, offset, bit)).valid_all
