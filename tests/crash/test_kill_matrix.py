"""At every named step every kind of process dies once; afterwards nothing is lost, doubled, stuck or altered."""

import pytest

from tests.crash.killing import dying
from tests.crash.matrix import BY_ID, CELLS, PLAYED_ON, kill_at, steps_after

WHOLE = {"fault": None, "open": 0, "sealed": True}


def disturbed(theatre, step, kind):
    """Play a step from its snapshot while something dies, and wait until the sites are as they should be."""
    undisturbed = theatre.acts[step]
    theatre.bring_back(step)
    with dying(theatre.stage, kill_at(step, kind, seconds=undisturbed.seconds)):
        theatre.play(BY_ID[step])
    theatre.settle(undisturbed.after)


def check_invariants(theatre):
    """Every seal holds, no number is missing, no packet waits for a person (settle has seen to that)."""
    stage = theatre.stage
    for hand in (stage.hub, stage.ubnd, stage.sgddt):
        assert hand.do("verify_audit", key="") == WHOLE
    for hand in (stage.ubnd, stage.sgddt):
        assert hand.do("gaps", key="") == []


@pytest.mark.law("QD11/D10.K4")
@pytest.mark.parametrize(("step", "kind"), CELLS)
def test_a_death_changes_nothing(theatre, step, kind):
    disturbed(theatre, step, kind)
    check_invariants(theatre)


@pytest.mark.law("QD11/D10.K4")
@pytest.mark.parametrize(("kind", "step"), PLAYED_ON.items())
def test_the_story_ends_as_if_nobody_had_died(theatre, step, kind):
    disturbed(theatre, step, kind)
    for later in steps_after(step):
        theatre.play(later)
    theatre.settle(theatre.final)
    check_invariants(theatre)
