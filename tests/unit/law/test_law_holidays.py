from datetime import date, time, timedelta
from typing import Any

import pytest

from congvan.law import holidays
from congvan.law.errors import BadLawData
from congvan.law.holidays import known, national_calendar


def free_weekdays(first: date, last: date) -> int:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sum(day in known().names for day in days if day.weekday() < 5)


def test_the_years_that_are_known() -> None:
    assert known().years == frozenset(range(2018, 2027))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2018, 2, 14), date(2018, 2, 20)),
        (date(2019, 2, 4), date(2019, 2, 8)),
        (date(2020, 1, 23), date(2020, 1, 29)),
        (date(2021, 2, 10), date(2021, 2, 16)),
        (date(2022, 1, 31), date(2022, 2, 4)),
        (date(2023, 1, 20), date(2023, 1, 26)),
        (date(2024, 2, 8), date(2024, 2, 14)),
        (date(2025, 1, 27), date(2025, 1, 31)),
        (date(2026, 2, 16), date(2026, 2, 20)),
    ],
)
def test_tet_takes_five_working_days_a_year(first: date, last: date) -> None:
    assert free_weekdays(first, last) == 5
    calendar = national_calendar()
    assert calendar.is_working_day(first - timedelta(days=1)) or (first - timedelta(days=1)).weekday() > 4
    assert calendar.is_working_day(last + timedelta(days=1)) or (last + timedelta(days=1)).weekday() > 4


@pytest.mark.parametrize("year", range(2018, 2027))
def test_no_working_day_is_lost_to_a_weekend(year: int) -> None:
    """BLLĐ 2012, 2019: 10 days off a year, 11 from 2021, 12 from 2026; weekends are compensated, swaps worked."""
    paid = 10 if year < 2021 else 11 if year < 2026 else 12
    off = free_weekdays(date(year, 1, 1), date(year, 12, 31))
    worked = sum(day.year == year for day in known().swapped)
    carried = {2018: 1, 2019: -1}.get(year, 0)  # 31/12/2018 is worked on 5/1/2019
    assert off - worked == paid + carried


def test_swapped_days_are_weekend_days_that_are_no_holidays() -> None:
    assert all(day.weekday() > 4 and day not in known().names for day in known().swapped)


def test_an_agency_keeps_its_own_hours_over_national_holidays() -> None:
    calendar = national_calendar(hours=((time(8), time(12)),))
    assert calendar.day == timedelta(hours=4)
    assert calendar.holidays == frozenset(known().names)


@pytest.mark.parametrize("days", [[date(2019, 1, 1)], [date(2018, 1, 1), date(2018, 1, 1)]])
def test_days_of_another_year_or_twice_do_not_load(monkeypatch: pytest.MonkeyPatch, days: list[date]) -> None:
    content: dict[str, Any] = {"year": 2018, "off": [{"day": day, "name": "x"} for day in days]}
    monkeypatch.setattr(holidays, "tables", lambda _folder: {"2018.toml": content})
    with pytest.raises(BadLawData, match="sai năm hoặc có hai lần"):
        known.__wrapped__()
