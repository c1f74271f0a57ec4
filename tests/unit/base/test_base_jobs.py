"""How long a job that failed waits for its next try."""

from congvan.base.jobs import BACKOFF_SECONDS_FIRST, BACKOFF_SECONDS_MAX, _pause_after


def test_the_first_retry_comes_soon_and_the_pauses_grow_to_a_bound():
    pauses = [_pause_after(failures) for failures in range(1, 12)]
    assert pauses[0] == BACKOFF_SECONDS_FIRST
    assert pauses == sorted(pauses)
    assert pauses[-1] == BACKOFF_SECONDS_MAX


def test_an_outage_of_days_leaves_no_bound():
    assert _pause_after(100_000) == BACKOFF_SECONDS_MAX
