"""Statements P43, P63–P66 of docs/protocol/v1.md: a receiving system that cannot let a packet in."""

import contextlib
import dataclasses
import json
from datetime import datetime

import httpx
import psycopg
import pytest

from congvan.base.ids import new_id
from congvan.node.outbox.hub_client import HubClient, HubRefused
from tests.hub import packets
from tests.hub.cast import DONG_XUAN, EDUCATION, FOREIGN, KEYS, PROVINCE, SGDDT, UBND
from tests.hub.house import private_pem

AT = datetime.fromisoformat("2018-03-30T07:30:00+07:00")
LATER = AT.replace(hour=9)
MALFORMED = "base64_invalid"


def answer(response):
    return response.status_code, response.json().get("code")


@pytest.fixture
def receiver(hub):
    return hub.peer(EDUCATION)


@pytest.fixture
def sent(hub):
    """A packet from the province to two agencies of the education system: id and bytes."""
    packet_id = new_id()
    body = packets.document(UBND, [SGDDT, DONG_XUAN], document_id=str(packet_id))
    hub.peer(PROVINCE).send(body, packet_id)
    return packet_id, body


@pytest.fixture
def find(receiver, sent):
    """The delivery of that packet to an agency, as the feed tells it now."""

    def of(agency=SGDDT, cursor="0"):
        page = receiver.changes(cursor, limit=500)
        wanted = (str(sent[0]), agency)
        found = [row for row in page.deliveries if (row.packet_id, row.agency) == wanted]
        return found[0] if found else of(agency, page.cursor)

    return of


def statement(peer, delivery):
    return {
        "level": "TURNED_AWAY",
        "iss": peer.code,
        "delivery_id": delivery.delivery_id,
        "packet_id": delivery.packet_id,
        "digest": delivery.digest,
        "agency": delivery.agency,
        "code": MALFORMED,
        "at": AT.isoformat(),
    }


def put(peer, delivery, said, *, signer=None, **beside):
    fields = {name: said[name] for name in ("code", "at", "digest")}
    body = {**fields, "refusal": (signer or peer).receipt(said), **beside}
    return peer.call("PUT", f"/v1/deliveries/{delivery.delivery_id}/refusal", json.dumps(body).encode())


@pytest.mark.law("QD11/D2.K2", "QD11/D3.K4")
def test_p63_the_sender_learns_that_it_was_turned_away_why_and_by_whom(hub, receiver, find):
    delivery = find()
    said = receiver.turn_away(delivery, "secret", AT)
    assert {name: said[name] for name in ("delivery_id", "state", "code")} == {
        "delivery_id": delivery.delivery_id,
        "state": "turned_away",
        "code": "secret",
    }
    known = hub.peer(PROVINCE).packet(delivery.packet_id)
    outcomes = {row["agency"]: row for row in known["recipients"]}
    assert outcomes[SGDDT].pop("message").startswith("Nơi nhận trả lại gói tin vì thấy dấu chỉ độ mật.")
    assert outcomes[SGDDT] == {
        "agency": SGDDT,
        "state": "turned_away",
        "available_at": delivery.available_at,
        "turned_away_at": AT.isoformat(),
        "code": "secret",
    }
    assert known["receipts"][1:] == [
        {"level": "TURNED_AWAY", "agency": SGDDT, "signed_by": EDUCATION, "receipt": said["refusal"]}
    ]


def test_p63_it_never_counts_as_delivered(hub, receiver, find):
    receiver.turn_away(find(), MALFORMED, AT)
    assert (find().state, find(DONG_XUAN).state) == ("turned_away", "waiting")
    row = "SELECT state, refusal, delivered_at, turned_away_at, confirmed_at IS NULL FROM hub_relay_delivery WHERE id = %s"
    assert hub.rows(row, find().delivery_id) == [("turned_away", MALFORMED, None, AT, False)]
    levels = "SELECT level, stated_at FROM hub_relay_receipt WHERE delivery_id = %s"
    assert hub.rows(levels, find().delivery_id) == [("TURNED_AWAY", AT)]


