"""Statements P90–P95 of docs/protocol/v1.md: what was turned away as secret leaves the hub."""

import hashlib
import signal
import subprocess
import sys
from datetime import datetime

import httpx
import psycopg
import pytest

from congvan.base.ids import new_id
from congvan.node.outbox.hub_client import HubClient
from tests.hub import packets
from tests.hub.cast import DONG_XUAN, EDUCATION, FOREIGN, KEYS, PROVINCE, SGDDT, STRANGER, UBND
from tests.hub.conftest import AT as CLOCK
from tests.hub.dying_points import COMMITTED, CONFIRMING
from tests.hub.house import ROOT, environment, private_pem

AT = datetime.fromisoformat("2018-03-30T07:30:00+07:00")
LATER = AT.replace(hour=9)
MALFORMED = "base64_invalid"
ERASE = "from congvan.base.files import vault; vault.erase_due()"
ERASE_AND_DIE_HALFWAY = (
    "import django; django.setup()\n"
    "import os, signal\n"
    "from congvan.base.files import vault\n"
    "first, second = vault.stores()\n"
    "vault.stores = lambda: iter(one for one in (first, None) if one or os.kill(os.getpid(), signal.SIGKILL))\n"
    "vault.erase_due()\n"
)
SEALS = (
    "from congvan.base.audit.sealing import seal_batch, verify_seals; "
    "seal_batch(); verdict = verify_seals(); print(verdict.fault, verdict.open_events, verdict.sealed_events > 0)"
)

pytestmark = pytest.mark.law("QD11/D2.K2")


@pytest.fixture(scope="module")
def hub(open_hub):
    return open_hub(application="tests.hub.dying:application")


class Sent:
    """A packet from the province to two agencies of the education system and one of another member."""

    def __init__(self, hub):
        self.hub, self.id = hub, new_id()
        self.body = packets.document(UBND, [SGDDT, DONG_XUAN, STRANGER], document_id=str(self.id))
        self.digest = hashlib.sha256(self.body).hexdigest()
        self.receipt = hub.peer(PROVINCE).send(self.body, self.id)["receipt"]
        self.to_sgddt, self.to_dong_xuan = self.feed(EDUCATION)
        (self.to_stranger,) = self.feed(FOREIGN)

    def page(self, code, since="0"):
        path = f"/v1/changes?since={since}&limit=500"
        return self.hub.peer(code).call("GET", path).raise_for_status().json()

    def feed(self, code):
        rows = self.hub.peer(code).changes(limit=500).deliveries
        return [row for row in rows if row.packet_id == str(self.id)]

    def erased(self, code):
        return [row for row in self.page(code)["erased"] if row["packet_id"] == str(self.id)]

    def say_secret(self):
        return self.hub.peer(EDUCATION).turn_away(self.to_sgddt, "secret", AT)

    def content(self, code, packet_id=None):
        return answer(self.hub.peer(code).call("GET", f"/v1/packets/{packet_id or self.id}/content"))

    def known(self, code):
        return self.hub.peer(code).packet(self.id)

    def states(self, code):
        return {row["agency"]: row["state"] for row in self.known(code)["recipients"]}

    def stores(self):
        """In which stores the digest lies, under whatever folder."""
        found = (self.hub.home / "files").rglob(f"*{self.digest}*")
        return sorted(path.relative_to(self.hub.home / "files").parts[0] for path in found)

    def tombstones(self):
        gone = "SELECT because, act, actor_name, (SELECT count(*) FROM base_bytesgone g WHERE g.erasure_id = e.file_id) FROM base_erasure e WHERE file_id = %s"
        return self.hub.rows(gone, self.digest)


@pytest.fixture
def sent(hub):
    return Sent(hub)


def answer(response):
    type_ = response.headers["Content-Type"]
    return response.status_code, response.json().get("code") if type_ == "application/json" else None


def copy(hub):
    hub.run("from congvan.hub.relay.jobs import copy_files; copy_files()")


def test_p90_the_bytes_leave_both_stores_and_a_tombstone_stays(hub, sent):
    copy(hub)
    assert sent.stores() == ["first", "second"]
    sent.say_secret()
    hub.run(ERASE)
    assert sent.stores() == []
    assert sent.tombstones() == [("secret", "relay.hear_refusal", EDUCATION, 1)]
    assert hub.rows("SELECT count(*) FROM base_storedcopy WHERE file_id = %s", sent.digest) == [(0,)]
    file = "SELECT size, media_type FROM base_storedfile WHERE digest = %s"
    assert hub.rows(file, sent.digest) == [(len(sent.body), "application/xml")]


def test_p90_the_copying_job_never_copies_what_is_to_be_erased(hub, sent):
    sent.say_secret()
    copy(hub)
    hub.run(ERASE)
    copy(hub)
    assert sent.stores() == []
    assert hub.run("from congvan.hub.relay.jobs import copy_files; print(copy_files())") == "0\n"


