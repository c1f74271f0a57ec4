"""Whatever a remote service or a local one answers, there is a signature or a refusal with a code; never a crash."""

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congvan.signing.agent import AgentSettings, read_signature
from congvan.signing.errors import KeyRefused, SigningError
from congvan.signing.keys import ServiceKey, ServiceSettings

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.binary().map(bytes.hex)
)
ANYTHING = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner)
)
CALM = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
WORDS = {
    "access_token": st.just("t") | st.text(min_size=1) | ANYTHING,
    "credentialIDs": st.just(["A"]) | ANYTHING,
    "key": st.fixed_dictionaries(
        {"status": st.just("enabled") | LEAVES, "algo": st.just(["1.2.840.113549.1.1.11"]) | ANYTHING}
    )
    | ANYTHING,
    "cert": st.fixed_dictionaries(
        {"certificates": st.lists(st.just("CERTIFICATE") | LEAVES, max_size=2) | ANYTHING}
    )
    | ANYTHING,
    "auth": st.fixed_dictionaries(
        {"mode": st.just("explicit"), "objects": st.just([{"id": "PIN"}]) | ANYTHING}
    )
    | ANYTHING,
    "multisign": st.integers() | ANYTHING,
    "SAD": st.just("s") | ANYTHING,
    "signatures": st.just(["AAAA"]) | ANYTHING,
    "error": st.sampled_from(["invalid_pin", "invalid_request"]) | ANYTHING,
    "error_description": st.sampled_from(["Credential locked", "SAD expired"]) | ANYTHING,
}
REPLY = st.fixed_dictionaries({}, optional=WORDS) | st.fixed_dictionaries(WORDS) | ANYTHING
STATUS = st.sampled_from([200, 200, 200, 200, 201, 202, 302, 400, 401, 404, 500, 503])


class Parrot(BaseHTTPRequestHandler):
    answers = iter(())

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        status, raw = next(type(self).answers, (503, b""))
        self.send_response(status)
        self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_args) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def address():
    with ThreadingHTTPServer(("127.0.0.1", 0), Parrot) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@CALM
@given(answers=st.lists(st.tuples(STATUS, REPLY), max_size=5))
def test_remote_service(address, issued, tmp_path, answers):
    certificate = base64.b64encode(issued.chain[0]).decode()
    (tmp_path / "secret").write_text("s")
    service = ServiceSettings(url=address, secret_file=tmp_path / "secret", client_id="c", approval_seconds=1)
    told = [
        (status, json.dumps(reply).replace("CERTIFICATE", certificate).encode()) for status, reply in answers
    ]
    Parrot.answers = iter(told)
    refused = None
    try:
        signatures = list(ServiceKey(service).sign_many([b"a"], pin="1234"))
    except KeyRefused as error:
        refused = error
    if refused is None:
        assert len(signatures) == 1
        return
    assert refused.code.startswith("signer.")
    assert "1234" not in refused.message


ANSWER = st.fixed_dictionaries(
    {},
    optional={
        "Status": st.just(0) | ANYTHING,
        "Signature": st.just("AAAA") | ANYTHING,
        "CertBase64": st.just("CERTIFICATE") | ANYTHING,
    },
)


@CALM
@given(text=(ANSWER | ANYTHING).map(json.dumps) | st.text())
def test_local_service(issued, text):
    certificate = issued.chain[0]
    text = text.replace("CERTIFICATE", base64.b64encode(certificate).decode())
    with pytest.raises(SigningError) as refused:
        read_signature(text, attributes=b"a", certificate=certificate, settings=AgentSettings())
    assert refused.value.code.startswith(("signer.", "signing."))