@pytest.mark.law("QD11/D2.K2", "QD11/D3.K4")
def test_p63_the_act_is_audited(hub, receiver, find):
    delivery = find()
    receiver.turn_away(delivery, MALFORMED, AT)
    event = "SELECT outcome, actor_name, kept FROM base_auditevent WHERE act = 'relay.hear_refusal' AND subject_id = %s"
    kept = {
        "packet_id": delivery.packet_id,
        "agency": SGDDT,
        "code": MALFORMED,
        "turned_away_at": hub.rows("SELECT %s::timestamptz", AT)[0][0].astimezone(AT.tzinfo).isoformat(),
        "repeated": False,
        "erased": False,
    }
    assert hub.rows(event, delivery.delivery_id) == [("done", EDUCATION, kept)]


def test_p64_another_code_gets_the_general_message(hub, receiver, find):
    receiver.turn_away(find(), MALFORMED, AT)
    outcome = hub.peer(PROVINCE).packet(find().packet_id)["recipients"][0]
    assert outcome["message"].startswith("Hệ thống của nơi nhận không đưa được gói tin này vào hàng chờ.")


@pytest.mark.parametrize("code", ["a", "a.b_9", "z" * 40])
def test_p64_codes_that_fit(receiver, find, code):
    assert receiver.turn_away(find(), code, AT)["code"] == code


@pytest.mark.parametrize("code", ["", "z" * 41, "Secret", "mật", "a b", "a-b", "a\n", 7, None])
def test_p64_codes_that_do_not_fit(receiver, find, code):
    said = {**statement(receiver, find()), "code": code}
    assert answer(put(receiver, find(), said, code="secret")) == (422, "receipt.invalid")
    assert find().state == "waiting"


def test_p65_twice_is_harmless_and_the_first_refusal_stands(hub, receiver, find):
    delivery = find()
    first = receiver.turn_away(delivery, MALFORMED, AT)
    assert receiver.turn_away(delivery, "secret", LATER) == first
    assert hub.rows(
        "SELECT count(*) FROM hub_relay_receipt WHERE delivery_id = %s", delivery.delivery_id
    ) == [(1,)]
    repeated = (
        "SELECT kept->>'code', kept->>'repeated' FROM base_auditevent WHERE subject_id = %s ORDER BY id"
    )
    assert hub.rows(repeated, delivery.delivery_id) == [(MALFORMED, "false"), (MALFORMED, "true")]


def test_p65_another_members_delivery_is_not_there(hub, find):
    outsider, delivery = hub.peer(FOREIGN), find()
    for wrong in (delivery, dataclasses.replace(delivery, delivery_id=str(new_id()))):
        assert answer(put(outsider, wrong, statement(outsider, wrong)))[0] == 404
    assert find().state == "waiting"


@pytest.mark.parametrize("wrong", ["packet_id", "agency", "digest", "delivery_id"])
def test_p65_a_refusal_about_something_else(receiver, find, wrong):
    first, second = find(), find(DONG_XUAN)
    other = {"packet_id": str(new_id()), "digest": "0" * 64}
    other |= {"agency": second.agency, "delivery_id": second.delivery_id}
    said = {**statement(receiver, first), wrong: other[wrong]}
    assert answer(put(receiver, first, said)) == (422, "receipt.mismatch")
    assert find().state == "waiting"


@pytest.mark.parametrize(
    "changed",
    [{"iss": FOREIGN}, {"level": "L2"}, {"at": "2018-03-30T07:30:00"}, {"at": "1999-12-31T23:59:59+07:00"}],
)
def test_p43_p65_a_refusal_of_another_form_or_in_anothers_name(receiver, find, changed):
    said = statement(receiver, find())
    assert answer(put(receiver, find(), {**said, **changed}, at=said["at"])) == (422, "receipt.invalid")
    assert find().state == "waiting"


def test_p43_p65_a_refusal_signed_by_another_or_bent(hub, receiver, find):
    delivery = find()
    said = statement(receiver, delivery)
    assert answer(put(receiver, delivery, said, signer=hub.peer(FOREIGN))) == (422, "receipt.invalid")
    bent = receiver.receipt(said) + "\x00"
    assert answer(put(receiver, delivery, said, refusal=bent)) == (422, "receipt.invalid")
    receipt = receiver.receipt({**said, "level": "L2", "delivered_at": said["at"]})
    assert answer(put(receiver, delivery, said, refusal=receipt)) == (422, "receipt.invalid")
    assert find().state == "waiting"


