"""The worker process: it seals the audit, copies packets to the second store, and stops when told."""

import signal
import subprocess
import sys
import threading
import time

from tests.hub import packets
from tests.hub.cast import PROVINCE, SGDDT, UBND
from tests.hub.house import ROOT, environment

WAIT_SECONDS = 20.0


def test_worker_seals_and_copies_and_stops(hub):
    digest = hub.peer(PROVINCE).send(packets.document(UBND, [SGDDT]))["digest"]
    worker = subprocess.Popen(
        [sys.executable, "-m", "congvan.sites.hub.worker"], env=environment(hub.home), cwd=ROOT
    )
    try:
        deadline = time.monotonic() + WAIT_SECONDS
        while not _all_done(hub, digest):
            assert worker.poll() is None
            assert time.monotonic() < deadline
            threading.Event().wait(0.05)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(10) == 0
    finally:
        worker.kill()
        worker.wait()
    assert (hub.home / "files/second" / digest[:2] / digest).is_file()


def _all_done(hub, digest):
    copies = hub.rows("SELECT count(*) FROM base_storedcopy WHERE file_id = %s", digest)
    unsealed = hub.rows(
        "SELECT count(*) FROM base_auditevent e WHERE NOT EXISTS (SELECT 1 FROM base_sealedevent WHERE event_id = e.id)"
    )
    return copies == [(2,)] and unsealed == [(0,)]
