"""The node and its hub: at least once on the wire, effectively once here, whatever fails in between."""

import contextlib

import pytest

from congvan.base.audit.models import AuditEvent
from congvan.base.files import vault
from congvan.node.acts.states import IncomingState, OutgoingState, TransmissionState
from congvan.node.inbox.models import HubCursor
from congvan.node.incoming import actions as incoming
from congvan.node.incoming.models import Incoming
from congvan.node.outbox import jobs
from congvan.node.outbox.models import StatusRow, Transmission
from congvan.node.outbox.queries import reach
from congvan.packet.codes import StatusCode
from congvan.packet.write import write_status
from tests.hub import packets
from tests.node import cast, faults, lives, papers
from tests.node.cast import HUYEN, SO, TINH
from tests.node.hub_double import HubDouble
from tests.node.scenes_exchange import cursor, status_packet, transmission

law = pytest.mark.law


def row(transmission_: Transmission) -> Transmission:
    return Transmission.objects.get(pk=transmission_.pk)


# — pulling —


def test_the_same_packet_twice_arrives_once_and_is_confirmed_twice(node):
    hub = HubDouble()
    hub.deliver(packets.document(TINH, [SO], content=papers.born_signed()), to=SO)
    hub.pulled_by_node()
    said = dict(hub.confirmed)
    hub.confirmed.clear()
    HubCursor.objects.update(cursor="0")
    hub.pulled_by_node()
    assert Incoming.objects.count() == 1
    assert hub.confirmed == said, "with the same moment of delivery"


def test_a_packet_for_two_agencies_of_the_node_stands_in_both_queues(node):
    hub, packet = HubDouble(), packets.document(TINH, [SO, HUYEN], content=papers.born_signed())
    for code in (SO, HUYEN):
        hub.deliver(packet, to=code)
    hub.pulled_by_node()
    queues = sorted(Incoming.objects.values_list("agency__name", flat=True))
    assert queues == sorted(name for name, *_ in cast.AGENCIES.values())


@pytest.mark.parametrize("packet", [b"", b"no packet", b"<!DOCTYPE a><edXML/>"], ids=repr)
def test_what_is_no_packet_is_turned_away_and_stops_no_other(node, packet):
    hub = HubDouble()
    bad = hub.deliver(packet, to=SO)
    good = hub.deliver(packets.document(TINH, [SO], content=papers.born_signed()), to=SO)
    hub.pulled_by_node()
    assert set(hub.turned_away) == {bad.delivery_id}
    assert set(hub.confirmed) == {good.delivery_id}
    assert AuditEvent.objects.get(act="inbox.turn_away").kept["digest"] == bad.digest
    assert cursor().cursor == "2"


def test_a_status_about_a_document_never_sent_stops_nothing(node):
    hub = HubDouble()
    hub.deliver(packets.status(HUYEN, SO, document_id="không có"), to=SO)
    hub.deliver(packets.document(TINH, [SO], content=papers.born_signed()), to=SO)
    hub.pulled_by_node()
    assert Incoming.objects.count() == 1
    assert not StatusRow.objects.exists()


@law("QD11/D5.K6.b")
def test_d5_k6_b_the_reason_of_a_refusal_stands_beside_the_recipient(node):
    sent = transmission()
    word = write_status(status_packet(sent.document, code=StatusCode.REJECTED, why="Gửi nhầm nơi nhận."))
    hub = HubDouble()
    for _ in range(2):
        hub.deliver(word, to=SO)
    hub.pulled_by_node()
    (reached,) = reach(sent.document)
    assert (reached.code, set(reached.states)) == (HUYEN, {"02"})
    assert reached.last_description == "Gửi nhầm nơi nhận."


def test_whatever_statement_fails_a_pull_confirms_nothing_that_is_not_safe(committed):
    """The loop of faults: at each statement of a pull, then a second, undisturbed pull."""
    point, hub = 0, HubDouble()
    while True:
        point += 1
        delivery = hub.deliver(packets.document(TINH, [SO], content=papers.born_signed()), to=SO)
        with (
            faults.failing(at=point, after=point % 2 == 0) as statements,
            contextlib.suppress(faults.Injected),
        ):
            hub.pulled_by_node()
        arrived = Incoming.objects.filter(packet_id=delivery.packet_id)
        assert (delivery.delivery_id in hub.confirmed) <= arrived.exists(), "confirmed is safe"
        hub.pulled_by_node()
        assert arrived.count() == 1
        assert Transmission.objects.filter(document=arrived.get().document, status_code="01").count() == 1
        assert delivery.delivery_id in hub.confirmed
        if not statements.failed:
            break
    assert point > 40, "the loop went through the whole pull"


