"""Statements P30–P33, P42, P50–P72 of docs/protocol/v1.md: asking, receiving, confirming, directory."""

import dataclasses
import hashlib
import json
from datetime import datetime

import httpx
import pytest

from congvan.base.ids import new_id
from tests.hub import packets
from tests.hub.cast import AGENCIES, CLOSED, DONG_XUAN, EDUCATION, FOREIGN, PROVINCE, SGDDT, STRANGER, UBND

FIRST_PULL = datetime.fromisoformat("2018-03-30T07:30:00+07:00")


class News:
    """What has come since the test began: the hub is one for all tests of this file."""

    def __init__(self, hub):
        self.hub = hub
        self.start = {code: self.last(code) for code in AGENCIES}

    def last(self, code, cursor="0"):
        page = self.hub.peer(code).changes(cursor, limit=500)
        return self.last(code, page.cursor) if page.has_more else page.cursor

    def of(self, code):
        return self.hub.peer(code).changes(self.start[code]).deliveries


@pytest.fixture
def news(hub):
    return News(hub)


@pytest.fixture
def sent(hub, news):
    """A packet from the province to two agencies of the education system and one stranger."""
    body = packets.document(UBND, [SGDDT, DONG_XUAN, STRANGER])
    return body, hub.peer(PROVINCE).send(body, new_id())


def answer(response):
    return response.status_code, response.json().get("code")


class TestAsking:
    def test_p30_p32_the_sender_sees_all_the_receiver_its_own(self, hub, sent):
        body, said = sent
        mine, theirs = (
            hub.peer(PROVINCE).packet(said["packet_id"]),
            hub.peer(FOREIGN).packet(said["packet_id"]),
        )
        assert (mine["digest"], mine["size"], mine["kind"], mine["from"]) == (
            hashlib.sha256(body).hexdigest(), len(body), "document", UBND,
        )  # fmt: skip
        assert [row["agency"] for row in mine["recipients"]] == [STRANGER, SGDDT, DONG_XUAN]
        assert [row["agency"] for row in theirs["recipients"]] == [STRANGER]
        assert [row["receipt"] for row in theirs["receipts"]] == [said["receipt"]]

    def test_p30_nobody_else_learns_that_it_exists(self, hub):
        said = hub.peer(PROVINCE).send(packets.document(UBND, [SGDDT], document_id="unseen"))
        outsider = hub.peer(FOREIGN)
        for path in (said["packet_id"], said["digest"], str(new_id()), "x", "z" * 64):
            assert answer(outsider.call("GET", f"/v1/packets/{path}")) == (404, "packet.unknown")

    def test_p33_receivers_fetch_the_very_bytes(self, hub, sent):
        body, said = sent
        response = hub.peer(EDUCATION).call("GET", f"/v1/packets/{said['packet_id']}/content")
        assert response.content == body
        assert response.headers["ETag"] == f'"{hashlib.sha256(body).hexdigest()}"'
        assert hub.peer(FOREIGN).fetch(said["packet_id"]) == body

    def test_p33_the_sender_is_no_receiver(self, hub, sent):
        path = f"/v1/packets/{sent[1]['packet_id']}/content"
        assert answer(hub.peer(PROVINCE).call("GET", path)) == (404, "packet.unknown")


