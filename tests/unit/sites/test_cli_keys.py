"""`congvan keys`: what an administrator sees of the keys, and where the PIN may come from."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from congvan.signing.errors import KeyRefused
from congvan.signing.keys.pin import read_pin
from congvan.sites.cli.main import main
from congvan.sites.demo.pki import PIN, Holder, make_pki

HOLDER = Holder(label="seal", kind="seal", name="Sở Giáo dục và Đào tạo", agency_code="000.00.16.H45")


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    directory = tmp_path_factory.mktemp("home") / "keys"
    make_pki(directory, holders=(HOLDER,))
    (directory.parent / "site.toml").write_text('kind = "node"\n')
    return directory


@pytest.fixture
def keys_command(keys, monkeypatch):
    monkeypatch.setenv("CONGVAN_HOME", "")
    return lambda *words: main(["keys", *words, "--home", str(keys.parent)])


def test_list_says_whose_and_warns_of_files(keys_command, capsys):
    assert keys_command("list") == 0
    listed = capsys.readouterr().out
    assert "seal  [pkcs12]  Sở Giáo dục và Đào tạo, hiệu lực đến 31/12/2037" in listed
    assert "Cảnh báo: Khóa ký nằm trong tập tin PKCS#12" in listed


def test_try_signs_with_the_right_pin_only(keys_command, monkeypatch, capsys):
    monkeypatch.setenv("PIN_OF_SEAL", PIN)
    assert keys_command("try", "seal", "--pin", "env:PIN_OF_SEAL") == 0
    assert "Khóa seal ký được" in capsys.readouterr().out
    monkeypatch.setenv("PIN_OF_SEAL", "sai-bi-mat")
    assert keys_command("try", "seal", "--pin", "env:PIN_OF_SEAL") == 1
    said = capsys.readouterr().err
    assert "signer.wrong_pin" in said
    assert "sai-bi-mat" not in said


def test_key_of_another_certificate_is_found_out(keys_command, keys, tmp_path, monkeypatch, capsys):
    make_pki(tmp_path, holders=(HOLDER,))
    (keys / "other.p12").write_bytes((keys / "seal.p12").read_bytes())
    (keys / "other.pem").write_bytes((tmp_path / "seal.pem").read_bytes())
    monkeypatch.setenv("P", PIN)
    assert keys_command("try", "other", "--pin", "env:P") == 1
    assert "signing.wrong_key" in capsys.readouterr().err


def test_wrong_description_and_missing_home_are_said(keys_command, keys, tmp_path, capsys):
    wrong = keys / "wrong.toml"
    wrong.write_text('kind = "x"')
    assert keys_command("list") == 1
    assert "wrong.toml" in capsys.readouterr().err
    wrong.unlink()
    assert main(["keys", "list", "--home", str(tmp_path / "none")]) == 2
    assert "site.toml" in capsys.readouterr().err
    (tmp_path / "site.toml").write_text('kind = "node"\n')
    assert main(["keys", "list", "--home", str(tmp_path)]) == 0
    assert "Chưa khai báo khóa ký nào" in capsys.readouterr().out


def test_signer_with_a_wrong_description_says_which_and_ends(tmp_path):
    (tmp_path / "site.toml").write_text('kind = "node"\n')
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys/wrong.toml").write_text('kind = "x"')
    done = subprocess.run(
        [sys.executable, "-m", "congvan.sites.node.signer"],
        env={**os.environ, "CONGVAN_HOME": str(tmp_path)}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "wrong.toml" in done.stderr
    assert "Traceback" not in done.stderr


def pin(source, environment=(), typed=""):
    return read_pin(source, environment=dict(environment), prompt=lambda: typed)


def test_pin_comes_from_prompt_file_or_environment(tmp_path):
    assert pin("prompt", typed="1") == "1"
    assert pin("env:P", {"P": "2"}.items()) == "2"
    file = tmp_path / "pin"
    file.touch(mode=0o600)
    file.write_text("ba bốn\r\nmore")
    assert pin(f"file:{file}") == "ba bốn"


@pytest.mark.parametrize("source", ["prompt", "env:P", "1234", "", "file:/nonexistent/pin"])
def test_no_pin_is_refused(source):
    with pytest.raises(KeyRefused) as refused:
        pin(source)
    assert refused.value.code == "signer.pin_source"
    assert "1234" not in refused.value.message


def test_pin_file_of_others_is_refused(tmp_path):
    file = tmp_path / "pin"
    file.write_text("1234")
    file.chmod(0o640)
    with pytest.raises(KeyRefused, match="chmod 600"):
        pin(f"file:{file}")
