from datetime import UTC, date, datetime, time, timedelta

import pytest

from congvan.law.errors import BadCalendar
from congvan.law.holidays import national_calendar
from congvan.law.working_time import WORKING_MAX, ZONE, WorkingCalendar

CALENDAR = WorkingCalendar()
HOUR = timedelta(hours=1)


def at(day: str, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZONE)


def test_the_default_day_is_eight_hours() -> None:
    assert CALENDAR.day == 8 * HOUR


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (at("2018-03-30", "07:30"), 8, at("2018-04-02", "07:30")),  # Friday morning to Monday
        (at("2018-03-30", "15:30"), 8, at("2018-04-02", "15:30")),  # 1.5 h on Friday, the rest on Monday
        (at("2018-03-30", "07:00"), 8, at("2018-03-30", "17:00")),  # exactly one day
        (at("2018-03-30", "07:00"), 4.5, at("2018-03-30", "11:30")),  # the end of a stretch, not the next
        (at("2018-03-30", "12:00"), 1, at("2018-03-30", "14:30")),  # noon does not count
        (at("2018-03-31", "10:00"), 1, at("2018-04-02", "08:00")),  # Saturday waits for Monday
        (at("2018-03-31", "10:00"), 0, at("2018-03-31", "10:00")),  # nothing is nothing
    ],
)
def test_add(start: datetime, hours: float, end: datetime) -> None:
    assert CALENDAR.add(start, hours * HOUR) == end


def test_between_is_how_much_was_worked_and_negative_backwards() -> None:
    friday, monday = at("2018-03-30", "15:30"), at("2018-04-02", "08:00")
    assert CALENDAR.between(friday, monday) == 2.5 * HOUR
    assert CALENDAR.between(monday, friday) == -2.5 * HOUR
    assert CALENDAR.between(friday, at("2018-03-30", "16:00")) == 0.5 * HOUR
    assert CALENDAR.between(at("2018-03-30", "18:00"), at("2018-04-01", "18:00")) == timedelta()


def test_moments_of_other_zones_are_the_same_moments() -> None:
    utc = datetime(2018, 3, 30, 0, 30, tzinfo=UTC)
    assert CALENDAR.add(utc, HOUR) == at("2018-03-30", "08:30")
    assert CALENDAR.is_working(utc)


def test_a_moment_without_a_zone_is_a_programming_error() -> None:
    with pytest.raises(AssertionError):
        CALENDAR.add(datetime(2018, 3, 30), HOUR)  # noqa: DTZ001 - the point of the test


@pytest.mark.parametrize(
    ("clock", "working"),
    [("06:59", False), ("07:00", True), ("11:29", True), ("11:30", False), ("13:30", True), ("17:00", False)],
)
def test_is_working_holds_the_beginning_not_the_end(clock: str, working: bool) -> None:
    assert CALENDAR.is_working(at("2018-03-30", clock)) is working


def test_holidays_and_swapped_days() -> None:
    calendar = national_calendar()
    assert not calendar.is_working_day(date(2018, 12, 31))
    assert calendar.is_working_day(date(2019, 1, 5))
    assert not calendar.is_working_day(date(2019, 1, 12))
    assert calendar.add(at("2018-12-28", "16:30"), HOUR) == at("2019-01-02", "07:30")


def test_a_holiday_wins_over_a_swapped_day() -> None:
    day = date(2018, 3, 31)
    assert not WorkingCalendar(holidays=frozenset({day}), swapped=frozenset({day})).is_working_day(day)


def test_an_agency_has_its_own_hours_and_weekend() -> None:
    calendar = WorkingCalendar(hours=((time(8), time(12)),), weekend=frozenset({6}))
    assert calendar.day == 4 * HOUR
    assert calendar.add(at("2018-03-31", "11:00"), 2 * HOUR) == at("2018-04-02", "09:00")


@pytest.mark.parametrize(
    "hours",
    [(), ((time(9), time(9)),), ((time(9), time(8)),), ((time(7), time(12)), (time(11), time(17)))],
)
def test_hours_that_overlap_or_are_none_are_refused(hours: tuple) -> None:
    with pytest.raises(BadCalendar, match="Giờ làm việc"):
        WorkingCalendar(hours=hours)


def test_a_week_needs_a_working_day() -> None:
    with pytest.raises(BadCalendar, match="một ngày làm việc"):
        WorkingCalendar(weekend=frozenset(range(7)))


@pytest.mark.parametrize("working", [-timedelta(microseconds=1), WORKING_MAX + timedelta(microseconds=1)])
def test_amounts_out_of_bounds_are_refused(working: timedelta) -> None:
    with pytest.raises(BadCalendar, match="Thời lượng"):
        CALENDAR.add(at("2018-03-30", "07:00"), working)


def test_the_greatest_amount_is_counted() -> None:
    start = at("2018-03-30", "07:00")
    assert CALENDAR.between(start, CALENDAR.add(start, timedelta(days=366))) == timedelta(days=366)
