"""How pages look, for comparing two revisions."""

import pytest

from congvan.reading import limits as reading_limits
from congvan.reading.errors import ReadingError
from congvan.reading.looks import page_looks
from tests.conformance.signatures.corpus import letter


def test_a_page_is_drawn_in_grey_with_its_lines():
    (look,) = page_looks(letter(), dpi=72)
    assert look.columns == pytest.approx(look.width, abs=1)
    assert look.rows == pytest.approx(look.height, abs=1)
    assert len(look.grey) == look.columns * look.rows
    assert min(look.grey) < 60
    assert max(look.grey) == 255
    assert any(line.text.startswith("Số:") for line in look.lines)


def test_the_same_file_looks_the_same():
    assert page_looks(letter()) == page_looks(letter())


def test_what_would_not_fit_in_memory_is_refused(monkeypatch):
    (look,) = page_looks(letter())
    monkeypatch.setattr(reading_limits, "PIXELS_COMPARED_MAX", look.columns * look.rows + 2000)
    assert page_looks(letter())
    monkeypatch.setattr(reading_limits, "PIXELS_COMPARED_MAX", look.columns * look.rows - 2000)
    with pytest.raises(ReadingError) as refused:
        page_looks(letter())
    assert refused.value.code == "reading.too_many_pages"


def test_a_broken_file_is_refused():
    with pytest.raises(ReadingError):
        page_looks(b"%PDF-1.7 but no more")
