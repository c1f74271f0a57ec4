from datetime import date, datetime, timedelta

import pytest

from congvan.law.holidays import national_calendar
from congvan.law.parameters import Event, Ground
from congvan.law.rulebook import resolve
from congvan.law.urgency import Urgency
from congvan.law.working_time import ZONE

RECEPTION = resolve(profile="phu-yen-2018", on=date(2018, 4, 10)).reception


def due(delivered_at: datetime) -> datetime:
    return national_calendar().add(delivered_at, timedelta(hours=RECEPTION.forward_within.working_hours))


@pytest.mark.law("QD11/D5.K2")
def test_d5_k2_eight_working_hours_run_from_delivery_to_the_agency() -> None:
    assert RECEPTION.forward_within.working_hours == 8
    assert RECEPTION.forward_within.from_event is Event.DELIVERED_TO_AGENCY


@pytest.mark.law("QD11/D5.K2")
@pytest.mark.parametrize(
    ("delivered", "end"),
    [
        ("2018-03-30T07:30", "2018-04-02T07:30"),  # over a weekend
        ("2018-04-13T15:30", "2018-04-16T15:30"),
        ("2018-04-24T16:00", "2018-04-26T16:00"),  # over Giỗ Tổ
        ("2018-04-27T13:30", "2018-05-02T11:30"),  # over 30/4 and 1/5: the afternoon and a morning of 4.5 h
        ("2018-12-28T17:00", "2019-01-02T17:00"),  # over the swapped day
        ("2019-01-04T13:30", "2019-01-05T11:30"),  # into a Saturday worked instead
    ],
)
def test_d5_k2_only_working_hours_count(delivered: str, end: str) -> None:
    start = datetime.fromisoformat(delivered).replace(tzinfo=ZONE)
    assert due(start) == datetime.fromisoformat(end).replace(tzinfo=ZONE)


@pytest.mark.law("QD11/D5.K3")
def test_d5_k3_urgent_documents_come_first() -> None:
    assert RECEPTION.urgent_at_once
    order = [urgency.label for urgency in sorted(Urgency, reverse=True)]
    assert order == ["Hỏa tốc", "Thượng khẩn", "Khẩn", "Thường"]
    assert Urgency.parse("Hoả tốc") is Urgency.FLASH


@pytest.mark.law("QD11/D5.K6.a")
def test_d5_k6_a_there_are_exactly_two_grounds() -> None:
    assert set(RECEPTION.rejection_grounds) == {Ground.WRONG_RECIPIENT, Ground.NO_LEGAL_VALUE}


@pytest.mark.law("QD11/D5.K6.b")
def test_d5_k6_b_a_reason_is_required() -> None:
    assert RECEPTION.reason_required