def test_p90_the_audit_says_that_it_erased_and_its_seals_hold(hub, sent):
    sent.say_secret()
    sent.say_secret()
    hub.run(ERASE)
    events = "SELECT outcome, kept->>'erased' FROM base_auditevent WHERE act = 'relay.hear_refusal' AND subject_id = %s ORDER BY id"
    assert hub.rows(events, sent.to_sgddt.delivery_id) == [("done", "true"), ("done", "false")]
    assert hub.run(SEALS) == "None 0 True\n"


def test_p90_p65_a_later_word_of_secrecy_erases_while_the_first_refusal_stands(hub, sent):
    first = hub.peer(EDUCATION).turn_away(sent.to_sgddt, MALFORMED, AT)
    assert hub.peer(EDUCATION).turn_away(sent.to_sgddt, "secret", LATER) == first
    assert sent.content(FOREIGN) == (410, "packet.erased")
    assert sent.states(PROVINCE) == {SGDDT: "turned_away", DONG_XUAN: "withdrawn", STRANGER: "withdrawn"}


def test_p90_another_code_erases_nothing(hub, sent):
    hub.peer(EDUCATION).turn_away(sent.to_sgddt, MALFORMED, AT)
    hub.run(ERASE)
    assert hub.peer(FOREIGN).fetch(sent.id) == sent.body
    assert (sent.known(PROVINCE)["erased_at"], sent.tombstones()) == (None, [])
    assert sent.states(PROVINCE) == {SGDDT: "turned_away", DONG_XUAN: "waiting", STRANGER: "waiting"}


def test_p90_a_refusal_that_is_not_heard_erases_nothing(hub, sent):
    receiver = hub.peer(EDUCATION)
    receiver.confirm(sent.to_sgddt, AT)
    path, body = receiver.turning_away(sent.to_sgddt, "secret", AT)
    assert answer(receiver.call("PUT", path, body)) == (409, "act.stale")
    assert hub.peer(FOREIGN).fetch(sent.id) == sent.body


def test_p90_two_words_of_secrecy_leave_one_tombstone(hub, sent):
    sent.say_secret()
    hub.peer(FOREIGN).turn_away(sent.to_stranger, "secret", LATER)
    assert sent.tombstones() == [("secret", "relay.hear_refusal", EDUCATION, 0)]
    assert sent.states(PROVINCE) == {SGDDT: "turned_away", DONG_XUAN: "withdrawn", STRANGER: "turned_away"}


def test_p90_the_database_keeps_the_tombstone(hub, sent):
    sent.say_secret()
    hub.run(ERASE)
    for table, key in (("base_bytesgone", "erasure_id"), ("base_erasure", "file_id")):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            hub.rows(f"DELETE FROM {table} WHERE {key} = %s RETURNING 1", sent.digest)


def test_p90_another_packet_with_the_same_bytes_loses_them_too(hub, sent):
    twin = new_id()
    hub.peer(PROVINCE).send(sent.body, twin)
    sent.say_secret()
    assert sent.content(FOREIGN, twin) == (410, "packet.erased")
    states = {row["agency"]: row["state"] for row in hub.peer(PROVINCE).packet(twin)["recipients"]}
    assert states == dict.fromkeys((SGDDT, DONG_XUAN, STRANGER), "withdrawn")


@pytest.mark.parametrize("when", ["before the bytes go", "after"])
def test_p91_no_other_receiver_fetches_it(hub, sent, when):
    assert sent.content(FOREIGN) == (200, None)
    sent.say_secret()
    if when == "after":
        hub.run(ERASE)
    assert sent.content(FOREIGN) == (410, "packet.erased")
    assert sent.content(EDUCATION) == (410, "packet.erased")
    assert sent.content(PROVINCE) == (404, "packet.unknown")
    problem = hub.peer(FOREIGN).call("GET", f"/v1/packets/{sent.id}/content").json()
    assert problem["law"] == "QD11/D2.K2"
    assert problem["message"].startswith("Nội dung gói tin này đã xóa khỏi trục")


def test_p92_the_sender_and_the_receivers_are_told(hub, sent):
    sent.say_secret()
    known, theirs = sent.known(PROVINCE), sent.known(FOREIGN)
    assert known["erased_at"] == theirs["erased_at"] == CLOCK.isoformat()
    assert (known["digest"], known["size"]) == (sent.digest, len(sent.body))
    (outcome,) = theirs["recipients"]
    assert outcome.pop("message").startswith("Trục đã xóa nội dung gói tin này")
    assert outcome == {
        "agency": STRANGER,
        "state": "withdrawn",
        "available_at": sent.to_stranger.available_at,
        "withdrawn_at": CLOCK.isoformat(),
        "code": "secret",
    }
    assert [row["receipt"] for row in theirs["receipts"]] == [sent.receipt]


