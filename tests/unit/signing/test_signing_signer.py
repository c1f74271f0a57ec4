"""The signer process and its client."""

import logging
import os
import select
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

import pytest

from congvan.signing import limits as signing_limits
from congvan.signing import wire
from congvan.signing.attempts import FIRST_WAIT_SECONDS, FREE_ATTEMPTS, Attempts
from congvan.signing.client import SignerClient
from congvan.signing.errors import KeyRefused, SigningError
from congvan.signing.keys import KeyKind, KeyRing, LockedKey, refusals
from congvan.signing.keys.limits import ATTRIBUTES_BYTES_MAX, ITEMS_MAX
from congvan.signing.sign import complete_signature
from congvan.signing.signer import serve
from congvan.signing.verify import verify
from tests.unit.signing.conftest import AT
from tests.unit.signing.test_signing_keys import verifies

PROGRAM = """
import sys, logging
from pathlib import Path
from congvan.signing.keys import ring_from_directory
from congvan.signing.signer import serve
logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(message)s")
serve(Path(sys.argv[1]), ring_from_directory(Path(sys.argv[2])))
"""


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@dataclass(frozen=True)
class Frail(LockedKey):
    """A key whose keeper goes away after some signatures, as a pulled token does."""

    held: LockedKey
    good: int
    kind: ClassVar = KeyKind.TOKEN
    keeper: ClassVar = "frail"

    def certificate_chain(self):
        return self.held.certificate_chain()

    def sign_many(self, items, *, pin):
        yield from islice(self.held.sign_many(items, pin=pin), self.good)
        raise refusals.device_broken()


@contextmanager
def served(ring, directory, monotonic=time.monotonic):
    """A client of a signer in a thread; the socket answers before the test starts."""
    path = directory / "signer.sock"
    stop = threading.Event()
    thread = threading.Thread(
        target=serve, args=(path, ring), kwargs={"stop": stop, "monotonic": monotonic}, daemon=True
    )
    thread.start()
    found = SignerClient(path)
    wait_until_alive(found)
    yield found
    stop.set()
    thread.join(timeout=10)
    assert not thread.is_alive()
    assert not path.exists()


@pytest.fixture
def client(desk, tmp_path, clock):
    with served(desk.ring, tmp_path, clock) as found:
        yield found


def wait_until_alive(client: SignerClient) -> None:
    for _ in range(2000):
        try:
            client.labels()
        except KeyRefused:
            threading.Event().wait(0.005)  # polls the state of another thread or process, bounded to 10 s
        else:
            return
    pytest.fail("signer did not answer")


def code_of(call) -> str:
    with pytest.raises(KeyRefused) as refused:
        call()
    assert refused.value.message
    return refused.value.code


def test_it_works(desk, client, signed_by_leader):
    key = client.key(label="seal", pin=desk.pki.pin)
    prepared = desk.prepare_seal(signed_by_leader)
    assert key.certificate_chain() == prepared.certificate_chain
    sealed = complete_signature(prepared, signature=key.sign(prepared.attributes))
    assert verify(sealed, policy=desk.policy, at=AT).valid_all
    assert client.labels() == ("leader", "seal")


def test_socket_is_for_its_own_user_only(client):
    assert stat.S_IMODE(client.path.stat().st_mode) == 0o600


def test_wrong_pin_is_refused_and_the_fourth_attempt_waits(desk, client, clock):
    def attempt(pin: str) -> bytes:
        return client.sign(label="seal", pin=pin, attributes=b"attributes")

    for _ in range(FREE_ATTEMPTS):
        assert code_of(lambda: attempt("sai")) == "signer.wrong_pin"
    assert code_of(lambda: attempt(desk.pki.pin)) == "signer.slow_down"
    assert client.sign(label="leader", pin=desk.pki.pin, attributes=b"a")  # another key is not held up
    clock.now += FIRST_WAIT_SECONDS
    assert attempt(desk.pki.pin)
    assert code_of(lambda: attempt("sai")) == "signer.wrong_pin"  # counting starts again


def test_waiting_doubles_to_an_hour(clock):
    attempts = Attempts(clock)
    waits = []
    for _ in range(FREE_ATTEMPTS + 9):
        attempts.record_wrong("k")
        waits.append(attempts.wait_for("k"))
    assert waits[: FREE_ATTEMPTS - 1] == [0, 0]
    assert waits[FREE_ATTEMPTS - 1 :][:3] == [30, 60, 120]
    assert waits[-1] == 3600


def test_a_hundred_under_one_pin_and_no_more(desk, client):
    items = [b"attributes %d" % number for number in range(ITEMS_MAX)]
    signatures = list(client.sign_many(label="seal", pin=desk.pki.pin, items=items))
    assert len(set(signatures)) == ITEMS_MAX
    for item, signature in zip(items, signatures, strict=True):
        verifies(client.chain("seal")[0], signature, item)

    def ask(*items: bytes):
        return lambda: list(client.sign_many(label="seal", pin=desk.pki.pin, items=items))

    assert code_of(ask(*items, b"one more")) == "signer.too_many"
    assert code_of(ask()) == "signer.malformed"
    assert ask(*[b"x" * ATTRIBUTES_BYTES_MAX] * ITEMS_MAX)()
    assert code_of(ask(b"x" * (ATTRIBUTES_BYTES_MAX + 1))) == "signer.malformed"