@pytest.mark.parametrize("beside", [{"code": "secret"}, {"at": LATER.isoformat()}, {"digest": "0" * 64}])
def test_p63_what_stands_beside_the_refusal_says_the_same(receiver, find, beside):
    assert answer(put(receiver, find(), statement(receiver, find()), **beside)) == (422, "receipt.mismatch")
    assert find().state == "waiting"


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff", b'{"code": "secret"}', b"[" * 100_000])
def test_p63_a_body_without_form_is_refused(receiver, find, body):
    path = f"/v1/deliveries/{find().delivery_id}/refusal"
    assert answer(receiver.call("PUT", path, body)) == (400, "request.body_unreadable")


@pytest.mark.parametrize("beside", [{"code": 7}, {"at": "soon"}, {"at": None}, {"refusal": {}}])
def test_p63_fields_without_form_are_refused(receiver, find, beside):
    response = put(receiver, find(), statement(receiver, find()), **beside)
    assert answer(response) == (400, "request.body_unreadable")


def test_p63_a_body_is_bounded(receiver, find):
    path = f"/v1/deliveries/{find().delivery_id}/refusal"
    assert answer(receiver.call("PUT", path, b" " * 131_072)) == (400, "request.body_unreadable")
    assert answer(receiver.call("PUT", path, b" " * 131_073)) == (413, "request.too_large")


def test_p66_what_was_delivered_is_not_turned_away(hub, receiver, find):
    receipt = receiver.confirm(find(), AT)
    path, body = receiver.turning_away(find(), MALFORMED, LATER)
    assert answer(receiver.call("PUT", path, body)) == (409, "act.stale")
    assert receiver.confirm(find(), LATER) == receipt
    outcome = hub.peer(PROVINCE).packet(find().packet_id)["recipients"][0]
    assert (outcome["state"], outcome["delivered_at"]) == ("delivered", AT.isoformat())


def test_p66_what_was_turned_away_is_not_delivered(hub, receiver, find):
    receiver.turn_away(find(), MALFORMED, AT)
    path, body = receiver.confirmation(find(), LATER)
    assert answer(receiver.call("PUT", path, body)) == (409, "act.stale")
    assert hub.peer(PROVINCE).packet(find().packet_id)["recipients"][0]["state"] == "turned_away"


def test_p25_p66_the_same_packet_again_changes_nothing(hub, receiver, sent, find):
    packet_id, body = sent
    before = hub.peer(PROVINCE).send(body, packet_id)
    receiver.turn_away(find(), MALFORMED, AT)
    assert hub.peer(PROVINCE).send(body, packet_id) == before
    assert find().state == "turned_away"


def test_p63_the_refusal_is_evidence_that_the_database_keeps(hub, receiver, find):
    receiver.turn_away(find(), MALFORMED, AT)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        hub.rows("DELETE FROM hub_relay_receipt WHERE delivery_id = %s RETURNING 1", find().delivery_id)


@pytest.mark.parametrize("state", ["turned_away", "delivered"])
def test_p66_no_state_without_its_word_and_moment(hub, find, state):
    with contextlib.closing(psycopg.connect(hub.database_url)) as connection:
        connection.execute(
            "UPDATE hub_relay_delivery SET state = %s WHERE id = %s", [state, find().delivery_id]
        )
        with pytest.raises(psycopg.errors.CheckViolation):
            connection.commit()


def test_p63_the_nodes_client_speaks_it(hub, receiver, find):
    key = private_pem(KEYS[EDUCATION]).encode()
    with httpx.HTTPTransport() as transport:
        client = HubClient(url=hub.url, member=EDUCATION, key=key, transport=transport)
        page = client.changes(since="0", limit=500)
        delivery = next(row for row in page.deliveries if str(row.delivery_id) == find().delivery_id)
        client.turn_away(delivery, code=MALFORMED, at=AT)
        client.turn_away(delivery, code=MALFORMED, at=LATER)
        with pytest.raises(HubRefused) as refused:
            client.confirm(delivery, delivered_at=LATER)
    assert (refused.value.status, refused.value.code) == (409, "act.stale")
    assert hub.peer(PROVINCE).packet(delivery.packet_id)["recipients"][0]["turned_away_at"] == AT.isoformat()


def test_p63_only_put(receiver, find):
    response = receiver.call("GET", f"/v1/deliveries/{find().delivery_id}/refusal")
    assert answer(response) == (httpx.codes.METHOD_NOT_ALLOWED, "request.method")
