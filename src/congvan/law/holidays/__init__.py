"""Public holidays, their compensations and swapped working days of state agencies, a TOML file a year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from types import MappingProxyType

from congvan.law.data import tables
from congvan.law.errors import BadLawData
from congvan.law.working_time import DEFAULT_HOURS, WorkingCalendar


@dataclass(frozen=True)
class Holidays:
    """What is known. In a year outside `years` only weekends are free, so its deadlines are provisional."""

    years: frozenset[int]
    names: Mapping[date, str]
    swapped: frozenset[date]


@cache
def known() -> Holidays:
    """All years' days off, by date, and the weekend days worked instead."""
    names: dict[date, str] = {}
    swapped: set[date] = set()
    years: set[int] = set()
    for file, content in tables("holidays").items():
        years.add(content["year"])
        for row in content["off"]:
            if row["day"].year != content["year"] or row["day"] in names:
                raise BadLawData(file, f"ngày nghỉ {row['day']} sai năm hoặc có hai lần")
            names[row["day"]] = row["name"]
        for row in content.get("swap", ()):
            names[row["off"]] = "Nghỉ hoán đổi"
            swapped.add(row["worked"])
    return Holidays(frozenset(years), MappingProxyType(names), frozenset(swapped))


def national_calendar(*, hours: tuple[tuple[time, time], ...] = DEFAULT_HOURS) -> WorkingCalendar:
    """The calendar of a state agency with these working hours: all known days off and swapped days."""
    return WorkingCalendar(hours, frozenset(known().names), known().swapped)
