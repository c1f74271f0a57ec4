"""The clerk's list in a browser that was never here before: what goes over the wire, as the browser counts it."""

from __future__ import annotations

import pytest

from tests.browser.morning import LIST, ROWS, fill_list
from tests.browser.wire import Wire

FIRST_LOAD_BYTES_MAX = 150_000
SCRIPT_BYTES_MAX = 45_000
SHEET_BYTES_MAX = 14_000


@pytest.fixture
def clerk(committed, meet):
    """Vân before a full list, with nothing in her browser's cache."""
    fill_list()
    return meet("Vân").enter()


def test_the_first_load_of_the_clerks_list_is_small(clerk):
    """Head and body of every answer, packed as they came; the picture of the open document's page counts apart."""
    wire = Wire.over(clerk.page)
    clerk.open(LIST)
    answers = wire.rested()
    told = "\n".join(map(str, answers))
    assert clerk.page.locator("[data-row]").count() == ROWS
    assert clerk.page.locator("#detail h2").count() == 1, "the first document stands open"
    assert [one for one in answers if one.is_page_image], f"with its page\n{told}"
    assert not [one for one in answers if one.from_cache], told
    sizes = Wire.sizes(answers)
    assert {"Document", "Script", "Stylesheet", "Font"} <= sizes.keys(), told
    assert 0 < sizes["Script"] <= SCRIPT_BYTES_MAX, told
    assert 0 < sizes["Stylesheet"] <= SHEET_BYTES_MAX, told
    assert sizes.total() <= FIRST_LOAD_BYTES_MAX, told


def test_the_next_load_asks_for_the_page_alone(clerk):
    """What a release is made of is kept by the browser for ever."""
    wire = Wire.over(clerk.page)
    clerk.open(LIST)
    wire.rested()
    wire.answers.clear()
    clerk.open(LIST)
    answers = wire.rested()
    assert {one.kind for one in answers if one.size and not one.from_cache} <= {"Document", "Image"}
    assert Wire.sizes(answers).total() <= Wire.sizes(answers)["Document"], "\n".join(map(str, answers))
