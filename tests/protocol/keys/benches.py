"""Each kind of key with the processes that it needs, behind one face for the contract test."""

import os
import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12

from congvan.signing.agent import AgentSettings, call_to_sign, read_signature
from congvan.signing.client import SignerClient
from congvan.signing.errors import KeyRefused
from tests.protocol.keys.conftest import FILE_PIN, Issued
from tests.protocol.keys.page import ORIGIN, pipe
from tests.protocol.keys.processes import kept_alive
from tests.protocol.keys.tls import make_tls

SOFTHSM = next((path for path in Path("/usr/lib").glob("**/softhsm/libsofthsm2.so")), None)
PIN = "864209-bi-mat"


@dataclass(frozen=True)
class Bench:
    """`ask`: sign these under one entry of a PIN; `ask_unknown`: with a key that is not there."""

    ask: Callable[[Sequence[bytes], str], Iterator[bytes]]
    ask_unknown: Callable[[], object]
    unknown_code: str
    pin: str
    log: Path


@contextmanager
def token(issued: Issued, directory: Path, die_after: int | None = None):
    """SoftHSM2, in the signer process."""
    if SOFTHSM is None or shutil.which("softhsm2-util") is None:
        pytest.skip("thiếu công cụ hệ thống: softhsm2")
    store = directory / "tokens"
    store.mkdir()
    configuration = directory / "softhsm2.conf"
    configuration.write_text(f"directories.tokendir = {store}\nobjectstore.backend = file\n")
    plain = directory / "key.pem"
    key = pkcs12.load_key_and_certificates(issued.p12.read_bytes(), FILE_PIN.encode())[0]
    plain.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    for arguments in (
        ["--init-token", "--free", "--label", "cv", "--pin", PIN, "--so-pin", "13579"],
        ["--import", str(plain), "--token", "cv", "--label", "seal", "--id", "01", "--pin", PIN],
    ):
        environment = {**os.environ, "SOFTHSM2_CONF": str(configuration)}
        subprocess.run(
            ["softhsm2-util", *arguments], check=True, capture_output=True, env=environment, timeout=60
        )
    keys = _keys(directory, issued)
    keys.joinpath("seal.toml").write_text(
        f'kind = "pkcs11"\nmodule = "{SOFTHSM}"\ntoken = "cv"\nkey = "seal"\n'
    )
    with _signer(directory, keys, die_after, PIN, SOFTHSM2_CONF=str(configuration)) as bench:
        yield bench


@contextmanager
def file(issued: Issued, directory: Path, die_after: int | None = None):
    """A PKCS#12 file, in the signer process."""
    keys = _keys(directory, issued)
    shutil.copy(issued.p12, keys / "seal.p12")
    with _signer(directory, keys, die_after, FILE_PIN) as bench:
        yield bench


@contextmanager
def service(issued: Issued, directory: Path, die_after: int | None = None, service_dies_at: int = -1):
    """The signer process towards a remote service, ten signatures an approval."""
    keys = _keys(directory, issued)
    keys.joinpath("csc.secret").write_text("s3cret")
    port = _free_port()
    arguments = (
        issued.p12, issued.pem, "--file-pin", FILE_PIN, "--pin", PIN, "--journal", directory / "journal",
        "--multisign", 10, "--port", port, "--die-at", service_dies_at, "--mark", directory / "service-died",
    )  # fmt: skip
    with kept_alive("tests.protocol.keys.csc_service", *arguments, log=directory / "log"):
        keys.joinpath("seal.toml").write_text(
            f'kind = "csc"\nurl = "http://127.0.0.1:{port}/csc/v2"\n'
            'credential = "GX0112348"\nclient_id = "congvan"\nsecret_file = "csc.secret"\n'
        )
        with _signer(directory, keys, die_after, PIN) as bench:
            yield bench


@contextmanager
def agent(issued: Issued, directory: Path, die_after: int | None = None):
    """The local service on the user's machine, and the page between it and us."""
    with agent_process(issued, directory, origin=ORIGIN, die_after=die_after) as address:
        settings = AgentSettings(address=address)
        trusted = ssl.create_default_context(cafile=directory / "tls.pem")

        def ask(items: Sequence[bytes], pin: str, certificate: bytes = issued.chain[0]) -> Iterator[bytes]:
            (directory / "typed").write_text(pin)
            for item in items:
                text = pipe(call_to_sign(item, settings=settings), trusted)
                yield read_signature(text, attributes=item, certificate=certificate, settings=settings)

        yield Bench(
            ask=ask,
            ask_unknown=lambda: list(ask([b"a"], PIN, issued.root)),
            unknown_code="signer.certificate_changed",
            pin=PIN,
            log=directory / "log",
        )


@contextmanager
def agent_process(issued: Issued, directory: Path, *, origin: str, die_after: int | None) -> Iterator[str]:
    """The service's address; it comes back when it dies, its TLS certificate is `tls.pem`."""
    port = _free_port()
    make_tls(directory)
    arguments = (
        issued.p12, issued.pem, "--file-pin", FILE_PIN, "--pin", PIN, "--typed", directory / "typed",
        "--tls", directory, "--mark", directory / "died", "--port", port, "--origin", origin,
        "--die-at", -1 if die_after is None else die_after,
    )  # fmt: skip
    with kept_alive("tests.protocol.keys.agent_service", *arguments, log=directory / "log"):
        yield f"wss://127.0.0.1:{port}"


BENCHES = {"token": token, "file": file, "service": service, "agent": agent}


def _keys(directory: Path, issued: Issued) -> Path:
    keys = directory / "keys"
    keys.mkdir()
    shutil.copy(issued.pem, keys / "seal.pem")
    return keys


@contextmanager
def _signer(directory: Path, keys: Path, die_after: int | None, pin: str, **environment: str):
    path, log = directory / "s.sock", directory / "log"
    death = () if die_after is None else (die_after, directory / "died")
    client = SignerClient(path)
    with kept_alive("tests.protocol.keys.signer_program", path, keys, *death, log=log, **environment):
        yield Bench(
            ask=lambda items, pin: client.sign_session(label="seal", pin=pin, items=items),
            ask_unknown=lambda: client.sign(label="none", pin=pin, attributes=b"a"),
            unknown_code="signer.unknown_key",
            pin=pin,
            log=log,
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def code_of(call: Callable[[], object]) -> str:
    """The code with which a call is refused."""
    with pytest.raises(KeyRefused) as refused:
        call()
    assert refused.value.message
    return refused.value.code
