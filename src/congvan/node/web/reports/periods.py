"""The period of a report: this month, this quarter, this year, or from one day to another."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms

from congvan.base.clock import ZONE
from congvan.node.web.visit import Visit
from congvan.ui.fields import DayField

MONTH, QUARTER, YEAR, SPAN = "thang", "quy", "nam", "khoang"
NAMES = {MONTH: "Tháng này", QUARTER: "Quý này", YEAR: "Năm nay", SPAN: "Khoảng khác"}
MONTHS_A_QUARTER = 3


class Days(forms.Form):
    """From which day to which."""

    def __init__(self, data: Any = None, *, today: date, initial: Any = None) -> None:
        self.today = today
        super().__init__(data, initial=initial, auto_id="days-%s", use_required_attribute=False)
        self.fields["tu"] = DayField(
            label="Từ ngày", error_messages={"required": "Chưa nhập từ ngày. Ví dụ 01/04/2018."}
        )
        self.fields["den"] = DayField(
            label="Đến ngày", error_messages={"required": "Chưa nhập đến ngày. Ví dụ 30/06/2018."}
        )

    def clean(self) -> dict[str, Any]:
        """The first day is not after the last, nor after today."""
        given = super().clean() or {}
        first, last = given.get("tu"), given.get("den")
        if first and last and first > last:
            self.add_error("den", "Đến ngày sớm hơn từ ngày. Nhập lại khoảng thời gian.")
        if first and first > self.today:
            self.add_error("tu", "Từ ngày chưa tới. Nhập một ngày đã qua hoặc hôm nay.")
        return given


@dataclass(frozen=True)
class Period:
    """From the beginning of a day to the end of another, never beyond now. `word`: its kind in addresses."""

    word: str
    first: date
    last: date
    since: datetime
    until: datetime

    @property
    def query(self) -> dict[str, str]:
        """The period in an address."""
        if self.word != SPAN:
            return {"ky": self.word}
        return {"ky": SPAN, "tu": f"{self.first:%d/%m/%Y}", "den": f"{self.last:%d/%m/%Y}"}


def period_of(visit: Visit) -> tuple[Period, Days]:
    """The period that the address asks for, and the form of its days; this month if it cannot be read."""
    today = visit.at.astimezone(ZONE).date()
    word = visit.request.GET.get("ky", MONTH)
    if word != SPAN:
        word = word if word in NAMES else MONTH
        first = _first_day(word, today)
        return _period(visit, word, first, today), Days(today=today, initial={"tu": first, "den": today})
    # Chosen without days yet: the form stands there with this month's.
    asked = {"tu", "den"} & visit.request.GET.keys()
    form = Days(
        visit.request.GET if asked else None, today=today, initial={"tu": today.replace(day=1), "den": today}
    )
    if asked and form.is_valid():
        return _period(visit, SPAN, form.cleaned_data["tu"], form.cleaned_data["den"]), form
    return _period(visit, SPAN, today.replace(day=1), today), form


def _first_day(word: str, today: date) -> date:
    if word == MONTH:
        return today.replace(day=1)
    month = 1 if word == YEAR else today.month - (today.month - 1) % MONTHS_A_QUARTER
    return today.replace(month=month, day=1)


def _period(visit: Visit, word: str, first: date, last: date) -> Period:
    since = datetime.combine(first, time.min, tzinfo=ZONE)
    until = datetime.combine(last, time.max, tzinfo=ZONE)
    return Period(word, first, last, since, min(until, visit.at.astimezone(ZONE)))
