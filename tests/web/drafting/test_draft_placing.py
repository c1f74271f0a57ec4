"""The places of a draft that another program made: a letter printed by a browser stands for an office program."""

import pytest
from playwright.sync_api import sync_playwright

from congvan.node.web.outgoing.placing import NAMES, find_places
from congvan.signing.layout import text_size
from congvan.typeset import compose
from congvan.typeset.places import MM
from tests.node import papers
from tests.ui.browser import launch
from tests.web.drafting import office


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        opened = launch(playwright)
        yield opened
        opened.close()


@pytest.fixture
def letter(browser):
    """A letter written as given, and what is found in it."""
    return lambda **written: found_in(office.printed(browser, **written))


def found_in(data):
    return find_places(data, symbol="SGDĐT-VP", year=2018)


def height_of(place):
    return (place.y1 - place.y0) / MM


def width_of(place):
    return (place.x1 - place.x0) / MM


def test_a_typeset_letter_gives_the_places_that_it_was_given():
    composed = compose(papers.letter(), at=papers.MADE_AT)
    finding = found_in(composed.pdf)
    assert (finding.year, finding.missing, finding.remarks) == (2018, {}, ())
    for name in NAMES:
        found, given = finding.places[name], composed.places[name]
        for side in ("x0", "y0", "x1", "y1"):
            assert getattr(found, side) == pytest.approx(getattr(given, side), abs=1.5 * MM), (name, side)


def test_a_letter_of_an_office_program(letter):
    finding = letter()
    assert (finding.year, finding.missing, finding.remarks) == (2018, {}, ())
    assert {place.page for place in finding.places.values()} == {1}
    assert finding.places["number"].x1 < finding.places["day"].x0 < finding.places["month"].x0
    assert (width_of(finding.places["leader"]), height_of(finding.places["leader"])) == pytest.approx(
        (48, 24), abs=0.01
    )


def test_the_gaps_are_of_the_size_of_the_text_around(letter):
    finding = letter()  # its head is written in 12 points
    for name in ("number", "day", "month"):
        place = finding.places[name]
        assert text_size(place) == 12, name


def test_the_signature_stands_on_the_page_of_its_name(letter):
    finding = letter(paragraphs=40)
    assert (finding.places["number"].page, finding.places["leader"].page) == (1, 2)


def test_without_a_name_the_signature_stands_under_the_title(letter):
    finding = letter(name="", room="0")
    assert finding.missing == {}
    assert height_of(finding.places["leader"]) == pytest.approx(24, abs=0.01)


def test_dots_are_filled_over_and_said(letter):
    finding = letter(number="Số: ………/SGDĐT-VP", date="Phú Yên, ngày …… tháng …… năm 2018")
    assert finding.missing == {}
    assert [said.split(",")[0] for said in finding.remarks] == [
        "Chỗ ghi số đang có dấu chấm",
        "Chỗ ghi ngày đang có dấu chấm",
        "Chỗ ghi tháng đang có dấu chấm",
    ]


def test_a_year_that_is_not_there_gets_a_place_behind_its_word(letter):
    finding = letter(date=f"Phú Yên, ngày{office.GAP}tháng{office.GAP}năm")
    assert (finding.year, finding.missing, finding.remarks) == (None, {}, ())
    month, year = finding.places["month"], finding.places["year_gap"]
    assert (year.y0, year.y1) == pytest.approx((month.y0, month.y1), abs=0.01)
    assert year.x0 > month.x1
    assert width_of(year) > 8


def test_a_year_without_room_is_said(letter):
    finding = letter(date=f"Phú Yên, ngày{office.GAP}tháng{office.GAP}năm (tỉnh)")
    assert "year_gap" not in finding.places
    assert "chưa ghi năm" in finding.remarks[0]


@pytest.mark.parametrize(
    ("written", "name", "said"),
    [
        ({"number": "Số: 12/SGDĐT-VP"}, "number", "đã ghi sẵn số 12"),
        ({"number": "Số: /SGDĐT-VP"}, "number", "ít nhất phải 6,5 mm"),
        ({"number": "Công văn"}, "number", "Không thấy dòng “Số: …/SGDĐT-VP”"),
        ({"date": "Phú Yên, ngày 07 tháng 5 năm 2018"}, "day", "đã ghi sẵn ngày"),
        ({"date": "Phú Yên, năm 2018"}, "month", "Không thấy dòng “…, ngày … tháng … năm 2018”"),
        ({"room": "2mm"}, "leader", "để trống khoảng 25 mm"),
        ({"size": "letter"}, "leader", "không phải khổ A4 đứng"),
        ({"size": "A4 landscape"}, "number", "không phải khổ A4 đứng"),
    ],
)
def test_what_is_missing_is_said_with_what_to_do(letter, written, name, said):
    finding = letter(**written)
    assert name not in finding.places
    assert said in finding.missing[name]
