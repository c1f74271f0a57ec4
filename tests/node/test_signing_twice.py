"""Signing in person, repeated: the first answer was lost on the way, or a second tab was open."""

from dataclasses import replace

import pytest

from congvan.base.actor import RequestMark
from congvan.base.errors import Repeated, Stale
from congvan.node.acts.states import OutgoingState
from congvan.node.outgoing.ceremony import clerk_seals, leader_signs
from congvan.sites.demo.pki import PIN
from tests.node import lives, papers
from tests.node.cast import AT, actor

pytestmark = pytest.mark.usefixtures("node")
CASES = pytest.mark.parametrize(
    ("signs", "name", "before", "after"),
    [
        (leader_signs, "Lâm", OutgoingState.APPROVED, OutgoingState.SIGNED),
        (clerk_seals, "Vân", OutgoingState.NUMBERED, OutgoingState.ISSUED),
    ],
)


@CASES
def test_with_the_same_key_it_gets_the_first_answer(signs, name, before, after):
    life = lives.outgoing_at(before)
    by = replace(actor(name), request=RequestMark(key="sign once"))
    signs(by=by, at=AT, outgoing=life, signer=papers.LocalSigner(), pin=PIN)
    signatures = life.signatures.count()
    with pytest.raises(Repeated):
        signs(by=by, at=AT, outgoing=lives.fresh(life), signer=papers.LocalSigner(), pin=PIN)
    assert lives.fresh(life).state == after
    assert life.signatures.count() == signatures


@CASES
def test_without_a_key_it_is_told_that_it_came_too_late(signs, name, before, after):
    life = lives.outgoing_at(after)
    signatures = life.signatures.count()
    with pytest.raises(Stale):
        signs(by=actor(name), at=AT, outgoing=life, signer=papers.LocalSigner(), pin=PIN)
    assert life.signatures.count() == signatures
