"""Number and notation as printed: "94/SGDĐT-VP", "05/QĐ-SNV", "11/2018/QĐ-UBND".

Law: ND30/PL1.F1.M2.K3.b, ND30/PL1.F1.M2.K3.c (how notations are written), ND30/PL1.F1.M2.K4.b (dates).
"""

import re
from dataclasses import dataclass

from congvan.law.errors import BadNotation
from congvan.law.kinds import DocumentKind
from congvan.vietnamese import normalise

NUMBER_MAX = 999_999
NOTATION_LENGTH_MAX = 100
LEADING_ZERO_BELOW = 10
LEADING_ZERO_MONTHS = (1, 2)
YEAR_MIN, YEAR_MAX = 1945, 2999

GROUP = r"[^\W\d_][^\W_]*"
"""A group of an abbreviation: begins with a letter, letters and digits after it ("QH15")."""

SYMBOL = re.compile(rf"{GROUP}([-.]{GROUP})*")
NOTATION = re.compile(
    rf"(?:số:?)?(?P<number>\d{{1,6}})(?P<suffix>[^\W\d_]{{1,3}})?/(?:(?P<year>\d{{4}})/)?(?P<symbol>{SYMBOL.pattern})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Notation:
    """A notation taken apart. Equal notations are equal whatever their spaces and leading zeros.

    `year` stands only in the notations of normative documents; `suffix` is an inserted number's letter (12a).
    """

    number: int
    year: int | None
    symbol: str
    suffix: str = ""

    @property
    def text(self) -> str:
        """The notation in one line, with the leading zero."""
        number = printed_number(self.number) + self.suffix
        return "/".join([number, *([str(self.year)] if self.year else []), self.symbol])


def symbol(*, kind: DocumentKind, issuer: str, drafter: str | None = None) -> str:
    """The part after the number: kind and issuer; of an official letter issuer and drafting unit instead."""
    parts = [kind.abbreviation, issuer] if kind.abbreviation else [issuer, drafter or ""]
    joined = "-".join(re.sub(r"\s", "", normalise(part)) for part in parts if part.strip())
    if not SYMBOL.fullmatch(joined):
        raise BadNotation(
            f"Ký hiệu “{joined[:NOTATION_LENGTH_MAX]}” không hợp lệ. "
            "Chỉ dùng chữ viết tắt, giữa các nhóm có dấu gạch nối, không cách chữ."
        )
    return joined


def notation(*, kind: DocumentKind, number: int, year: int, symbol: str, leading_zero: bool = True) -> str:
    """The whole notation. The year stands inside it for normative kinds only.

    `leading_zero` is the rulebook's `numbering.leading_zero_below_10`.
    """
    printed = printed_number(number, leading_zero=leading_zero)
    if not kind.normative:
        return f"{printed}/{symbol}"
    if not YEAR_MIN <= year <= YEAR_MAX:
        raise BadNotation(f"Năm {year} không hợp lệ. Nhập năm ban hành gồm bốn chữ số.")
    return f"{printed}/{year}/{symbol}"


def printed_number(number: int, *, leading_zero: bool = True) -> str:
    """A document's number; below 10 with a leading zero. Law: ND30/PL1.F1.M2.K3.c."""
    if not 1 <= number <= NUMBER_MAX:
        raise BadNotation(f"Số {number} không hợp lệ. Số văn bản từ 1 đến {NUMBER_MAX}.")
    return f"0{number}" if leading_zero and number < LEADING_ZERO_BELOW else str(number)


def printed_day(day: int) -> str:
    """A day of the month as printed: below 10 with a leading zero. Law: ND30/PL1.F1.M2.K4.b."""
    return f"0{day}" if day < LEADING_ZERO_BELOW else str(day)


def printed_month(month: int) -> str:
    """A month as printed: January and February with a leading zero, March to September without."""
    return f"0{month}" if month in LEADING_ZERO_MONTHS else str(month)


def parse_notation(text: str) -> Notation:
    """Read a notation as others write it: with spaces, with "Số:" before it, without leading zeros."""
    if len(text) <= NOTATION_LENGTH_MAX:
        match = NOTATION.fullmatch(re.sub(r"\s", "", normalise(text)).replace("–", "-"))
        if match and int(match["number"]):
            year = int(match["year"]) if match["year"] else None
            return Notation(int(match["number"]), year, match["symbol"], (match["suffix"] or "").lower())
    raise BadNotation(
        f"“{text[:NOTATION_LENGTH_MAX]}” không phải số, ký hiệu văn bản. "
        "Nhập như “94/SGDĐT-VP” hoặc “11/2018/QĐ-UBND”."
    )
