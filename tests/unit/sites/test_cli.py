"""The `congvan` command: what it answers, in which exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from congvan.sites.cli.main import SUBCOMMANDS, main

SAMPLES = Path("../shared/samples/edxml/vpcp-sdk-2019")


@pytest.fixture(autouse=True)
def _environment_of_our_own(monkeypatch):
    """A command may choose the site for its process; the next test starts without one."""
    monkeypatch.setenv("CONGVAN_HOME", "")


def test_without_a_word_it_lists_the_words(capsys):
    assert main([]) == 2
    listed = capsys.readouterr().err
    assert all(row.name in listed for row in SUBCOMMANDS)
    assert main(["--help"]) == 0


def test_listing_the_words_imports_none_of_them():
    code = "import sys\nfrom congvan.sites.cli.main import main\nmain(['--help'])\nsys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_packet_check_refuses_what_is_no_packet(tmp_path, capsys):
    file = tmp_path / "a.edxml"
    file.write_bytes(b"not a packet")
    assert main(["packet", "check", "--json", str(file)]) == 1
    assert json.loads(capsys.readouterr().out)["verdict"] == "refused"


def test_packet_check_of_a_real_status_packet(capsys):
    if not SAMPLES.is_dir():
        pytest.skip("../shared không có ở đây")
    refused = [
        file.name for file in sorted(SAMPLES.glob("*.edxml")) if main(["packet", "check", str(file)]) == 1
    ]
    assert refused == ["edoc.edxml"]
    assert "Gói tin trạng thái" in capsys.readouterr().out


def test_packet_check_without_the_file(tmp_path, capsys):
    assert main(["packet", "check", str(tmp_path / "none")]) == 2
    assert "đường dẫn" in capsys.readouterr().err


def test_sign_verify_of_a_file_that_is_no_pdf(tmp_path, capsys):
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.7 but no more")
    assert main(["sign", "verify", "--json", str(file)]) == 1
    assert json.loads(capsys.readouterr().out)["valid_all"] is False


def test_sign_verify_reads_a_moment_without_zone_as_ours(tmp_path, capsys):
    file = tmp_path / "a.pdf"
    file.write_bytes(b"")
    main(["sign", "verify", "--json", "--at", "2018-03-27T08:00", str(file)])
    assert json.loads(capsys.readouterr().out)["checked_at"] == "2018-03-27T08:00:00+07:00"


@pytest.mark.parametrize("words", [["serve", "node"], ["audit", "verify"]])
def test_home_without_settings_is_said_so(words, tmp_path, capsys):
    assert main([*words, "--home", str(tmp_path)]) in {1, 2}
    assert "site.toml" in capsys.readouterr().err


def test_unknown_setting_is_named(tmp_path, capsys):
    (tmp_path / "site.toml").write_text('mau_nen = "do"\n', "utf-8")
    assert main(["serve", "node", "--home", str(tmp_path)]) == 1
    assert "mau_nen" in capsys.readouterr().err


def test_site_of_the_other_kind_is_refused(tmp_path, capsys):
    (tmp_path / "site.toml").write_text('kind = "hub"\n', "utf-8")
    assert main(["serve", "node", "--home", str(tmp_path)]) == 1
    assert "“hub”" in capsys.readouterr().err
