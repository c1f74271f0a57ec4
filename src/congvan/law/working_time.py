"""Working time: how many hours lie between two moments, and when so many hours are over. Law: QD11/D5.K2."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from congvan.law.errors import BadCalendar

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
"""Vietnam's only zone: +07:00 without summer time, so wall-clock arithmetic is exact."""

DEFAULT_HOURS = ((time(7), time(11, 30)), (time(13, 30), time(17)))
"""4.5 + 3.5 hours: a working day of 8 hours. Agencies set their own."""

SATURDAY, SUNDAY = 5, 6
WORKING_MAX = timedelta(days=3660)
"""The most working time that `add` counts off; no deadline is near it."""

DAY = timedelta(days=1)
NOTHING = timedelta()


@dataclass(frozen=True)
class WorkingCalendar:
    """When an agency works. Moments are aware datetimes; results are in Vietnam's zone.

    `holidays` are days off (with compensations and swapped days off), `swapped` weekend days worked instead.
    """

    hours: tuple[tuple[time, time], ...] = DEFAULT_HOURS
    holidays: frozenset[date] = frozenset()
    swapped: frozenset[date] = frozenset()
    weekend: frozenset[int] = field(default=frozenset({SATURDAY, SUNDAY}))

    def __post_init__(self) -> None:
        edges = [edge for interval in self.hours for edge in interval]
        if not edges or any(early >= late for early, late in itertools.pairwise(edges)):
            raise BadCalendar(
                "Giờ làm việc phải có ít nhất một buổi, các buổi nối tiếp nhau và không chồng nhau."
            )
        if len(self.weekend) >= 7:  # noqa: PLR2004 - the days of a week
            raise BadCalendar("Mỗi tuần phải có ít nhất một ngày làm việc.")

    @property
    def day(self) -> timedelta:
        """The working time of one working day."""
        return sum((_length(early, late) for early, late in self.hours), NOTHING)

    def is_working_day(self, day: date) -> bool:
        """Whether the agency works on this day: swapped days win over weekends, holidays over both."""
        if day in self.holidays:
            return False
        return day in self.swapped or day.weekday() not in self.weekend

    def is_working(self, at: datetime) -> bool:
        """Whether this moment is working time. An interval holds its beginning, not its end."""
        at = _local(at)
        return self.is_working_day(at.date()) and any(early <= at.time() < late for early, late in self.hours)

    def add(self, start: datetime, working: timedelta) -> datetime:
        """The moment when so much working time has passed since `start`: the earliest such moment.

        Nothing added is `start` itself, also outside working hours.
        """
        if not NOTHING <= working <= WORKING_MAX:
            raise BadCalendar(
                f"Thời lượng {working} không hợp lệ. Thời hạn từ 0 đến {WORKING_MAX.days} ngày."
            )
        at = _local(start)
        left = working
        stretches = self._stretches(at)
        while left > NOTHING:
            begin, end = next(stretches)
            worked = min(left, end - begin)
            left -= worked
            at = begin + worked
        return at

    def between(self, a: datetime, b: datetime) -> timedelta:
        """The working time from `a` to `b`; negative when `b` is the earlier one."""
        a, b = _local(a), _local(b)
        if b < a:
            return -self.between(b, a)
        total = NOTHING
        stretches = self._stretches(a)
        begin, end = next(stretches)
        while begin < b:
            total += min(end, b) - begin
            begin, end = next(stretches)
        return total

    def _stretches(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The working intervals from `start` on, the first cut at it. Endless: days off are finitely many."""
        day = start.date()
        while True:
            if self.is_working_day(day):
                for early, late in self.hours:
                    end = datetime.combine(day, late, ZONE)
                    if end > start:
                        yield max(start, datetime.combine(day, early, ZONE)), end
            day += DAY


def _local(at: datetime) -> datetime:
    assert at.tzinfo is not None, "moments carry their zone"
    return at.astimezone(ZONE)


def _length(early: time, late: time) -> timedelta:
    return datetime.combine(date.min, late) - datetime.combine(date.min, early)
