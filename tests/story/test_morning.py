"""The working morning after the story: something waits at every stage, at moments that the law knows."""

import pytest

from congvan.law.holidays import national_calendar
from congvan.sites.demo.letters.morning import papers
from congvan.sites.demo.morning.axis import Axis
from congvan.sites.demo.morning.moves import moves_of
from congvan.sites.demo.morning.neighbours import Worth
from congvan.sites.demo.morning.plan import plan
from congvan.sites.demo.morning.play import AT_LEAST, URGENT_MAX, URGENT_MIN
from congvan.sites.demo.pki import demo_holders, neighbours
from congvan.sites.demo.story import STEPS
from congvan.sites.demo.story.step import DONG_XUAN, PGD_DONG_XUAN, SGDDT, TUY_HOA, UBND
from congvan.sites.demo.world import cast

NOBODY_WAITS_FOR = {"quantri.ubnd", "quantri.sgddt"}
AT_THE_CLERKS = {"vanthu.ubnd", "vanthu.sgddt", "vanthu.tuyhoa", "vanthu.pgdx", "vanthu.dongxuan"}


@pytest.fixture(scope="module")
def agencies(played) -> dict:
    """What each agency has at each stage, as the hand saw it after the morning."""
    return played.found["morning"]["agencies"]


def test_the_morning_was_played_and_its_ledgers_have_no_gap(played):
    assert played.found["morning"]["ok"] is True, played.said
    assert played.found["morning"]["at"] == plan().opens.isoformat()


@pytest.mark.parametrize("code", [SGDDT, UBND, TUY_HOA, PGD_DONG_XUAN, DONG_XUAN])
def test_something_waits_at_every_stage(agencies, code):
    thin = {name: agencies[code].get(name, 0) for name in AT_LEAST[code]}
    assert all(thin[name] >= least for name, least in AT_LEAST[code].items()), thin


def test_about_one_in_eleven_new_ones_is_urgent(agencies):
    new = agencies[SGDDT]
    assert 8 <= new["waiting"] <= 15
    assert URGENT_MIN <= new["waiting_urgent"] / new["waiting"] <= URGENT_MAX


def test_most_new_ones_are_signed_and_the_others_are_told_apart(agencies):
    new = agencies[SGDDT]
    told = {
        name.removeprefix("waiting "): count for name, count in new.items() if name.startswith("waiting ")
    }
    assert told == {"loại 1": new["waiting"] - 2, "loại 3": 1, "không phân loại": 1}


def test_everybody_of_the_cast_has_something_to_do(agencies):
    held = {login for stages in agencies.values() for login in stages["held"]}
    everybody = {row["login"] for row in cast()["person"]}
    assert everybody - held - NOBODY_WAITS_FOR <= AT_THE_CLERKS
    assert all(agencies[code]["waiting"] for code in AT_LEAST), "and every clerk has arrivals"


def test_every_move_is_made_in_working_hours_after_the_story():
    moments = [move.at for move in moves_of(plan(), Axis.of(plan()))]
    calendar = national_calendar()
    assert moments == sorted(moments)
    assert moments[0] > STEPS[-1].at
    assert moments[-1] < plan().opens
    assert [at for at in moments if not calendar.is_working(at)] == []


def test_no_draft_goes_backward():
    for draft in plan().drafts:
        when = draft.when
        order = [
            "start",
            "revise",
            "forward",
            "submit",
            "approve",
            "sign",
            "to_issue",
            "number",
            "seal",
            "release",
        ]
        moments = [when[name] for name in order if name in when]
        assert moments == sorted(moments), draft.letter
        assert list(draft.initials) == sorted(draft.initials), draft.letter
        assert len(draft.initials) <= len(draft.checkers), draft.letter


def test_no_two_letters_share_a_notation_or_a_subject():
    every = papers().values()
    notations = [one.notation for one in every if one.notation]
    assert len(set(notations)) == len(notations)
    assert len({(one.agency, one.subject) for one in every}) == len(every)


def test_whoever_sends_signed_letters_has_keys():
    labels = {holder.label for holder in (*demo_holders(), *neighbours())}
    for arrival in plan().arrivals:
        if arrival.worth is not Worth.UNSIGNED:
            assert {papers()[arrival.letter].seal, papers()[arrival.letter].key} <= labels
