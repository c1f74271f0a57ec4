from datetime import UTC, date, datetime, timedelta

import pytest

from congvan.law.errors import UnknownProfile, UnknownRule
from congvan.law.parameters import Acknowledgement, Event, Ground, LatestRelease, SealPlace
from congvan.law.rule_data import profiles, rules
from congvan.law.rulebook import HOUSE, _counts, resolve

IN_FORCE = date(2018, 4, 10)


def test_typed_values_by_attribute() -> None:
    book = resolve(profile="phu-yen-2018", on=IN_FORCE)
    assert book.reception.forward_within.working_hours == 8
    assert book.reception.forward_within.from_event is Event.DELIVERED_TO_AGENCY
    assert book.reception.rejection_grounds == (Ground.WRONG_RECIPIENT, Ground.NO_LEGAL_VALUE)
    assert book.signing.seal_place is SealPlace.PAGE1_TOP_LEFT
    assert book.handling.default_days == 10
    assert book.secrecy.refused


def test_the_first_source_in_order_prevails_and_the_others_fill_gaps() -> None:
    book = resolve(profile="phu-yen-2020", on=date(2020, 3, 5))
    assert book.signing.seal_place is SealPlace.OVER_A_THIRD_OF_LEADER_IMAGE_LEFT
    assert book.source_of("signing.seal_place").law == "ND30/PL1.F1.M2.K8.a"
    assert book.source_of("release.legal_value_required").law == "QD11/D8.K4"
    assert book.source_of("reception.reason_required").law == "QD28/D4"
    assert book.release.latest is LatestRelease.END_OF_NEXT_WORKING_DAY


def test_a_source_counts_from_its_day_on() -> None:
    assert (
        resolve(profile="national-2020", on=date(2020, 3, 4)).reception.acknowledge_within
        is Acknowledgement.NO_DUTY
    )
    book = resolve(profile="national-2020", on=date(2020, 3, 5))
    assert book.reception.acknowledge_within is Acknowledgement.END_OF_SAME_DAY
    assert (
        resolve(profile="phu-yen-2020", on=date(2019, 1, 1)).release.latest
        is LatestRelease.MORNING_OF_NEXT_WORKING_DAY
    )


def test_where_every_source_is_silent_the_house_decides_and_says_so() -> None:
    source = resolve(profile="phu-yen-2018", on=IN_FORCE).source_of("handling.default_days")
    assert (source.law, source.since, source.adopted_early) == (HOUSE, None, False)
    assert source.shown == "Quy ước của hệ thống, không phải quy định của pháp luật"


def test_a_source_is_shown_in_words() -> None:
    source = resolve(profile="phu-yen-2018", on=IN_FORCE).source_of("reception.forward_within")
    assert source.shown == "Điều 5 khoản 2 Quy chế kèm theo Quyết định 11/2018/QĐ-UBND"


def test_early_adoption_brings_a_source_forward_and_is_shown() -> None:
    book = resolve(profile="phu-yen-2018", on=date(2018, 3, 30), adopted_on=date(2018, 3, 1))
    source = book.source_of("reception.forward_within")
    assert source.law == "QD11/D5.K2"
    assert source.adopted_early
    assert source.shown.endswith("(áp dụng thí điểm trước ngày có hiệu lực 10/04/2018)")


@pytest.mark.parametrize(
    ("on", "adopted_on", "early"),
    [
        (date(2018, 2, 28), date(2018, 3, 1), None),
        (date(2018, 3, 1), date(2018, 3, 1), True),
        (date(2018, 4, 9), date(2018, 3, 1), True),
        (date(2018, 4, 10), date(2018, 3, 1), False),
        (date(2018, 4, 10), date(2020, 1, 1), False),
    ],
)
def test_edges_of_early_adoption(on: date, adopted_on: date, early: bool | None) -> None:
    source = resolve(profile="phu-yen-2018", on=on, adopted_on=adopted_on).source_of(
        "reception.reason_required"
    )
    assert (source.law == HOUSE) is (early is None)
    assert source.adopted_early is bool(early)


def test_early_adoption_does_not_bring_later_changes_forward() -> None:
    book = resolve(profile="phu-yen-2018", on=date(2018, 3, 30), adopted_on=date(2018, 3, 1))
    assert book.legal_value.unsigned_scan_possible
    assert book.source_of("legal_value.unsigned_scan_possible").law == "QD11/D3.K1.c"
    lapsed = rules()["legal_value.unsigned_scan_possible"].values[1]
    assert not _counts(lapsed, on=date(2020, 1, 1), adopted_on=date(2018, 3, 1))
    assert _counts(lapsed, on=date(2026, 7, 1), adopted_on=date(2018, 3, 1))


def test_a_repealed_ground_lapses_on_its_day() -> None:
    last = resolve(profile="phu-yen-2018", on=date(2026, 6, 30))
    after = resolve(profile="phu-yen-2018", on=date(2026, 7, 1))
    assert last.legal_value.unsigned_scan_possible
    assert not after.legal_value.unsigned_scan_possible
    assert after.source_of("legal_value.unsigned_scan_possible").law == "ND224/D90.K2.c"


def test_every_rule_has_a_source_in_every_profile_on_every_day() -> None:
    for profile in profiles():
        for day in range(0, 3300, 50):
            book = resolve(profile=profile, on=date(2018, 1, 1) + timedelta(days=day))
            assert set(book.sources) == set(rules())


def test_the_same_question_gives_the_same_object_and_it_is_frozen() -> None:
    book = resolve(profile="phu-yen-2018", on=IN_FORCE)
    assert resolve(profile="phu-yen-2018", on=IN_FORCE) is book
    with pytest.raises(AttributeError):
        book.on = date(2020, 1, 1)
    with pytest.raises(TypeError):
        book.sources["x"] = None
    assert hash(book)


def test_unknown_names_are_refused() -> None:
    with pytest.raises(UnknownProfile, match="phu-yen-2018"):
        resolve(profile="phu-yen-2017", on=IN_FORCE)
    with pytest.raises(UnknownRule, match=r"reception\.nothing"):
        resolve(profile="phu-yen-2018", on=IN_FORCE).source_of("reception.nothing")


def test_a_moment_is_not_a_day() -> None:
    with pytest.raises(AssertionError):
        resolve(profile="phu-yen-2018", on=datetime(2018, 4, 10, 7, 30, tzinfo=UTC))


def test_every_ground_has_words() -> None:
    assert Ground.WRONG_RECIPIENT.label == "Gửi nhầm đơn vị nhận"
    assert all(ground.label for ground in Ground)
