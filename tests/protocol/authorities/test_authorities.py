"""OCSP, CRL and time-stamps from a process, judged by openssl."""

import json
import shutil
import subprocess
import urllib.error
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

import pytest
from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from tests.protocol.authorities.ca import issue, make_authorities
from tests.protocol.authorities.serve import Rejection
from tests.protocol.keys.processes import started

FUTURE = "2041-05-01T08:00:00+07:00"


def openssl(*arguments: object) -> str:
    if shutil.which("openssl") is None:
        pytest.skip("thiếu công cụ hệ thống: openssl")
    done = subprocess.run(
        ["openssl", *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False
    )
    return done.stdout + done.stderr


class Running:
    """The process, its folder, and a leaf that names it."""

    def __init__(self, directory: Path, address: str, root) -> None:
        self.directory, self.address, self.root = directory, address, root
        self.leaf = issue("Người ký", by=root, address=address)
        self.leaf.write(directory, "leaf")

    def say(self, **state) -> None:
        (self.directory / "state.json").write_text(json.dumps({"at": datetime.now(UTC).isoformat(), **state}))

    def post(self, path: str, kind: str, raw: bytes) -> bytes:
        request = urllib.request.Request(self.address + path, raw, {"Content-Type": kind})
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.read()

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(self.address + path, timeout=10) as response:
            return response.read()


@pytest.fixture
def authorities(tmp_path):
    root = make_authorities(tmp_path)
    with started("tests.protocol.authorities.serve", tmp_path) as (_, (port,)):
        running = Running(tmp_path, f"http://127.0.0.1:{port}", root)
        running.say()
        yield running


def ask_ocsp(authorities) -> str:
    folder = authorities.directory
    return openssl(
        "ocsp", "-issuer", folder / "root.pem", "-cert", folder / "leaf.pem", "-CAfile", folder / "root.pem",
        "-url", f"{authorities.address}/ocsp", "-timeout", "10",
    )  # fmt: skip


def test_responder_says_good_then_revoked(authorities):
    said = ask_ocsp(authorities)
    assert "Response verify OK" in said
    assert "leaf.pem: good" in said
    authorities.say(revoked={str(authorities.leaf.certificate.serial_number): "2026-01-02T03:04:05+00:00"})
    assert "leaf.pem: revoked" in ask_ocsp(authorities)


def test_responder_answers_only_for_its_own_issuer(authorities):
    stranger = issue("Gốc khác", ca=True)
    other = issue("Người khác", by=stranger)
    request = (
        ocsp.OCSPRequestBuilder()
        .add_certificate(other.certificate, stranger.certificate, hashes.SHA1())
        .build()
    )
    raw = authorities.post("/ocsp", "application/ocsp-request", request.public_bytes(Encoding.DER))
    assert ocsp.load_der_ocsp_response(raw).response_status == ocsp.OCSPResponseStatus.UNAUTHORIZED
    raw = authorities.post("/ocsp", "application/ocsp-request", b"junk")
    assert ocsp.load_der_ocsp_response(raw).response_status == ocsp.OCSPResponseStatus.MALFORMED_REQUEST


def test_list_names_the_revoked_by_the_clock_of_the_state(authorities):
    serial = authorities.leaf.certificate.serial_number
    authorities.say(at=FUTURE, revoked={str(serial): "2040-01-01T00:00:00+00:00"})
    path = authorities.directory / "list.der"
    path.write_bytes(authorities.get("/crl"))
    assert "verify OK" in openssl(
        "crl", "-inform", "DER", "-in", path, "-CAfile", authorities.directory / "root.pem"
    )
    found = x509.load_der_x509_crl(path.read_bytes())
    assert found.get_revoked_certificate_by_serial_number(serial) is not None
    assert found.last_update_utc == datetime.fromisoformat(FUTURE)


def test_time_stamp_verifies_and_bears_the_clock_of_the_state(authorities):
    authorities.say(at=FUTURE)
    folder = authorities.directory
    data, query, reply = folder / "data", folder / "query", folder / "reply"
    data.write_bytes(b"attributes")
    openssl("ts", "-query", "-data", data, "-sha256", "-cert", "-out", query)
    reply.write_bytes(authorities.post("/tsa", "application/timestamp-query", query.read_bytes()))
    root = folder / "root.pem"
    assert "Verification: OK" in openssl("ts", "-verify", "-in", reply, "-queryfile", query, "-CAfile", root)
    assert "May  1 01:00:00 2041 GMT" in openssl("ts", "-reply", "-in", reply, "-text")
    data.write_bytes(b"attribuues")
    assert "FAILED" in openssl("ts", "-verify", "-in", reply, "-data", data, "-CAfile", root)


@pytest.mark.parametrize(("algorithm", "length"), [("sha1", 20), ("sha256", 31), ("sha512", 64)])
def test_weak_or_broken_imprint_gets_no_stamp(authorities, algorithm, length):
    imprint = {"hash_algorithm": {"algorithm": algorithm}, "hashed_message": b"x" * length}
    raw = tsp.TimeStampReq({"version": "v1", "message_imprint": imprint}).dump()
    reply = Rejection.load(authorities.post("/tsa", "application/timestamp-query", raw))
    assert reply["status"]["status"].native == "rejection"
    reply = Rejection.load(authorities.post("/tsa", "application/timestamp-query", b"junk"))
    assert reply["status"]["fail_info"].native == {"bad_data_format"}


def test_silent_authorities_answer_503(authorities):
    authorities.say(silent=["crl", "tsa", "ocsp"])
    for call in (
        lambda: authorities.get("/crl"),
        lambda: authorities.get("/ocsp/AAAA"),
        lambda: authorities.post("/tsa", "application/timestamp-query", b""),
    ):
        with pytest.raises(urllib.error.HTTPError) as failed:
            call()
        assert failed.value.code == 503
        failed.value.close()
