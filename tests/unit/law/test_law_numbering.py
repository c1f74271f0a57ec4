import pytest

from congvan.law.errors import BadNotation
from congvan.law.kinds import kind
from congvan.law.numbering import (
    NOTATION_LENGTH_MAX,
    NUMBER_MAX,
    Notation,
    notation,
    parse_notation,
    printed_day,
    printed_month,
    printed_number,
    symbol,
)


@pytest.mark.parametrize(
    ("code", "issuer", "drafter", "printed"),
    [
        ("official_letter", "SGDĐT", "VP", "SGDĐT-VP"),
        ("official_letter", "SGDĐT", None, "SGDĐT"),
        ("decision", "SNV", "VP", "QĐ-SNV"),
        ("normative_decision", "UBND", None, "QĐ-UBND"),
        ("submission", " STTTT ", None, "TTr-STTTT"),
        ("law", "QH15", None, "QH15"),
    ],
)
def test_symbol(code: str, issuer: str, drafter: str | None, printed: str) -> None:
    assert symbol(kind=kind(code), issuer=issuer, drafter=drafter) == printed


@pytest.mark.parametrize("issuer", ["", "  ", "UBND/", "-UBND", "1"])
def test_symbols_that_are_none(issuer: str) -> None:
    with pytest.raises(BadNotation, match="Ký hiệu"):
        symbol(kind=kind("official_letter"), issuer=issuer)


@pytest.mark.parametrize(
    ("code", "number", "after", "printed"),
    [
        ("official_letter", 94, "SGDĐT-VP", "94/SGDĐT-VP"),
        ("decision", 5, "QĐ-SNV", "05/QĐ-SNV"),
        ("decision", 10, "QĐ-SNV", "10/QĐ-SNV"),
        ("normative_decision", 11, "QĐ-UBND", "11/2018/QĐ-UBND"),
        ("normative_decision", 9, "QĐ-UBND", "09/2018/QĐ-UBND"),
    ],
)
def test_notation(code: str, number: int, after: str, printed: str) -> None:
    assert notation(kind=kind(code), number=number, year=2018, symbol=after) == printed
    parsed = parse_notation(printed)
    assert (parsed.number, parsed.symbol, parsed.text) == (number, after, printed)


def test_the_leading_zero_follows_the_rules() -> None:
    assert (
        notation(kind=kind("decision"), number=5, year=2018, symbol="QĐ-SNV", leading_zero=False)
        == "5/QĐ-SNV"
    )


@pytest.mark.parametrize("number", [0, -1, NUMBER_MAX + 1])
def test_numbers_out_of_bounds(number: int) -> None:
    with pytest.raises(BadNotation, match="không hợp lệ"):
        printed_number(number)


def test_the_greatest_number_is_printed() -> None:
    assert printed_number(NUMBER_MAX) == "999999"


@pytest.mark.parametrize("year", [18, 1944, 3000])
def test_years_out_of_bounds(year: int) -> None:
    with pytest.raises(BadNotation, match="Năm"):
        notation(kind=kind("normative_decision"), number=1, year=year, symbol="QĐ-UBND")


def test_days_and_months_have_zeros_where_the_decree_says() -> None:
    assert [printed_day(day) for day in (1, 9, 10, 31)] == ["01", "09", "10", "31"]
    assert [printed_month(month) for month in (1, 2, 3, 9, 10)] == ["01", "02", "3", "9", "10"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Số: 11 /2018/QĐ-UBND", Notation(11, 2018, "QĐ-UBND")),
        ("11/2018/QĐ - UBND", Notation(11, 2018, "QĐ-UBND")),
        ("5/QĐ-SNV", Notation(5, None, "QĐ-SNV")),
        ("05/QĐ–SNV", Notation(5, None, "QĐ-SNV")),
        ("SỐ 10/TTr-STTTT", Notation(10, None, "TTr-STTTT")),
        ("33/2024/QH15", Notation(33, 2024, "QH15")),
        ("12A/QĐ-UBND", Notation(12, None, "QĐ-UBND", "a")),
        ("2018/QĐ-UBND", Notation(2018, None, "QĐ-UBND")),
    ],
)
def test_parse_notation(text: str, expected: Notation) -> None:
    assert parse_notation(text) == expected


def test_one_notation_written_twice_is_one() -> None:
    assert parse_notation("05/QĐ-SNV") == parse_notation("Số: 5 / QĐ - SNV")
    assert parse_notation("11/QĐ-UBND") != parse_notation("11/2018/QĐ-UBND")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "QĐ-UBND",
        "11",
        "11/",
        "/QĐ",
        "0/QĐ-SNV",
        "11/2018/",
        "11//QĐ",
        "1234567/QĐ",
        "11/QĐ--SNV",
        "80-NQ/TW",
        "11/QĐ_SNV",
        "1/" + "A" * NOTATION_LENGTH_MAX,
    ],
)
def test_what_is_no_notation(text: str) -> None:
    with pytest.raises(BadNotation, match="94/SGDĐT-VP"):
        parse_notation(text)


def test_the_longest_notation_is_read() -> None:
    assert parse_notation("1/" + "A" * (NOTATION_LENGTH_MAX - 2)).number == 1
