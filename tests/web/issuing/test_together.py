"""Two clerks at one document, each in a session of their own, on a database where both really commit."""

import pytest

from congvan.node.acts.states import OutgoingState as State
from congvan.node.registers.models import Purpose
from congvan.node.registers.queries import check_ledger
from congvan.node.web.outgoing.issuing import steps
from tests.node import cast
from tests.node.papers import LocalSigner
from tests.node.threads import together
from tests.web.issuing.desk import desk
from tests.web.people import client_of


@pytest.mark.law("QD11/D8.K2.a")
def test_d8_k2_a_two_clerks_at_once_one_is_too_late_and_no_number_is_lost(committed, monkeypatch):
    """Both press at the same moment; the signer is ours, so that only the database decides."""
    monkeypatch.setattr(steps, "signer", LocalSigner)
    clerk = desk()
    sheets = [clerk.sheet(), clerk.sheet()]
    clients = [client_of("Vân"), client_of("Vân")]
    waiting = list(zip(sheets, clients, strict=True))
    found = together(lambda: (one := waiting.pop())[0].send(one[1]).status_code, times=2)
    assert sorted(found) == [303, 409]
    assert clerk.now().state == State.RELEASED
    verdict = check_ledger(cast.series(Purpose.OUTGOING))
    assert (verdict.first, verdict.last, verdict.missing) == (1, 1, ())