# — sending —


@law("QD11/D3.K4")
def test_d3_k4_what_is_sent_gets_its_receipt_and_is_sent_once(node):
    sent, hub = transmission(), HubDouble()
    assert jobs.send_due(hub) == 1
    assert jobs.send_due(hub) == 0
    assert hub.posted == [sent.packet_id]
    assert (row(sent).state, row(sent).receipt) == (TransmissionState.SENT, "tiêu đề.nội dung.chữ ký")


def test_an_unreachable_hub_is_tried_again_later_with_growing_pauses(node):
    sent, hub = transmission(), HubDouble(unreachable=True)
    pauses = []
    for _ in range(3):
        Transmission.objects.filter(pk=sent.pk).update(claimed_until=None)
        assert jobs.send_due(hub) == 0
        pauses.append(row(sent).claimed_until)
        assert (row(sent).state, row(sent).last_error) == (TransmissionState.QUEUED, "HTTP 503")
    assert row(sent).attempts == 3
    assert pauses == sorted(pauses)
    hub.unreachable = False
    assert jobs.send_due(hub) == 0, "it waits out its pause"
    jobs.release_claims()
    assert jobs.send_due(hub) == 1


@law("QD11/D8.K4")
def test_d8_k4_what_the_hub_refuses_for_good_waits_for_a_person(node):
    sent, hub = transmission(), HubDouble(refuses="packet.malformed")
    jobs.send_due(hub)
    assert row(sent).state == TransmissionState.DEAD
    assert row(sent).last_error.startswith("packet.malformed")


def test_a_status_waits_until_the_registration_can_no_longer_be_undone(node):
    life, hub = lives.registered(), HubDouble()
    owed = Transmission.objects.filter(document=life.document)
    jobs.send_due(hub)
    assert {one.status_code for one in owed.filter(state=TransmissionState.SENT)} == {"01"}
    assert owed.get(status_code="03").not_before > cast.AT


def test_whatever_statement_fails_a_packet_reaches_the_hub_and_is_recorded_once(committed):
    point, hub = 0, HubDouble()
    while True:
        point += 1
        life = lives.arrived()
        owed = Transmission.objects.get(document=life.document)
        with faults.failing(at=point) as statements, contextlib.suppress(faults.Injected):
            jobs.send_due(hub)
        assert (row(owed).state == TransmissionState.SENT) <= (owed.packet_id in hub.posted)
        jobs.release_claims()
        jobs.send_due(hub)
        assert row(owed).state == TransmissionState.SENT
        assert owed.packet_id in hub.posted
        done = AuditEvent.objects.filter(act="outbox.mark_sent", subject_id=owed.pk, outcome="done")
        assert done.count() == 1
        if not statements.failed:
            break
    assert point > 5


# — from one agency to the other —


@law("QD11/D3.K4", "QD11/D8.K4")
def test_d3_k4_a_letter_goes_over_the_hub_to_the_other_agency_and_the_word_comes_back(node):
    """Both agencies are on this node: also between them nothing goes but over the hub."""
    life = lives.outgoing_at(OutgoingState.RELEASED)
    assert not Incoming.objects.exists()
    hub = HubDouble()
    jobs.send_due(hub)
    sent = Transmission.objects.get(document=life.document)
    hub.deliver(vault.read(sent.digest), to=HUYEN)
    hub.pulled_by_node()
    theirs = Incoming.objects.get()
    assert (theirs.state, theirs.document.notation) == (IncomingState.ARRIVED, "01/SGDĐT-VP")
    main = theirs.document.versions.get().files.get(ordinal=1)
    sealed = life.issuances.get().sealed_version.files.get(ordinal=1)
    assert (main.legal_class, main.stored_id) == ("loại 1", sealed.stored_id)
    into = cast.register(lives.Purpose.INCOMING, HUYEN)
    incoming.register(by=cast.actor("Ngọc"), at=cast.AT, incoming=theirs, into=into)
    for owed in Transmission.objects.filter(agency=cast.agency(HUYEN)).order_by("status_code"):
        hub.deliver(vault.read(owed.digest), to=SO)
    hub.pulled_by_node()
    assert [one.states for one in reach(life.document)] == [("01", "03")]
