"""Every act of the node is played in a scene. That acts, verbs and refusals fit together is proved in tests/meta."""

import pytest

from congvan.base.errors import Refusal
from tests.node.scenes import ACTS, SCENES


def test_every_act_has_its_scene():
    assert {act.code for act in ACTS} == set(SCENES)


def refusals(kind: type[Refusal] = Refusal) -> list[type[Refusal]]:
    return [one for sub in kind.__subclasses__() for one in (sub, *refusals(sub))]


NODE_REFUSALS = [one for one in refusals() if one.__module__.startswith("congvan.node")]


@pytest.mark.parametrize("refusal", NODE_REFUSALS, ids=lambda one: f"{one.__module__}.{one.__name__}")
def test_what_a_refusal_says_is_its_docstring(refusal):
    assert refusal().message == refusal.__doc__.strip()
