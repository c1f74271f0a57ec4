"""What an act owes the sender waits its 10 seconds of legal time before a worker sends it (`not_before`, §6.6)."""

from datetime import timedelta

import pytest

from congvan.node.outbox.jobs import send_due
from congvan.node.outbox.models import Transmission
from congvan.packet.codes import StatusCode
from tests.node import lives
from tests.node.cast import AT
from tests.node.hub_double import HubDouble

pytestmark = pytest.mark.usefixtures("node")


@pytest.fixture
def clock(settings, tmp_path):
    """Sets legal time."""
    file = tmp_path / "clock"
    settings.CLOCK_FILE = str(file)
    return lambda at: file.write_text(at.isoformat(), "ascii")


@pytest.mark.law("QD11/D3.K4")
def test_d3_k4_the_word_that_it_is_registered_waits_until_registration_can_no_longer_be_undone(clock):
    life = lives.registered(at=AT)
    owed = Transmission.objects.get(document=life.document, status_code=StatusCode.RECEIVED)
    hub = HubDouble()
    clock(AT + timedelta(seconds=9))
    send_due(hub)
    assert owed.packet_id not in hub.posted
    assert hub.posted, "what is due, status 01, has left"
    clock(AT + timedelta(seconds=10))
    send_due(hub)
    assert owed.packet_id in hub.posted
    assert len(set(hub.posted)) == len(hub.posted)
