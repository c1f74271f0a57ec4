"""`congvan sign reserve|prepare|complete`, with openssl as the holder of the key."""

import json
import subprocess
from dataclasses import asdict

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12

from congvan.sites.cli.main import main
from congvan.sites.demo.pki import Holder, make_pki
from tests.unit.signing.papers import Box, paper

PLACES = {
    "number": Box(1, 100, 760, 128, 775),
    "leader": Box(1, 350, 200, 486, 268),
    "seal": Box(1, 23, 779, 272, 830),
}


@pytest.fixture(autouse=True)
def _environment_of_our_own(monkeypatch):
    """A command may choose the site for its process; the next test starts without one."""
    monkeypatch.setenv("CONGVAN_HOME", "")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A draft, its places, and two keys as the files that openssl takes."""
    made = tmp_path_factory.mktemp("tep")
    people = Holder(label="leader", kind="person", name="Phạm Huy Văn", agency_code="000.00.16.H45")
    agency = Holder(label="seal", kind="seal", name="Sở Y tế", agency_code="000.00.16.H45")
    pki = make_pki(made, holders=(people, agency))
    for label in ("leader", "seal"):
        key, _, _ = pkcs12.load_key_and_certificates((made / f"{label}.p12").read_bytes(), pki.pin.encode())
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (made / f"{label}.key").write_bytes(pem)
    (made / "places.json").write_text(json.dumps({name: asdict(box) for name, box in PLACES.items()}))
    (made / "draft.pdf").write_bytes(paper())
    return made


def run(folder, action: str, file: str, out: str, *options: str) -> int:
    return main(["sign", action, str(folder / file), "--out", str(folder / out), *options])


def sign(folder, label: str, before: str, after: str, *options: str) -> None:
    chain = str(folder / f"{label}.pem")
    assert run(folder, "prepare", before, "frozen", "--field", label, "--chain", chain, *options) == 0
    command = ["openssl", "dgst", "-sha256", "-sign", folder / f"{label}.key", "-out", folder / "signature"]
    subprocess.run([*command, folder / "frozen.attributes"], check=True, capture_output=True)
    assert run(folder, "complete", "frozen", after, "--signature", str(folder / "signature")) == 0


@pytest.mark.law("QD11/D8.K1")
def test_d8_k1_a_file_is_reserved_signed_numbered_and_sealed_step_by_step(folder, capsys):
    assert run(folder, "reserve", "draft.pdf", "reserved.pdf", "--places", str(folder / "places.json")) == 0
    sign(folder, "leader", "reserved.pdf", "signed.pdf", "--shown", "Phạm Huy Văn")
    sign(folder, "seal", "signed.pdf", "issued.pdf", "--shown", "Sở Y tế", "--number", "94")
    root = str(folder / "root.pem")
    assert main(["sign", "verify", str(folder / "issued.pdf"), "--root", root]) == 0
    assert "Tất cả chữ ký hợp lệ: có" in capsys.readouterr().out
    assert (folder / "draft.pdf").read_bytes() == paper()


def test_what_is_refused_is_said_with_the_exit_code(folder, capsys):
    assert run(folder, "reserve", "draft.pdf", "again.pdf", "--places", str(folder / "places.json")) == 0
    chain = str(folder / "seal.pem")
    assert run(folder, "prepare", "again.pdf", "none", "--field", "seal", "--chain", chain) == 1
    assert "signing.not_your_turn" in capsys.readouterr().err
    assert not (folder / "none").exists()


@pytest.mark.parametrize("action", ["reserve", "prepare", "complete"])
def test_a_file_that_is_not_there_is_said(folder, capsys, action):
    options = {
        "reserve": ["--places", str(folder / "places.json")],
        "prepare": ["--field", "seal", "--chain", str(folder / "seal.pem")],
        "complete": ["--signature", str(folder / "places.json")],
    }[action]
    assert run(folder, action, "none.pdf", "out.pdf", *options) == 2
    assert "Hãy kiểm tra" in capsys.readouterr().err
