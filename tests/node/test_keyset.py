"""Keyset paging over real rows: page by page, both ways, one sees each row once and in the list's order."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from congvan.base.keyset import Key, Page, ordered, page_of, place_beside
from congvan.node.documents.models import Document
from tests.node import cast

KEYS = (Key("urgency", descending=True), Key("due_date", nullable=True), Key("id"))
FIRST = date(2018, 5, 2)
ROWS = st.lists(st.tuples(st.integers(0, 3), st.none() | st.integers(0, 3)), max_size=12)


def documents(rows):
    agency = cast.agency(cast.SO)
    Document.objects.bulk_create(
        Document(
            agency=agency, subject="một văn bản", urgency=urgency, profile="x", pinned_on=FIRST,
            due_date=None if due is None else FIRST + timedelta(due),
        )
        for urgency, due in rows
    )  # fmt: skip
    return Document.objects.filter(profile="x")


def beside(rows, row, *, back):
    return page_of(
        rows, KEYS, size=SIZE, place=place_beside(Document.objects.filter(pk=row.pk), KEYS, back=back)
    )


SIZE = 3


@pytest.mark.usefixtures("node")
class TestPages(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(ROWS)
    def test_forth_and_back(self, shapes):
        rows = documents(shapes)
        expected = list(ordered(rows, KEYS))
        assert [
            (-one.urgency, one.due_date is None, one.due_date or FIRST, one.pk) for one in expected
        ] == sorted(
            (-one.urgency, one.due_date is None, one.due_date or FIRST, one.pk) for one in expected
        ), "urgent first, then what is due first, then what came first"
        page = page_of(rows, KEYS, size=SIZE, place=None)
        assert not page.before
        seen = list(page.rows)
        while page.after:
            page = beside(rows, page.rows[-1], back=False)
            assert page.before
            seen += page.rows
        assert seen == expected
        back = list(page.rows)
        while page.before:
            page = beside(rows, page.rows[0], back=True)
            assert page.after
            back = [*page.rows, *back]
        assert back == expected

    def test_a_row_that_left_the_list_still_marks_its_place(self):
        rows = documents([(0, None)] * 5)
        third = list(ordered(rows, KEYS))[2]
        left = rows.exclude(pk=third.pk)
        assert beside(left, third, back=False).rows == tuple(ordered(rows, KEYS))[3:]

    def test_where_nothing_is_left_the_list_begins_anew(self):
        rows = documents([(0, None)] * 2)
        last = list(ordered(rows, KEYS))[-1]
        assert beside(rows, last, back=False) == Page(tuple(ordered(rows, KEYS)))