class TestChanges:
    def test_p50_deliveries_come_in_order_and_by_pages(self, hub, news):
        sender, receiver, start = hub.peer(PROVINCE), hub.peer(EDUCATION), news.start[EDUCATION]
        assert (receiver.changes(start).deliveries, receiver.changes(start).cursor) == ((), start)
        bodies = [packets.document(UBND, [SGDDT], document_id=f"page {number}") for number in range(5)]
        ids = [sender.send(body)["packet_id"] for body in bodies]
        first = receiver.changes(start, limit=3)
        second = receiver.changes(first.cursor, limit=3)
        assert (first.has_more, second.has_more) == (True, False)
        assert [row.packet_id for row in first.deliveries + second.deliveries] == ids
        assert receiver.changes(second.cursor) == dataclasses.replace(second, deliveries=())

    def test_p50_each_member_has_its_own_feed(self, sent, news):
        def agencies(code):
            return [row.agency for row in news.of(code)]

        assert (agencies(EDUCATION), agencies(FOREIGN), agencies(PROVINCE)) == (
            [SGDDT, DONG_XUAN],
            [STRANGER],
            [],
        )

    @pytest.mark.parametrize(
        "query", ["since=x", "since=-1", "since=", "limit=0", "limit=501", f"since={2**63}"]
    )
    def test_p50_parameters_are_bounded(self, hub, query):
        assert answer(hub.peer(EDUCATION).call("GET", f"/v1/changes?{query}")) == (400, "request.parameter")

    def test_p53_a_cursor_never_given_is_told_so(self, hub, news):
        ahead = int(news.last(EDUCATION)) + 1
        assert answer(hub.peer(EDUCATION).call("GET", f"/v1/changes?since={ahead}")) == (
            409,
            "changes.cursor_ahead",
        )


class TestConfirming:
    @pytest.mark.law("QD11/D3.K4", "QD11/D5.K2")
    def test_p60_the_receivers_word_reaches_the_sender(self, hub, sent, news):
        """The receiving system says when the document lay in its queue: the eight working hours run from there."""
        receiver, sender = hub.peer(EDUCATION), hub.peer(PROVINCE)
        delivery = news.of(EDUCATION)[0]
        said = receiver.confirm(delivery, FIRST_PULL)
        assert (said["state"], said["delivery_id"]) == ("delivered", delivery.delivery_id)
        known = sender.packet(delivery.packet_id)
        states = {row["agency"]: (row["state"], row["delivered_at"]) for row in known["recipients"]}
        assert states[SGDDT] == ("delivered", FIRST_PULL.isoformat())
        assert states[DONG_XUAN] == ("waiting", None)
        assert [(row["level"], row["agency"], row["signed_by"]) for row in known["receipts"]] == [
            ("L1", None, "congvan-hub"),
            ("L2", SGDDT, EDUCATION),
        ]
        assert known["receipts"][1]["receipt"] == said["receipt"]
        assert news.of(EDUCATION)[0].state == "delivered"

    def test_p61_twice_is_harmless_and_the_first_receipt_stands(self, hub, sent, news):
        receiver = hub.peer(EDUCATION)
        delivery = news.of(EDUCATION)[0]
        first = receiver.confirm(delivery, FIRST_PULL)
        assert receiver.confirm(delivery, FIRST_PULL.replace(hour=9)) == first
        count = "SELECT count(*) FROM hub_relay_receipt WHERE delivery_id = %s"
        assert hub.rows(count, delivery.delivery_id) == [(1,)]

    def test_p62_another_members_delivery_is_not_there(self, hub, sent, news):
        delivery, outsider = news.of(EDUCATION)[0], hub.peer(FOREIGN)
        with pytest.raises(httpx.HTTPStatusError, match="404"):
            outsider.confirm(delivery, FIRST_PULL)
        with pytest.raises(httpx.HTTPStatusError, match="404"):
            outsider.confirm(dataclasses.replace(delivery, delivery_id=str(new_id())), FIRST_PULL)
        assert news.of(EDUCATION)[0].state == "waiting"

    @pytest.mark.parametrize("wrong", ["packet_id", "agency", "digest", "delivery_id"])
    def test_p62_a_receipt_about_something_else_is_refused(self, hub, sent, news, wrong):
        receiver = hub.peer(EDUCATION)
        first, second = news.of(EDUCATION)
        other = {"packet_id": str(new_id()), "agency": second.agency, "digest": "0" * 64}
        other["delivery_id"] = second.delivery_id
        said = {**_statement(receiver, first), wrong: other[wrong]}
        response = _put(receiver, first, said)
        assert answer(response) == (422, "receipt.mismatch")
        assert news.of(EDUCATION)[0].state == "waiting"

    def test_p62_a_receipt_signed_by_another_or_in_anothers_name_is_refused(self, hub, sent, news):
        receiver, thief = hub.peer(EDUCATION), hub.peer(FOREIGN)
        delivery = news.of(EDUCATION)[0]
        said = _statement(receiver, delivery)
        assert answer(_put(receiver, delivery, said, signer=thief)) == (422, "receipt.invalid")
        assert answer(_put(receiver, delivery, {**said, "iss": FOREIGN})) == (422, "receipt.invalid")
        assert answer(_put(receiver, delivery, {**said, "level": "L4"})) == (422, "receipt.invalid")
        zoneless = {**said, "delivered_at": "2018-03-30T07:30:00"}
        response = _put(receiver, delivery, zoneless, delivered_at=said["delivered_at"])
        assert answer(response) == (422, "receipt.invalid")

    def test_p60_what_stands_beside_the_receipt_says_the_same(self, hub, sent, news):
        receiver = hub.peer(EDUCATION)
        delivery = news.of(EDUCATION)[0]
        said = _statement(receiver, delivery)
        assert answer(_put(receiver, delivery, said, level="L3")) == (422, "receipt.mismatch")
        later = FIRST_PULL.replace(minute=31).isoformat()
        assert answer(_put(receiver, delivery, said, delivered_at=later)) == (422, "receipt.mismatch")

    @pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"level": "L2"}', b"\xff", b"7"])
    def test_p60_a_body_without_form_is_refused(self, hub, sent, news, body):
        receiver = hub.peer(EDUCATION)
        path = f"/v1/deliveries/{news.of(EDUCATION)[0].delivery_id}/receipt"
        assert answer(receiver.call("PUT", path, body, {"Content-Length": str(len(body))})) == (
            400, "request.body_unreadable",
        )  # fmt: skip

    def test_p60_a_body_is_bounded(self, hub, sent, news):
        receiver = hub.peer(EDUCATION)
        path = f"/v1/deliveries/{new_id()}/receipt"
        assert answer(receiver.call("PUT", path, b" " * 131_072)) == (400, "request.body_unreadable")
        assert answer(receiver.call("PUT", path, b" " * 131_073)) == (413, "request.too_large")


