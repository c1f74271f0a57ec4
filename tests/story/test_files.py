"""What we and other people's programs say about the files that the demo issued."""

import json
import sys

import pytest

from tests.story.programs import run


@pytest.fixture(params=[0, 1], ids=["decision", "notice"])
def file(played, request) -> str:
    return str(played.found["files"][request.param]["path"])


@pytest.fixture
def trusting(played, tmp_path) -> str:
    """A certificate store that trusts the demo's root."""
    store = f"sql:{tmp_path}"
    for arguments in (
        ("-N", "--empty-password"),
        ("-A", "-n", "demo", "-t", "C,C,C", "-i", played.root / "pki/root.pem"),
    ):
        assert run("certutil", *arguments, "-d", store).returncode == 0
    return store


@pytest.mark.law("QD11/D3.K1.a", "QD11/D8.K3.a")
def test_our_verifier_calls_both_signatures_valid(played, file):
    command = (sys.executable, "-m", "congvan.sites.cli.main", "sign", "verify", "--json")
    said = run(*command, "--root", played.root / "pki/root.pem", file)
    assert said.returncode == 0, said.stderr
    report = json.loads(said.stdout)
    leader, seal = report["signatures"]
    assert (leader["kind"], leader["valid"], leader["change"]) == ("person", True, "form_filling")
    assert (seal["kind"], seal["valid"], seal["change"]) == ("seal", True, "none")
    assert (leader["coverage"], seal["coverage"]) == ("revision", "whole_file")
    assert report["valid_all"] is True


def test_our_verifier_trusts_nobody_without_the_root(file):
    said = run(sys.executable, "-m", "congvan.sites.cli.main", "sign", "verify", "--json", file)
    assert said.returncode == 1
    assert not any(one["trusted"] for one in json.loads(said.stdout)["signatures"])


def test_pdfsig_calls_both_signatures_valid_and_trusted(trusting, file):
    said = run("pdfsig", "-nssdir", trusting, file).stdout
    assert said.count("Signature is Valid.") == 2, said
    assert said.count("Certificate is Trusted.") == 2, said


def test_qpdf_finds_the_file_clean(file):
    said = run("qpdf", "--check", file)
    assert said.returncode == 0, said.stdout + said.stderr
    assert "No syntax or stream encoding errors found" in said.stdout
