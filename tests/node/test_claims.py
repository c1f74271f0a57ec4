"""What a worker had in hand when something failed: free again at once, and recorded once."""

import pytest
from django.db import OperationalError

from congvan.base.audit.models import AuditEvent
from congvan.node.acts.states import OutgoingState, TransmissionState
from congvan.node.inbox.models import HubCursor
from congvan.node.outbox import jobs
from congvan.node.outbox.models import StatusRow, Transmission
from congvan.packet.codes import StatusCode
from congvan.packet.write import write_status
from tests.node import lives
from tests.node.cast import SO
from tests.node.hub_double import HubDouble
from tests.node.scenes_exchange import status_packet, transmission


class DatabaseGone(HubDouble):
    """The database fails while the hub is being called."""

    def post_packet(self, **packet):
        super().post_packet(**packet)
        raise OperationalError


def test_what_was_in_hand_when_the_database_failed_is_sent_at_the_next_call(node):
    sent, hub, in_hand = transmission(), HubDouble(), set()
    with pytest.raises(OperationalError):
        jobs.send_due(DatabaseGone(), in_hand=in_hand)
    assert in_hand == {sent.pk}
    assert jobs.send_due(hub, in_hand=in_hand) == 1
    assert in_hand == set()
    assert Transmission.objects.get(pk=sent.pk).state == TransmissionState.SENT


def test_another_worker_waits_for_the_claim_to_run_out(node):
    transmission()
    with pytest.raises(OperationalError):
        jobs.send_due(DatabaseGone(), in_hand=set())
    assert jobs.send_due(HubDouble(), in_hand=set()) == 0


@pytest.mark.law("QD11/D5.K6.b")
def test_d5_k6_b_a_status_that_comes_again_is_recorded_once_with_one_act(node):
    life = lives.outgoing_at(OutgoingState.RELEASED)
    hub = HubDouble()
    hub.deliver(write_status(status_packet(life.document, code=StatusCode.ARRIVED)), to=SO)
    hub.pulled_by_node()
    said = dict(hub.confirmed)
    HubCursor.objects.update(cursor="0")
    hub.pulled_by_node()
    assert StatusRow.objects.count() == 1
    assert AuditEvent.objects.filter(act="outbox.record_status", outcome="done").count() == 1
    assert hub.confirmed == said