class TestDirectory:
    def test_p70_agencies_come_as_changes(self, hub):
        page = hub.peer(FOREIGN).directory()
        known = {row["code"]: row for row in page["agencies"]}
        assert known.keys() == {code for rows in AGENCIES.values() for code, _, _ in rows}
        assert known[SGDDT] == {
            "code": SGDDT,
            "name": "Sở Giáo dục và Đào tạo",
            "level": 2,
            "member": EDUCATION,
            "valid_from": "2016-01-01",
            "valid_to": None,
            "represented": False,
        }
        assert known[CLOSED]["valid_to"] == "2018-01-01"
        assert hub.peer(FOREIGN).directory(page["cursor"])["agencies"] == []

    def test_p70_by_pages(self, hub):
        page = hub.peer(FOREIGN).call("GET", "/v1/directory?limit=2").json()
        assert (len(page["agencies"]), page["has_more"]) == (2, True)

    def test_p72_the_key_is_for_everybody(self, hub):
        said = httpx.get(hub.url + "/v1/key", trust_env=False).json()
        assert said["pem"].startswith("-----BEGIN PUBLIC KEY-----")
        assert (said["alg"], len(said["kid"])) == ("EdDSA", 16)


def _statement(peer, delivery):
    return {
        "level": "L2",
        "iss": peer.code,
        "delivery_id": delivery.delivery_id,
        "packet_id": delivery.packet_id,
        "digest": delivery.digest,
        "agency": delivery.agency,
        "delivered_at": FIRST_PULL.isoformat(),
    }


def _put(peer, delivery, said, *, signer=None, **beside):
    fields = {"level": "L2", "delivered_at": said["delivered_at"], "digest": said["digest"]}
    body = {**fields, **beside, "receipt": (signer or peer).receipt(said)}
    return peer.call("PUT", f"/v1/deliveries/{delivery.delivery_id}/receipt", json.dumps(body).encode())
