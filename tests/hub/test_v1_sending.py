"""Statements P2, P20–P28, P40–P41 of docs/protocol/v1.md: sending."""

import hashlib
import json
import socket

import httpx
import jwt
import pytest

from congvan.base.ids import new_id
from tests.hub import packets
from tests.hub.cast import CLOSED, DONG_XUAN, EDUCATION, FOREIGN, NEVER, PROVINCE, SGDDT, STRANGER, UBND
from tests.hub.house import CLOCK, PACKET_BYTES_MAX


@pytest.fixture
def sender(hub):
    return hub.peer(PROVINCE)


def answer(response):
    return response.status_code, response.json().get("code")


def post(peer, body, packet_id=None):
    return peer.call("POST", "/v1/packets", body, {"Packet-Id": str(packet_id)} if packet_id else {})


@pytest.mark.law("QD11/D3.K4")
def test_d3_k4_a_packet_waits_for_each_receiver_and_the_sender_gets_a_receipt(hub, sender):
    body, packet_id = packets.document(UBND, [SGDDT, DONG_XUAN], document_id="wait"), new_id()
    response = post(sender, body, packet_id)
    assert response.status_code == 201
    said = response.json()
    receipt = said.pop("receipt")
    assert said == {
        "packet_id": str(packet_id),
        "digest": hashlib.sha256(body).hexdigest(),
        "received_at": CLOCK,
        "recipients": [{"agency": SGDDT, "state": "accepted"}, {"agency": DONG_XUAN, "state": "accepted"}],
    }
    signed = json.loads(jwt.PyJWS().decode(receipt, sender.hub_key(), algorithms=["EdDSA"]))
    assert signed == {  # P41
        "level": "L1",
        "iss": "congvan-hub",
        "size": len(body),
        "kind": "document",
        "from": UBND,
        "document_id": "wait",
        "operation": 0,
        **said,
    }
    assert jwt.get_unverified_header(receipt)["typ"] == "congvan-receipt+jws"
    waiting = "SELECT agency_code, state FROM hub_relay_delivery WHERE packet_id = %s ORDER BY agency_code"
    assert hub.rows(waiting, packet_id) == [(SGDDT, "waiting"), (DONG_XUAN, "waiting")]


def test_p2_the_bytes_lie_in_the_store_as_sent(hub, sender):
    body = packets.document(UBND, [SGDDT], document_id="bytes")
    digest = sender.send(body)["digest"]
    assert [path.read_bytes() for path in hub.stored() if path.name == digest] == [body]


def test_p20_length_is_needed_and_bounded(hub, sender):
    def chunks():
        yield b"<edXML/>"

    token = sender.token("POST", "/v1/packets", b"<edXML/>")
    headers = {"Authorization": f"Bearer {token}"}
    response = httpx.post(hub.url + "/v1/packets", content=chunks(), headers=headers, trust_env=False)
    assert answer(response) == (411, "request.length_missing")
    assert answer(post(sender, b"x" * PACKET_BYTES_MAX))[0] == 422, "at the bound it is read, and no packet"
    assert answer(post(sender, b"x" * (PACKET_BYTES_MAX + 1))) == (413, "request.too_large")


def test_p20_a_body_that_ends_early_leaves_nothing(hub, sender):
    body = packets.document(UBND, [SGDDT], document_id="early")
    token, before = sender.token("POST", "/v1/packets", body), hub.stored()
    head = f"POST /v1/packets HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Length: {len(body)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", hub.servers[0].port)) as line:
        line.sendall(head.encode() + body[:100])
        line.shutdown(socket.SHUT_WR)
        line.settimeout(10)
        line.recv(100)  # whatever it still says, it has ended with us
    assert sender.packet(hashlib.sha256(body).hexdigest()) is None
    assert hub.stored() == before


@pytest.mark.parametrize(
    "text", ["1", "6ba7b810-9dad-41d1-80b4-00c04fd430c8", "0162654A-4B00-7C3E-9D3A-5F2B8C1D7E90"]
)
def test_p21_a_packet_id_is_a_uuid_of_version_7(sender, text):
    response = post(sender, packets.document(UBND, [SGDDT], document_id="id"), text)
    assert answer(response) == (400, "request.parameter")


def test_p21_without_an_id_the_digest_gives_it(sender):
    body = packets.document(UBND, [SGDDT], document_id="foreign")
    said = sender.send(body)
    digest = hashlib.sha256(body).hexdigest()
    high, low = said["packet_id"].replace("-", ""), digest[:32]
    assert [a for a, b in zip(high, low, strict=True) if a != b] != list(high)
    assert (high[:12], high[12], high[13:16], high[17:]) == (low[:12], "8", low[13:16], low[17:])
    assert sender.packet(digest)["packet_id"] == said["packet_id"]


@pytest.mark.parametrize("from_code", [SGDDT, NEVER])
def test_p22_nobody_sends_for_another_members_agency(hub, sender, from_code):
    body = packets.document(from_code, [DONG_XUAN], document_id="forged")
    response = post(sender, body)
    assert answer(response) == (403, "packet.sender_not_yours")
    assert sender.packet(hashlib.sha256(body).hexdigest()) is None
    last = "SELECT act, outcome, actor_name FROM base_auditevent ORDER BY id DESC LIMIT 1"
    assert hub.rows(last) == [("relay.accept", "denied", PROVINCE)]


