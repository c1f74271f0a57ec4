"""Several web processes at once: one packet stays one, and no cursor ever passes a delivery by (P25, P52, P66, P90)."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from congvan.base.ids import new_id
from tests.hub import packets
from tests.hub.cast import DONG_XUAN, EDUCATION, FOREIGN, PROVINCE, SGDDT, STRANGER, UBND
from tests.hub.conftest import AT

WAIT_SECONDS = 20.0


@pytest.fixture(scope="module")
def hub(open_hub):
    return open_hub(servers=2)


def at_once(*calls):
    """Run calls in threads that start together; their answers."""
    gate = threading.Barrier(len(calls))

    def run(call):
        gate.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def until(condition):
    deadline = time.monotonic() + WAIT_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "it never came about"
        threading.Event().wait(0.02)


def test_p25_racing_posts_of_one_packet_leave_one_row_and_one_receipt(hub):
    body, packet_id = packets.document(UBND, [SGDDT, DONG_XUAN], document_id="race"), new_id()

    def post(server):
        peer = hub.peer(PROVINCE, server=server)
        return lambda: peer.call("POST", "/v1/packets", body, {"Packet-Id": str(packet_id)})

    answers = at_once(*[post(number % 2) for number in range(8)])
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    assert len({answer.text for answer in answers}) == 1
    counts = "SELECT count(*), count(DISTINCT sequence) FROM hub_relay_delivery WHERE packet_id = %s"
    assert hub.rows(counts, packet_id) == [(2, 2)]
    events = "SELECT kept->>'repeated', count(*) FROM base_auditevent WHERE kept->>'packet_id' = %s GROUP BY 1 ORDER BY 1"
    assert hub.rows(events, str(packet_id)) == [("false", 1), ("true", 7)]


def test_p25_two_senders_racing_for_one_id(hub):
    packet_id = new_id()

    def post(code, body, server):
        peer = hub.peer(code, server=server)
        return lambda: peer.call("POST", "/v1/packets", body, {"Packet-Id": str(packet_id)})

    answers = at_once(
        post(PROVINCE, packets.document(UBND, [SGDDT], document_id="mine"), 0),
        post(FOREIGN, packets.document(STRANGER, [SGDDT], document_id="mine"), 1),
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert hub.rows("SELECT count(*) FROM hub_relay_packetrow WHERE id = %s", packet_id) == [(1,)]


def test_p28_of_racing_twins_exactly_one_is_flagged(hub):
    def post(number):
        peer = hub.peer(PROVINCE, server=number)
        body = packets.document(UBND, [SGDDT], document_id="racing twins", content=b"%PDF" + bytes([number]))
        return lambda: peer.send(body)

    at_once(post(0), post(1))
    flags = "SELECT twin_of_id IS NULL FROM hub_relay_packetrow WHERE document_id = 'racing twins' ORDER BY 1"
    assert hub.rows(flags) == [(False,), (True,)]


def test_p13_a_token_is_used_once_over_all_processes(hub):
    token = hub.peer(PROVINCE).token("GET", "/v1/changes")

    def get(server):
        peer, headers = hub.peer(PROVINCE, server=server), {"Authorization": f"Bearer {token}"}
        return lambda: peer.call("GET", "/v1/changes", headers=headers).status_code

    assert sorted(at_once(*[get(number % 2) for number in range(6)])) == [200, 401, 401, 401, 401, 401]


def test_p66_of_a_receipt_and_a_refusal_racing_one_stands(hub):
    hub.peer(PROVINCE).send(packets.document(UBND, [SGDDT], document_id="ends once"))
    delivery = _all(hub.peer(EDUCATION))[-1]

    def put(number):
        peer = hub.peer(EDUCATION, server=number % 2)
        path, body = (
            peer.confirmation(delivery, AT) if number < 4 else peer.turning_away(delivery, "secret", AT)
        )
        return lambda: peer.call("PUT", path, body).status_code

    answers = at_once(*[put(number) for number in range(8)])
    assert answers in ([200] * 4 + [409] * 4, [409] * 4 + [200] * 4)
    level = "SELECT level FROM hub_relay_receipt WHERE delivery_id = %s"
    assert hub.rows(level, delivery.delivery_id) == [("L2" if answers[0] == 200 else "TURNED_AWAY",)]


def test_p52_a_later_number_is_not_seen_before_an_earlier_one_commits(hub):
    """An earlier delivery is written but not committed; a packet comes meanwhile: it waits its turn."""
    sender, receiver = hub.peer(PROVINCE), hub.peer(EDUCATION)
    first = sender.send(packets.document(UBND, [SGDDT], document_id="first"))
    cursor = _last(receiver)
    with psycopg.connect(hub.database_url) as slow, ThreadPoolExecutor(1) as pool:
        early = _write_uncommitted(slow, packet_id=first["packet_id"])
        sending = pool.submit(sender.send, packets.document(UBND, [SGDDT], document_id="second"))
        until(
            lambda: hub.rows(
                "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )
        )
        assert receiver.changes(cursor).deliveries == ()
        assert not sending.done()
        slow.commit()
        second = sending.result()
    seen = receiver.changes(cursor).deliveries
    assert [row.delivery_id for row in seen][:1] == [str(early)]
    assert [row.packet_id for row in seen][1:] == [second["packet_id"]]


def _write_uncommitted(connection, *, packet_id):
    """What a slow process has done when it has numbered a delivery but not committed yet."""
    member = "SELECT id FROM hub_members_member WHERE code = %s"
    take = f"UPDATE hub_relay_inbox SET last_sequence = last_sequence + 1 WHERE member_id = ({member}) RETURNING 1"
    connection.execute(take, [EDUCATION])
    delivery_id = new_id()
    connection.execute(
        "INSERT INTO hub_relay_delivery (id, packet_id, agency_code, member_id, sequence, state, refusal, available_at)"
        " SELECT %s, %s, 'X', member_id, last_sequence, 'waiting', '', now() FROM hub_relay_inbox"
        f" WHERE member_id = ({member})",
        [delivery_id, packet_id, EDUCATION],
    )
    return delivery_id


def _all(peer, cursor="0"):
    page = peer.changes(cursor, limit=500)
    return page.deliveries + (_all(peer, page.cursor) if page.has_more else ())


def _last(peer, cursor="0"):
    page = peer.changes(cursor, limit=500)
    return _last(peer, page.cursor) if page.has_more else page.cursor


def test_p52_a_reader_among_many_senders_misses_nothing_and_sees_nothing_twice(hub):
    """Four senders on two processes, to receivers in changing order; the reader goes on from cursor to cursor."""
    reader, each = hub.peer(EDUCATION), 8
    cursor, seen = _last(reader), []

    pairs = [(PROVINCE, UBND), (FOREIGN, STRANGER)] * 2
    peers = [hub.peer(code, server=number // 2) for number, (code, _) in enumerate(pairs)]

    def send(number):
        peer, agency, sent = peers[number], pairs[number][1], []
        for turn in range(each):
            to = [SGDDT, DONG_XUAN, UBND, STRANGER][:: 1 if turn % 2 else -1]
            body = packets.document(agency, to, document_id=f"{number}/{turn}")
            sent.append(peer.send(body)["packet_id"])
        return sent

    with ThreadPoolExecutor(4) as pool:
        senders = [pool.submit(send, number) for number in range(4)]
        while True:
            finished = all(sender.done() for sender in senders)
            page = reader.changes(cursor, limit=3)
            cursor, seen = page.cursor, seen + [(row.packet_id, row.agency) for row in page.deliveries]
            if finished and not page.deliveries:
                break
    wanted = {
        (packet, agency) for sender in senders for packet in sender.result() for agency in (SGDDT, DONG_XUAN)
    }
    assert len(seen) == len(set(seen)) == len(wanted) == 4 * each * 2
    assert set(seen) == wanted


def test_p90_packets_with_the_same_bytes_racing_with_the_word_that_they_are_secret(hub):
    """Whoever comes first, nothing is accepted that can still be fetched, and no bytes come back."""
    body, packet_id = packets.document(UBND, [SGDDT, STRANGER], document_id="secret race"), new_id()
    digest = hub.peer(PROVINCE).send(body, packet_id)["digest"]
    delivery = next(
        row for row in hub.peer(EDUCATION).changes(limit=500).deliveries if row.packet_id == str(packet_id)
    )

    def post(server, twin):
        peer = hub.peer(PROVINCE, server=server)
        return lambda: peer.call("POST", "/v1/packets", body, {"Packet-Id": str(twin)}).status_code

    twins = [new_id() for _ in range(6)]
    answers = at_once(
        *[post(number % 2, twin) for number, twin in enumerate(twins)],
        lambda: hub.peer(EDUCATION, server=1).turn_away(delivery, "secret", AT),
        lambda: hub.run("from congvan.hub.relay.jobs import copy_files; copy_files()"),
    )
    assert set(answers[:6]) <= {201, 422}
    hub.run("from congvan.base.files import vault; vault.erase_due()")
    for twin in (packet_id, *twins):
        path = f"/v1/packets/{twin}/content"
        assert hub.peer(FOREIGN).call("GET", path).status_code in {404, 410}
    assert list((hub.home / "files").rglob(f"{digest}*")) == []


def test_p94_a_packet_that_comes_while_its_bytes_are_being_erased_waits_and_is_refused(hub):
    body = packets.document(UBND, [SGDDT], document_id="while erasing")
    digest = hub.peer(PROVINCE).send(body, new_id())["digest"]
    key = int.from_bytes(bytes.fromhex(digest)[:8], signed=True)
    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    with psycopg.connect(hub.database_url) as eraser, ThreadPoolExecutor(1) as pool:
        eraser.execute("SELECT pg_advisory_xact_lock(%s)", [key])
        again = pool.submit(
            hub.peer(PROVINCE).call, "POST", "/v1/packets", body, {"Packet-Id": str(new_id())}
        )
        until(lambda: hub.rows(waiting) == [(1,)])
        eraser.execute(
            "INSERT INTO base_erasure (file_id, because, act, actor_name, at) VALUES (%s, 'secret', 'x', 'x', now())",
            [digest],
        )
        eraser.commit()
        answer = again.result(WAIT_SECONDS)
    assert (answer.status_code, answer.json()["code"]) == (422, "packet.secret")
    assert list((hub.home / "files").rglob(f"{digest}*")) == []
