"""What a document says of its recipients, read from its pages."""

from dataclasses import replace

import pytest

from congvan.node.web.outgoing.issuing.suggesting import addressees, matching, recipient_lines
from congvan.reading.pages import read_pages
from congvan.typeset import compose
from tests.node.papers import MADE_AT, letter

LINES = (
    "Như trên", "UBND tỉnh (b/c)", "Các đơn vị trực thuộc Sở có tên dài đến mức phải xuống một dòng nữa", "Lưu: VT",
)  # fmt: skip
DIRECTORY = {
    "a": "Ủy ban nhân dân tỉnh",
    "b": "Ủy ban nhân dân huyện Tuy An",
    "c": "Sở Nội vụ",
    "d": "Hội đồng nhân dân tỉnh",
}


def pages(**changes):
    return read_pages(compose(replace(letter(), **changes), at=MADE_AT).pdf)


def test_lines_under_noi_nhan_a_long_one_in_one_piece():
    assert recipient_lines(pages(recipient_lines=LINES)) == LINES


@pytest.mark.parametrize(
    "names", [("Sở Nội vụ",), ("Sở Nội vụ", "Ủy ban nhân dân huyện Tuy An")], ids=["in the line", "as a list"]
)
def test_whom_it_addresses(names):
    assert addressees(pages(addressees=names)) == names


def test_page_without_either():
    assert recipient_lines(()) == addressees(()) == ()


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("- UBND tỉnh (b/c);", ["a"]),
        ("ủy ban nhân dân Tỉnh", ["a"]),
        ("HĐND tỉnh", ["d"]),
        ("UBND huyện Tuy An.", ["b"]),
        ("UBND huyện", []),
        ("Các Sở: Nội vụ", []),
        ("Lưu: VT", []),
    ],
)
def test_only_a_whole_name_is_a_name(line, codes):
    assert matching([line], DIRECTORY) == codes