def test_p22_a_closed_agency_sends_no_more(hub):
    response = post(hub.peer(EDUCATION), packets.document(CLOSED, [UBND]))
    assert answer(response) == (403, "packet.sender_not_yours")


@pytest.mark.parametrize("body", [b"", b"no packet", b"<edXML>", b"<!DOCTYPE a><edXML/>"])
def test_p23_what_cannot_be_read_is_turned_away_and_recorded(hub, sender, body):
    before = hub.stored()
    status, code = answer(post(sender, body))
    assert (status, code.split(".")[0]) == (422, "packet")
    digest = hashlib.sha256(body).hexdigest()
    kept = hub.rows(
        "SELECT kept FROM base_auditevent WHERE act = 'relay.turn_away' ORDER BY id DESC LIMIT 1"
    )[0][0]
    assert (kept["digest"], kept["size"], "packet." + kept["code"]) == (digest, len(body), code)
    assert hub.stored() == before


@pytest.mark.law("QD11/D2.K2")
def test_d2_k2_a_secret_packet_is_discarded_and_only_its_shadow_kept(hub, sender):
    body, before = packets.document(UBND, [SGDDT], sphere="Tuyệt mật", subject="Chuyện kín"), hub.stored()
    response = post(sender, body)
    assert answer(response) == (422, "packet.secret")
    assert response.json()["law"] == "QD11/D2.K2"
    event = "SELECT outcome, actor_name, at, kept FROM base_auditevent WHERE act = 'relay.turn_away' ORDER BY id DESC"
    outcome, actor, at, kept = hub.rows(event)[0]
    assert (outcome, actor, at.isoformat()) == ("done", PROVINCE, "2018-03-27T03:00:00+00:00")
    assert (kept["digest"], kept["size"], kept["code"]) == (
        hashlib.sha256(body).hexdigest(),
        len(body),
        "secret",
    )
    assert "Chuyện kín" not in str(kept)
    assert hub.stored() == before
    assert sender.packet(hashlib.sha256(body).hexdigest()) is None


@pytest.mark.law("QD11/D2.K2")
def test_d2_k2_a_document_that_only_speaks_of_secrecy_passes(sender):
    body = packets.document(
        UBND, [SGDDT], document_id="about", subject="Văn bản thuộc chế độ mật: trích Điều 2"
    )
    assert post(sender, body).status_code == 201


def test_p25_the_same_packet_again_gets_the_same_receipt(hub, sender):
    body, packet_id = packets.document(UBND, [SGDDT], document_id="again"), new_id()
    first, second = post(sender, body, packet_id), post(sender, body, packet_id)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert hub.rows("SELECT count(*) FROM hub_relay_delivery WHERE packet_id = %s", packet_id) == [(1,)]


def test_p25_the_same_id_for_another_packet_is_a_conflict(hub, sender):
    packet_id = new_id()
    post(sender, packets.document(UBND, [SGDDT], document_id="one"), packet_id)
    other = post(sender, packets.document(UBND, [SGDDT], document_id="two"), packet_id)
    stranger = post(hub.peer(FOREIGN), packets.document(STRANGER, [UBND]), packet_id)
    assert answer(other) == answer(stranger) == (409, "packet.id_reused")


@pytest.mark.law("QD11/D3.K4")
def test_p26_a_receiver_that_cannot_be_reached_stops_no_other(sender):
    said = sender.send(packets.document(UBND, [NEVER, SGDDT, CLOSED], document_id="some"))
    assert [(row["agency"], row["state"], row.get("code")) for row in said["recipients"]] == [
        (SGDDT, "accepted", None),
        (CLOSED, "refused", "recipient.closed"),
        (NEVER, "refused", "recipient.unknown"),
    ]


def test_p26_a_status_goes_to_the_agency_that_it_answers(hub):
    said = hub.peer(EDUCATION).send(packets.status(SGDDT, UBND, code="03"))
    assert said["recipients"] == [{"agency": UBND, "state": "accepted"}]
    kind = "SELECT kind, operation, document_id FROM hub_relay_packetrow WHERE id = %s"
    assert hub.rows(kind, said["packet_id"]) == [("status", None, "000.00.00.H45,2018/03/27,11")]


def test_p26_two_agencies_of_one_member_exchange_through_the_hub(hub):
    said = hub.peer(EDUCATION).send(packets.document(SGDDT, [DONG_XUAN]))
    assert said["recipients"] == [{"agency": DONG_XUAN, "state": "accepted"}]


def test_p28_a_twin_is_flagged_not_refused(sender):
    def twin_of(**changed):
        said = sender.send(packets.document(UBND, [SGDDT], **{"document_id": "twin", **changed}))
        return said["packet_id"], sender.packet(said["packet_id"])["twin_of"]

    first, of_first = twin_of()
    assert of_first is None
    assert twin_of(content=b"%PDF another")[1] == first
    assert twin_of(content=b"%PDF a third")[1] == first, "the first one is named, not the last"
    assert twin_of(operation=2)[1] is None, "an update of the document is no twin of it"
    assert twin_of(document_id="other")[1] is None


def test_p23_an_id_too_long_to_route_by_is_refused(sender):
    assert post(sender, packets.document(UBND, [SGDDT], document_id="d" * 500)).status_code == 201
    assert answer(post(sender, packets.document(UBND, [SGDDT], document_id="d" * 501))) == (
        422,
        "packet.too_long",
    )
    assert answer(post(sender, packets.document(UBND, ["1" * 201]))) == (422, "packet.too_long")
