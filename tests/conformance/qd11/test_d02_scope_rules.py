from datetime import date
from pathlib import Path

import pytest

from congvan.law.rulebook import resolve
from congvan.law.secrecy import Marking, marking_in, marking_in_field
from congvan.law.texts import clauses

REGULATION = Path(__file__).parents[3] / "../shared/regulation/000_5fd0ef9ef9737c7e.txt"


@pytest.mark.law("QD11/D2.K2", "QD11/D4")
def test_d2_k2_secret_documents_are_refused() -> None:
    book = resolve(profile="phu-yen-2018", on=date(2018, 4, 10))
    assert book.secrecy.refused
    assert book.source_of("secrecy.refused").law == "QD11/D2.K2"
    assert marking_in(["UBND TỈNH PHÚ YÊN", "MẬT", "Số: 12/BC-UBND"]) is Marking.CONFIDENTIAL
    assert marking_in_field("Tối mật") is Marking.SECRET


@pytest.mark.law("QD11/D2.K2")
def test_d2_k2_a_text_that_speaks_of_secrecy_is_not_secret() -> None:
    assert marking_in([clauses()["QD11/D2.K2"].text, clauses()["QD11/D4"].text]) is None


@pytest.mark.law("QD11/D2.K2")
def test_d2_k2_the_regulation_itself_passes() -> None:
    if not REGULATION.exists():
        pytest.skip("../shared không có ở đây")
    assert marking_in(REGULATION.read_text("utf-8").splitlines()) is None