def test_p92_a_delivery_that_had_ended_keeps_its_state(hub, sent):
    hub.peer(FOREIGN).confirm(sent.to_stranger, AT)
    sent.say_secret()
    assert sent.states(PROVINCE) == {SGDDT: "turned_away", DONG_XUAN: "withdrawn", STRANGER: "delivered"}


def test_p93_the_feed_sets_it_apart_under_the_same_cursor(hub, sent):
    before = sent.page(EDUCATION)["cursor"]
    assert sent.erased(EDUCATION) == []
    sent.say_secret()
    assert sent.feed(EDUCATION) == []
    row = {"packet_id": str(sent.id), "digest": sent.digest, "code": "secret", "erased_at": CLOCK.isoformat()}
    assert sent.erased(EDUCATION) == [
        row | {"delivery_id": sent.to_sgddt.delivery_id, "agency": SGDDT, "state": "turned_away"},
        row | {"delivery_id": sent.to_dong_xuan.delivery_id, "agency": DONG_XUAN, "state": "withdrawn"},
    ]
    assert sent.page(EDUCATION)["cursor"] == before


def test_p93_a_page_of_erased_deliveries_alone_still_leads_on(hub, sent):
    start = str(int(sent.page(EDUCATION)["cursor"]) - 2)
    sent.say_secret()
    page = hub.peer(EDUCATION).call("GET", f"/v1/changes?since={start}&limit=1").json()
    assert (page["deliveries"], len(page["erased"]), page["has_more"]) == ([], 1, True)
    assert int(page["cursor"]) == int(start) + 1


def test_p93_a_client_that_knows_nothing_of_erasing_goes_on(hub, sent):
    sent.say_secret()
    with httpx.HTTPTransport() as transport:
        key = private_pem(KEYS[FOREIGN]).encode()
        client = HubClient(url=hub.url, member=FOREIGN, key=key, transport=transport)
        page = client.changes(since="0", limit=500)
    assert str(sent.id) not in {row.packet_id for row in page.deliveries}
    assert page.cursor == sent.page(FOREIGN)["cursor"]


@pytest.mark.parametrize("packet_id", ["the same", "another", "none"])
def test_p94_the_very_same_bytes_do_not_come_back(hub, sent, packet_id):
    sent.say_secret()
    hub.run(ERASE)
    header = {"the same": {"Packet-Id": str(sent.id)}, "another": {"Packet-Id": str(new_id())}, "none": {}}
    response = hub.peer(PROVINCE).call("POST", "/v1/packets", sent.body, header[packet_id])
    assert answer(response) == (422, "packet.secret")
    assert (response.json()["law"], sent.stores()) == ("QD11/D2.K2", [])
    assert response.json()["message"].startswith("Đúng gói tin này đã bị trả lại")
    kept = "SELECT kept->>'code', (kept->>'size')::int FROM base_auditevent WHERE act = 'relay.turn_away' AND kept->>'digest' = %s"
    assert hub.rows(kept, sent.digest) == [("secret", len(sent.body))]


def test_p95_who_had_fetched_it_may_still_say_what_is_true(hub, sent):
    sent.say_secret()
    assert hub.peer(EDUCATION).confirm(sent.to_dong_xuan, LATER)["state"] == "delivered"
    assert hub.peer(FOREIGN).turn_away(sent.to_stranger, MALFORMED, LATER)["code"] == MALFORMED
    assert sent.states(PROVINCE) == {SGDDT: "turned_away", DONG_XUAN: "delivered", STRANGER: "turned_away"}


def die(hub, sent, point):
    path, body = hub.peer(EDUCATION).turning_away(sent.to_sgddt, "secret", AT)
    with pytest.raises(httpx.TransportError):
        hub.peer(EDUCATION).call("PUT", path, body, {"X-Die": point})
    hub.servers[0].stop()
    hub.servers[0].start()


def test_p90_a_kill_before_the_commit_erases_nothing(hub, sent):
    die(hub, sent, CONFIRMING)
    hub.run(ERASE)
    assert hub.peer(FOREIGN).fetch(sent.id) == sent.body
    assert sent.tombstones() == []


def test_p90_after_a_kill_between_commit_and_deletion_the_job_finishes(hub, sent):
    copy(hub)
    die(hub, sent, COMMITTED)
    assert sent.stores() == ["first", "second"]
    assert sent.content(FOREIGN) == (410, "packet.erased")

    halfway = [sys.executable, "-c", ERASE_AND_DIE_HALFWAY]
    killed = subprocess.run(halfway, env=environment(hub.home), cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert sent.stores() == ["second"]
    assert sent.tombstones()[0][-1] == 0
    assert sent.content(FOREIGN) == (410, "packet.erased")

    hub.run(ERASE)
    assert sent.stores() == []
    assert sent.tombstones() == [("secret", "relay.hear_refusal", EDUCATION, 1)]
    assert hub.run(SEALS) == "None 0 True\n"
