"""Identifiers sort by birth and have one spelling in URLs."""

import time
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvan.base.ids import ALPHABET, SHORT_LENGTH, new_id, parse_short, shorten

LAST = UUID(int=(1 << 128) - 1)


def test_a_new_id_is_a_uuid_of_version_7_with_the_time_in_front():
    before = time.time_ns() // 1_000_000
    born = new_id()
    after = time.time_ns() // 1_000_000
    assert (born.version, born.variant) == (7, "specified in RFC 4122")
    assert before <= born.int >> 80 <= after


def test_ids_are_all_different_and_later_milliseconds_sort_later():
    ids = [new_id() for _ in range(5000)]
    assert len(set(ids)) == 5000
    assert [one.int >> 80 for one in ids] == sorted(one.int >> 80 for one in ids)


@given(st.uuids())
def test_short_form_and_back_is_the_same(identifier):
    short = shorten(identifier)
    assert len(short) == SHORT_LENGTH
    assert set(short) <= set(ALPHABET)
    assert parse_short(short) == parse_short(short.lower()) == identifier


@given(st.uuids(), st.uuids())
def test_short_forms_sort_as_their_ids(one, two):
    assert (shorten(one) < shorten(two)) is (one.int < two.int)


def test_letters_that_look_alike_are_read_as_one():
    short = shorten(UUID(int=1 << 120 | 0x10))
    assert parse_short(short.replace("0", "O").replace("1", "I")) == parse_short(short)
    assert parse_short(short.replace("1", "L")) == parse_short(short)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0" * 25,
        "0" * 27,
        "8" + "0" * 25,
        "Z" * 26,
        "0" * 25 + "*",
        "0" * 25 + " ",
        "0" * 25 + "ộ",
        "0" * 25 + "ß",
    ],
    ids=repr,
)
def test_anything_else_is_no_identifier(text):
    with pytest.raises(ValueError, match=r".*"):
        parse_short(text)


def test_the_last_identifier():
    assert shorten(LAST) == "7" + "Z" * 25
    assert parse_short("7" + "Z" * 25) == LAST
