"""Values of the wire: dates, times, numbers and yes/no as text, and back.

Reading is lenient and answers None for what it cannot read; writing knows one form only.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_DATE = re.compile(r"([0-9]{4})([/-])([0-9]{1,2})\2([0-9]{1,2})")
_TIME = re.compile(r"(\S+)[ T]([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]{1,9})?")
_NUMBER = re.compile(r"[0-9]{1,5}")
_TRUE = frozenset({"1", "true"})
_FALSE = frozenset({"0", "false"})
NUMBER_MAX = 65_535  # unsigned short


def format_date(day: date) -> str:
    return f"{day.year:04}/{day.month:02}/{day.day:02}"


def format_time(at: datetime) -> str:
    """Local time to the second; the wire knows neither zone nor fraction."""
    assert at.tzinfo is not None, "packet times are aware"
    local = at.astimezone(ZONE)
    return f"{format_date(local.date())} {local.hour:02}:{local.minute:02}:{local.second:02}"


def parse_date(text: str) -> date | None:
    """`yyyy/MM/dd` or `yyyy-MM-dd`. Never day first: a deployed system read 34/… as the year 0034."""
    match = _DATE.fullmatch(text)
    if not match:
        return None
    year, _, month, day = match.groups()
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def parse_time(text: str) -> datetime | None:
    """`yyyy/MM/dd HH:mm:ss`, also with dashes or T; a fraction is dropped."""
    match = _TIME.fullmatch(text)
    day = parse_date(match[1]) if match else None
    if not match or not day:
        return None
    try:
        return datetime(
            day.year, day.month, day.day, int(match[2]), int(match[3]), int(match[4]), tzinfo=ZONE
        )
    except ValueError:
        return None


def is_exact_date(text: str) -> bool:
    day = parse_date(text)
    return day is not None and format_date(day) == text


def is_exact_time(text: str) -> bool:
    at = parse_time(text)
    return at is not None and format_time(at) == text


def parse_number(text: str) -> int | None:
    """An unsigned short."""
    if not _NUMBER.fullmatch(text) or int(text) > NUMBER_MAX:
        return None
    return int(text)


def parse_flag(text: str) -> bool | None:
    lowered = text.lower()
    if lowered in _TRUE:
        return True
    return False if lowered in _FALSE else None
