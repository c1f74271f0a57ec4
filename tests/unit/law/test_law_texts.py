"""The Quy chế stands in the repository word for word, and nothing of it is left out."""

import re
import unicodedata
from pathlib import Path
from types import MappingProxyType

import pytest

from congvan.law import texts
from congvan.law.errors import BadLawData
from congvan.law.texts import Binds, Confidence, clauses, instruments

PUBLISHED = Path(__file__).parents[3] / "../shared/regulation/000_5fd0ef9ef9737c7e.txt"

LABEL = re.compile(
    r"Chương [IVX]+|Điều \d+\.|\d+\.|[a-zđ]\)|TT Thông tin trên dấu đến trên giấy Thông tin điện tử tương ứng trên hệ thống QLVBDH,?"
)
CHAPTER_TITLES = (
    "QUY ĐỊNH CHUNG",
    "QUẢN LÝ VĂN BẢN",
    "TRÁCH NHIỆM CỦA CÁC CƠ QUAN, ĐƠN VỊ, CÁ NHÂN",
    "TỔ CHỨC THỰC HIỆN",
)


def flat(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


@pytest.fixture(scope="module")
def published() -> str:
    if not PUBLISHED.exists():
        pytest.skip("../shared không có ở đây")
    return flat(PUBLISHED.read_text("utf-8"))


def walk(published: str, instrument: str, start: str, end: str) -> list[str]:
    """What stands between the clauses, each found after the one before."""
    position = published.index(start)
    gaps: list[str] = []
    for clause in clauses().values():
        if clause.instrument.code != instrument:
            continue
        for words in filter(None, (flat(clause.heading), flat(clause.text))):
            found = published.find(words, position)
            assert found >= 0, f"{clause.id} không nguyên văn: {words[:60]}"
            gaps.append(published[position:found])
            position = found + len(words)
    gaps.append(published[position : published.index(end, position)])
    return gaps


@pytest.mark.parametrize(
    ("instrument", "start", "end"),
    [
        ("QD11.QD", "Điều 1. Ban hành kèm theo", "Nơi nhận:"),
        ("QD11", "Chương I QUY ĐỊNH CHUNG", "TM. ỦY BAN NHÂN DÂN"),
    ],
)
def test_the_regulation_is_verbatim_and_whole(published: str, instrument: str, start: str, end: str) -> None:
    for gap in walk(published, instrument, start, end):
        rest = LABEL.sub("", gap)
        for title in CHAPTER_TITLES:
            rest = rest.replace(title, "")
        assert not rest.strip(), f"bỏ sót: {gap}"


def test_the_regulation_has_its_fifteen_articles_and_three_deciding_ones() -> None:
    assert all(f"QD11/D{number}" in clauses() for number in range(1, 16))
    assert [key for key in clauses() if key.startswith("QD11.QD/")] == [
        "QD11.QD/D1",
        "QD11.QD/D2",
        "QD11.QD/D3",
    ]
    assert "QD11/D16" not in clauses()


def test_misprints_are_kept_and_noted() -> None:
    forwarded = clauses()["QD11/D5.K4.b.T4"]
    assert forwarded.heading == "Chuyên"
    assert ("Chuyên", "Chuyển") in [(misprint.printed, misprint.read) for misprint in forwarded.sic]
    for clause in clauses().values():
        assert all(misprint.printed in clause.heading + clause.text for misprint in clause.sic)


def test_everything_binds_somebody_or_says_that_it_does_not() -> None:
    assert clauses()["QD11/D5.K6.b"].binds is Binds.SYSTEM
    assert clauses()["QD11/D14.K2"].binds is Binds.PEOPLE
    assert clauses()["QD11/D5"].binds is Binds.NONE
    assert all(clause.heading or clause.text for clause in clauses().values())


def test_what_was_not_read_verbatim_says_so() -> None:
    by_instrument = {
        code: [clause for clause in clauses().values() if clause.instrument.code == code]
        for code in instruments()
    }
    assert all(not clause.digest and clause.confidence is Confidence.SEEN for clause in by_instrument["QD11"])
    assert all(clause.digest for clause in by_instrument["QD28"])
    assert clauses()["QD28/D5"].confidence is Confidence.RECALLED


def test_the_texts_are_frozen() -> None:
    assert isinstance(clauses(), MappingProxyType)
    assert isinstance(instruments(), MappingProxyType)


INSTRUMENT = {"code": "X1", "short": "x", "title": "x", "issued": None, "in_force": None, "confidence": "S"}


@pytest.mark.parametrize(
    ("instruments_twice", "clause_ids", "problem"),
    [
        (False, ["Y1/D1"], "không khai"),
        (False, ["X1/D1", "X1/D1"], "X1/D1 có hai lần"),
        (True, ["X1/D1"], "văn bản X1 có hai lần"),
    ],
)
def test_contradictory_texts_do_not_load(
    monkeypatch: pytest.MonkeyPatch, instruments_twice: bool, clause_ids: list[str], problem: str
) -> None:
    rows = [{"id": clause_id, "binds": "none", "text": "y"} for clause_id in clause_ids]
    content = {"instrument": [INSTRUMENT] * (1 + instruments_twice), "clause": rows}
    monkeypatch.setattr(texts, "tables", lambda _folder: {"a.toml": content})
    monkeypatch.setattr(texts, "instruments", texts.instruments.__wrapped__)
    with pytest.raises(BadLawData, match=problem):
        texts.clauses.__wrapped__()
