"""Working time is monotone, adds up, and `between` undoes `add`, on any calendar."""

from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from congvan.law.holidays import national_calendar
from congvan.law.working_time import ZONE, WorkingCalendar

FIRST, LAST = datetime.fromisoformat("2017-12-01"), datetime.fromisoformat("2027-01-31")
MOMENTS = st.datetimes(FIRST, LAST).map(lambda at: at.replace(tzinfo=ZONE))
AMOUNTS = st.timedeltas(timedelta(), timedelta(hours=200))
DAYS = st.frozensets(st.dates(date(2017, 12, 1), date(2027, 3, 1)), max_size=30)

UNHURRIED = settings(deadline=None)
"""Correctness is asked here, not speed: a busy machine is no failure."""


@st.composite
def calendars(draw: st.DrawFn) -> WorkingCalendar:
    edges = sorted(draw(st.sets(st.integers(0, 24 * 60 - 1), min_size=2, max_size=6)))
    if len(edges) % 2:
        edges.pop()
    clocks = [time(minute // 60, minute % 60) for minute in edges]
    hours = tuple(zip(clocks[::2], clocks[1::2], strict=True))
    weekend = draw(st.frozensets(st.integers(0, 6), max_size=3))
    return WorkingCalendar(hours, draw(DAYS), draw(DAYS), weekend)


CALENDARS = st.one_of(st.just(national_calendar()), calendars())


def small(calendar: WorkingCalendar, amount: timedelta) -> timedelta:
    """Amounts in proportion to the day, so that a calendar of one minute a day does not run for years."""
    return min(amount, calendar.day * 20)


@UNHURRIED
@given(CALENDARS, MOMENTS, AMOUNTS)
def test_between_undoes_add(calendar: WorkingCalendar, start: datetime, amount: timedelta) -> None:
    amount = small(calendar, amount)
    assert calendar.between(start, calendar.add(start, amount)) == amount


@UNHURRIED
@given(CALENDARS, MOMENTS, AMOUNTS, AMOUNTS)
def test_adding_adds_up(calendar: WorkingCalendar, start: datetime, one: timedelta, other: timedelta) -> None:
    one, other = small(calendar, one), small(calendar, other)
    assert calendar.add(calendar.add(start, one), other) == calendar.add(start, one + other)


@UNHURRIED
@given(CALENDARS, MOMENTS, MOMENTS, AMOUNTS)
def test_a_later_start_never_ends_earlier(
    calendar: WorkingCalendar, a: datetime, b: datetime, amount: timedelta
) -> None:
    amount = small(calendar, amount)
    early, late = sorted((a, b))
    assert calendar.add(early, amount) <= calendar.add(late, amount)


@UNHURRIED
@given(CALENDARS, MOMENTS, AMOUNTS, AMOUNTS)
def test_more_work_never_ends_earlier(
    calendar: WorkingCalendar, start: datetime, one: timedelta, other: timedelta
) -> None:
    less, more = sorted((small(calendar, one), small(calendar, other)))
    assert start <= calendar.add(start, less) <= calendar.add(start, more)


@UNHURRIED
@given(CALENDARS, st.lists(MOMENTS, min_size=3, max_size=3))
def test_between_adds_up_and_turns_its_sign(calendar: WorkingCalendar, moments: list[datetime]) -> None:
    a, b, c = moments
    b = min(b, a + timedelta(days=300)) if b > a else max(b, a - timedelta(days=300))
    c = min(c, b + timedelta(days=300)) if c > b else max(c, b - timedelta(days=300))
    assert calendar.between(a, b) + calendar.between(b, c) == calendar.between(a, c)
    assert calendar.between(a, b) == -calendar.between(b, a)


@UNHURRIED
@given(CALENDARS, MOMENTS, AMOUNTS.filter(bool))
def test_a_deadline_falls_into_working_time_or_on_its_end(
    calendar: WorkingCalendar, start: datetime, amount: timedelta
) -> None:
    due = calendar.add(start, small(calendar, amount))
    assert calendar.is_working(due - timedelta(microseconds=1))
