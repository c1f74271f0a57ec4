"""A second look at the same bytes costs a digest, and never outlives what it rests on."""

import time
from dataclasses import replace
from datetime import timedelta

from congvan.signing.verdicts import Verdicts
from tests.unit.signing.conftest import AT

SECOND_LOOK_SECONDS = 0.002


def test_a_second_look_is_the_same_report_in_under_two_milliseconds(desk, issued):
    verdicts = Verdicts()
    first = verdicts.verify(issued, policy=desk.policy, at=AT)
    times = []
    for _ in range(9):
        started = time.perf_counter()
        again = verdicts.verify(issued, policy=desk.policy, at=AT + timedelta(minutes=5))
        times.append(time.perf_counter() - started)
    assert again is first
    assert again.valid_all
    assert sorted(times)[4] < SECOND_LOOK_SECONDS


def test_other_bytes_another_policy_and_another_day_are_looked_at_anew(desk, issued):
    verdicts = Verdicts()
    first = verdicts.verify(issued, policy=desk.policy, at=AT)
    assert verdicts.verify(issued + b"\n", policy=desk.policy, at=AT) is not first
    assert not verdicts.verify(issued, policy=replace(desk.policy, roots=()), at=AT).valid_all
    assert verdicts.verify(issued, policy=desk.policy, at=AT + timedelta(days=1)) is not first


def test_a_certificate_that_ends_during_the_day_is_looked_at_anew(desk, issued):
    verdicts = Verdicts()
    end = verdicts.verify(issued, policy=desk.policy, at=AT).signatures[0].certificate.not_after
    before, after = end - timedelta(minutes=1), end + timedelta(minutes=1)
    if before.date() == after.date():
        assert verdicts.verify(issued, policy=desk.policy, at=before).valid_all
    assert not verdicts.verify(issued, policy=desk.policy, at=after).valid_all


def test_memory_is_bounded(desk, issued):
    verdicts = Verdicts(kept_max=1)
    first = verdicts.verify(issued, policy=desk.policy, at=AT)
    verdicts.verify(b"junk", policy=desk.policy, at=AT)
    assert verdicts.verify(issued, policy=desk.policy, at=AT) is not first
