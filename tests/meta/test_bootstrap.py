"""uv looks where pip is told to look, although uv does not read pip's configuration."""

from __future__ import annotations

from dev import bootstrap

LISTED = """:env:.find-links='/kho'
global.extra-index-url='//mot //hai'
global.index-url='//cu'
install.index-url='//moi'
"""


def test_later_source_of_pip_wins(monkeypatch):
    monkeypatch.setattr(bootstrap, "capture", lambda *_: LISTED)
    told = {"find-links": "/kho", "extra-index-url": "//mot //hai", "index-url": "//moi"}
    assert bootstrap.pip_configuration() == told


def test_uv_is_told_the_same_places(monkeypatch):
    monkeypatch.setattr(bootstrap, "capture", lambda *_: LISTED)
    monkeypatch.setenv("VIRTUAL_ENV", "/cua/ai/khac")
    monkeypatch.delenv("UV_INDEX", raising=False)
    found = bootstrap.uv_environment()
    assert (found["UV_DEFAULT_INDEX"], found["UV_INDEX"], found["UV_FIND_LINKS"]) == (
        "//moi",
        "//mot //hai",
        "/kho",
    )
    assert found["VIRTUAL_ENV"] == str(bootstrap.VENV)


def test_own_setting_of_uv_is_respected(monkeypatch):
    monkeypatch.setattr(bootstrap, "capture", lambda *_: LISTED)
    monkeypatch.setenv("UV_INDEX", "//cua-toi")
    assert bootstrap.uv_environment()["UV_INDEX"] == "//cua-toi"


def test_machine_without_configuration_tells_uv_nothing(monkeypatch):
    monkeypatch.setattr(bootstrap, "capture", lambda *_: "")
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX", "UV_FIND_LINKS"):
        monkeypatch.delenv(name, raising=False)
    assert not {"UV_DEFAULT_INDEX", "UV_INDEX", "UV_FIND_LINKS"} & bootstrap.uv_environment().keys()


def test_missing_program_that_we_may_not_install_is_named_in_one_line(monkeypatch, capsys):
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda _: None)
    bootstrap.system()
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "qpdf" in said