def test_what_was_signed_before_the_keeper_went_away_is_kept(desk, tmp_path):
    with served(KeyRing({"frail": Frail(desk.ring.get("seal"), good=2)}), tmp_path) as client:
        kept = []
        with pytest.raises(KeyRefused) as refused:
            kept.extend(client.sign_many(label="frail", pin=desk.pki.pin, items=[b"a", b"b", b"c"]))
        assert refused.value.code == "signer.key_broken"
        assert len(kept) == 2
        verifies(client.chain("frail")[0], kept[1], b"b")


def test_wrong_pins_count_against_the_keeper_whatever_the_label(desk, tmp_path):
    key = desk.ring.get("seal")
    with served(KeyRing({"one": key, "two": key}), tmp_path) as client:
        for label in ("one", "two", "one"):
            assert (
                code_of(lambda label=label: client.sign(label=label, pin="sai", attributes=b"a"))
                == "signer.wrong_pin"
            )
        assert (
            code_of(lambda: client.sign(label="two", pin=desk.pki.pin, attributes=b"a")) == "signer.slow_down"
        )


def test_bug_of_a_key_costs_its_request_and_tells_nothing_secret(desk, tmp_path, caplog):
    class Buggy(Frail):
        def sign_many(self, items, *, pin):
            raise LookupError(pin)

    with served(KeyRing({"buggy": Buggy(desk.ring.get("seal"), good=0)}), tmp_path) as client:
        assert (
            code_of(lambda: client.sign(label="buggy", pin="bí-mật", attributes=b"a")) == "signer.unavailable"
        )
        assert client.labels() == ("buggy",)
    (record,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert "LookupError" in record.getMessage()
    assert "bí-mật" not in str(vars(record)) + record.getMessage()


def test_client_that_hangs_up_leaves_the_key_free(desk, client):
    signatures = client.sign_many(label="seal", pin=desk.pki.pin, items=[b"a"] * ITEMS_MAX)
    assert next(signatures)
    signatures.close()
    assert client.sign(label="seal", pin=desk.pki.pin, attributes=b"b")


def test_kinds_are_told_with_a_caution_for_files(client):
    assert set(client.kinds().values()) == {KeyKind.FILE}
    assert "PKCS#12" in KeyKind.FILE.caution
    assert not KeyKind.TOKEN.caution


def test_unknown_key_is_refused(desk, client):
    assert code_of(lambda: client.chain("none")) == "signer.unknown_key"
    assert code_of(lambda: client.sign(label="none", pin="x", attributes=b"a")) == "signer.unknown_key"


@pytest.mark.parametrize(
    "request_",
    [
        {},
        {"do": "shutdown"},
        {"do": "sign"},
        {"do": "sign", "label": "seal", "pin": "x", "items": ["@@@"]},
        {"do": "sign", "label": "seal", "pin": 5, "items": ["AA=="]},
        {"do": "sign", "label": "seal", "pin": "x" * 200, "items": ["AA=="]},
        {"do": "sign", "label": "seal", "pin": "\ud800", "items": ["AA=="]},
        {"do": "sign", "label": "seal", "pin": "x\0", "items": ["AA=="]},
        {"do": "sign", "label": "seal", "pin": "x", "items": "AA=="},
        {"do": "sign", "label": "seal", "pin": "x", "items": ["ạ"]},
        {"do": "chain", "label": ["seal"]},
    ],
)
def test_malformed_requests_are_refused(client, request_):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(client.path))
        wire.send(connection, request_)
        assert wire.receive(connection)["error"]["code"] == "signer.malformed"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0\0",
        b"\0\0\0\0",
        (signing_limits.MESSAGE_BYTES_MAX + 1).to_bytes(4, "big"),
        b"\0\0\0\4[[[[",
        b"\0\0\0\2[]",
    ],
)
def test_broken_framing_costs_its_own_connection_only(client, raw):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(client.path))
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(10) == b""
    assert client.labels()


def test_pin_is_not_logged(desk, client, caplog):
    caplog.set_level(logging.DEBUG)
    client.sign(label="seal", pin=desk.pki.pin, attributes=b"attributes")
    code_of(lambda: client.sign(label="seal", pin="bí-mật-sai", attributes=b"attributes"))
    everything = "".join(str(vars(record)) + record.getMessage() for record in caplog.records)
    assert "signed" in everything
    assert desk.pki.pin not in everything
    assert "bí-mật-sai" not in everything


def test_second_signer_on_the_socket_is_refused(desk, client):
    with pytest.raises(SigningError) as refused:
        serve(client.path, desk.ring)
    assert refused.value.code == "signer.running"
    assert client.labels()


def test_long_socket_path_is_refused(desk, tmp_path):
    with pytest.raises(SigningError) as refused:
        serve(tmp_path / ("x" * 120), desk.ring)
    assert refused.value.code == "signer.path"


def test_absent_signer_is_unavailable(tmp_path):
    client = SignerClient(tmp_path / "none.sock")
    assert code_of(client.labels) == "signer.unavailable"


def test_killed_signer_starts_again_on_its_stale_socket(desk, tmp_path):
    path = tmp_path / "signer.sock"
    client = SignerClient(path)
    for _ in range(2):
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(path), str(desk.pki.directory)], stdout=subprocess.PIPE
        )
        try:
            ready, _, _ = select.select([process.stdout], [], [], 30)
            assert ready
            assert process.stdout.readline() == b"private keys in files\n"
            assert process.stdout.readline() == b"signer ready\n"
            wait_until_alive(client)
            assert client.sign(label="seal", pin=desk.pki.pin, attributes=b"attributes")
        finally:
            os.kill(process.pid, signal.SIGKILL)
            process.wait(timeout=10)
            process.stdout.close()
        assert path.exists()
        assert code_of(client.labels) == "signer.unavailable"
