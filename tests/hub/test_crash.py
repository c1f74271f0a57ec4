"""The web process is killed at each step; sent again, the packet is there once, with one receipt."""

from datetime import datetime

import httpx
import pytest

from congvan.base.ids import new_id
from tests.hub import packets
from tests.hub.cast import EDUCATION, PROVINCE, SGDDT, UBND
from tests.hub.dying_points import COMMITTED, CONFIRMING, STORED, WRITTEN

FIRST_PULL = datetime.fromisoformat("2018-03-30T07:30:00+07:00")


@pytest.fixture(scope="module")
def hub(open_hub):
    return open_hub(application="tests.hub.dying:application")


def killed(hub, call):
    """Make a call during which the server dies; bring the server up again."""
    with pytest.raises(httpx.TransportError):
        call()
    hub.servers[0].stop()
    hub.servers[0].start()


@pytest.mark.law("QD11/D3.K4")
@pytest.mark.parametrize("point", [STORED, WRITTEN, COMMITTED])
def test_p25_a_packet_sent_again_after_a_kill_is_there_once(hub, point):
    body, packet_id = packets.document(UBND, [SGDDT], document_id=point), new_id()
    headers = {"Packet-Id": str(packet_id)}
    killed(hub, lambda: hub.peer(PROVINCE).call("POST", "/v1/packets", body, headers | {"X-Die": point}))
    sender = hub.peer(PROVINCE)  # perhaps at another port
    known = sender.packet(packet_id)  # P30: "do you have it?"
    assert (known is not None) == (point == COMMITTED)

    again = sender.call("POST", "/v1/packets", body, headers)
    assert again.status_code == (200 if point == COMMITTED else 201)
    if known is not None:
        assert again.json()["receipt"] == known["receipts"][0]["receipt"]
    assert sender.send(body, packet_id) == again.json()
    deliveries = [row for row in hub.peer(EDUCATION).changes().deliveries if row.packet_id == str(packet_id)]
    assert len(deliveries) == 1
    assert hub.peer(EDUCATION).fetch(packet_id) == body


def test_p61_a_confirmation_sent_again_after_a_kill_stands_once(hub):
    hub.peer(PROVINCE).send(packets.document(UBND, [SGDDT], document_id="to confirm"))
    delivery = hub.peer(EDUCATION).changes().deliveries[-1]
    path, body = hub.peer(EDUCATION).confirmation(delivery, FIRST_PULL)
    for point, state in ((CONFIRMING, "waiting"), (COMMITTED, "delivered")):
        killed(hub, lambda point=point: hub.peer(EDUCATION).call("PUT", path, body, {"X-Die": point}))
        assert hub.peer(EDUCATION).changes().deliveries[-1].state == state
    assert hub.peer(EDUCATION).confirm(delivery, FIRST_PULL)["state"] == "delivered"
    assert hub.rows("SELECT count(*) FROM hub_relay_receipt WHERE level = 'L2'") == [(1,)]


def test_p65_a_refusal_sent_again_after_a_kill_stands_once(hub):
    hub.peer(PROVINCE).send(packets.document(UBND, [SGDDT], document_id="to turn away"))
    delivery = hub.peer(EDUCATION).changes().deliveries[-1]
    path, body = hub.peer(EDUCATION).turning_away(delivery, "not_whole", FIRST_PULL)
    for point, state in ((CONFIRMING, "waiting"), (COMMITTED, "turned_away")):
        killed(hub, lambda point=point: hub.peer(EDUCATION).call("PUT", path, body, {"X-Die": point}))
        assert hub.peer(EDUCATION).changes().deliveries[-1].state == state
    assert hub.peer(EDUCATION).turn_away(delivery, "not_whole", FIRST_PULL)["state"] == "turned_away"
    assert hub.rows("SELECT count(*) FROM hub_relay_receipt WHERE level = 'TURNED_AWAY'") == [(1,)]


def test_what_a_kill_left_in_the_store_is_an_orphan_that_the_sweep_removes(hub):
    body = packets.document(UBND, [SGDDT], document_id="orphan")
    digest_before = {path.name for path in hub.stored()}
    killed(hub, lambda: hub.peer(PROVINCE).call("POST", "/v1/packets", body, {"X-Die": STORED}))
    left = {path.name for path in hub.stored()} - digest_before
    assert len(left) == 1
    hub.run("from congvan.base.files.vault import sweep_orphans; sweep_orphans(older_than_seconds=-1)")
    assert {path.name for path in hub.stored()} == digest_before
