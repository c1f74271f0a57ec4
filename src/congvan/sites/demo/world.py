"""The folders, keys and programs of the demo: one hub and two nodes, each in a home of its own."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from congvan.sites.demo import pki
from congvan.sites.ports import find_port
from congvan.sites.supervisor import address_of, read_state, wait_until_ready
from congvan.sites.tether import tethered

READY_WITHIN_SECONDS = 120.0
STOP_WITHIN_SECONDS = 60.0
TITLES = {
    "hub": "Trục liên thông văn bản tỉnh Phú Yên (minh họa)",
    "ubnd": "Hệ thống của Ủy ban nhân dân tỉnh (minh họa)",
    "sgddt": "Hệ thống của ngành Giáo dục và các cơ quan khác (minh họa)",
}
PORT_FIRST = 8100
FOREIGN = "stttt"
"""The member that is another vendor's system: it speaks the protocol and shares no code with a node."""

OPERATOR_LOGIN, OPERATOR_NAME = "vanhanh.truc", "Trịnh Công Thành"


def cast() -> dict[str, Any]:
    """Agencies and people of the story."""
    return tomllib.loads((Path(__file__).parent / "cast.toml").read_text("utf-8"))


@dataclass
class SiteProgram:
    """One running `congvan serve`."""

    name: str
    home: Path
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def kind(self) -> str:
        return "hub" if self.name == "hub" else "node"

    @property
    def address(self) -> str:
        """Where its web process answers."""
        return address_of(self.home, "web")

    def launch(self) -> None:
        """Start the supervisor."""
        argv = [sys.executable, "-m", "congvan.sites.cli.main", "serve", self.kind, "--home", str(self.home)]
        with (self.home / "serve.log").open("ab") as log:
            command = tethered(argv, death_signal=signal.SIGTERM)
            self.process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)

    def wait(self) -> None:
        """Return when every process of the site is ready. Raises WorldFailed."""
        assert self.process is not None, "launched"
        ready = wait_until_ready(self.home, supervisor=self.process.pid, within_seconds=READY_WITHIN_SECONDS)
        if not ready:
            raise WorldFailed(self.name, (self.home / "serve.log").read_text("utf-8", "replace")[-4000:])

    def stop(self) -> None:
        """Stop the site and wait until it has."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None

    def kill(self, process: str) -> int:
        """Kill -9 one kind of process with all of its group; its number, 0 where it was down already."""
        pid = int(read_state(self.home)["processes"][process]["pid"])
        if pid == 0:
            return 0
        try:
            os.killpg(pid, signal.SIGKILL)
        except ProcessLookupError:
            return 0
        return pid


class WorldFailed(Exception):
    """Một hệ thống của bản minh họa không chạy được."""


@dataclass(frozen=True)
class World:
    """All programs of the demo under one folder, and the clock that they share."""

    root: Path
    hub: SiteProgram
    ubnd: SiteProgram
    sgddt: SiteProgram

    @property
    def sites(self) -> tuple[SiteProgram, ...]:
        return (self.hub, self.ubnd, self.sgddt)

    @property
    def exports(self) -> Path:
        """Where the story leaves its issued files."""
        return self.root / "files"

    def set_clock(self, at: datetime) -> None:
        """Move legal time for every process at once."""
        fresh = self.root / "clock.new"
        fresh.write_text(at.isoformat(), "ascii")
        fresh.replace(self.root / "clock")

    def clock(self) -> datetime:
        """Legal time now."""
        return datetime.fromisoformat((self.root / "clock").read_text("ascii"))

    def foreign_key(self) -> Ed25519PrivateKey:
        """The member key of the foreign system."""
        key = load_pem_private_key((self.root / f"{FOREIGN}.pem").read_bytes(), password=None)
        assert isinstance(key, Ed25519PrivateKey)
        return key

    def stop(self) -> None:
        """Stop everything, the hub last."""
        for site in reversed(self.sites):
            site.stop()


def make_world(root: Path, *, at: datetime) -> World:
    """Fresh homes under `root`; the demo's certificates are kept from an earlier run."""
    root.mkdir(parents=True, exist_ok=True)
    for name in (*TITLES, "files"):
        shutil.rmtree(root / name, ignore_errors=True)
    (root / "files").mkdir()
    keys = pki.make_pki(root / "pki", holders=(*pki.demo_holders(), *pki.neighbours()))
    sites = {}
    port = PORT_FIRST
    for name in TITLES:  # they start at the same moment: none may find the port of another still free
        port = find_port(port)
        sites[name] = SiteProgram(name, root / name, port)
        port += 1
    world = World(root, **sites)
    world.set_clock(at)
    for site in world.sites:
        site.home.mkdir()
        (site.home / "secret.key").write_text(secrets.token_urlsafe(48), "ascii")
        if site.kind == "node":
            _give_keys(site, keys)
        _write_key(site.home / ("hub.pem" if site.kind == "hub" else "member.pem"))
        _write_settings(site)
    _write_key(root / f"{FOREIGN}.pem")
    return world


def connect(world: World, site: SiteProgram) -> None:
    """Tell a node of the hub; a worker that runs already begins anew to hear of it."""
    _write_settings(site, hub_url=world.hub.address, member_code=site.name)
    if site.process is not None:
        site.kill("worker")


def public_key(path: Path) -> str:
    """The public half of a key file, as PEM."""
    key = load_pem_private_key(path.read_bytes(), password=None)
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def _write_settings(site: SiteProgram, **more: str) -> None:
    """Replace site.toml in one step: a process that begins just now reads the old or the new."""
    values: dict[str, object] = {
        "kind": site.kind,
        "name": site.name,
        "title": TITLES[site.name],
        "port": site.port,
        "demo": True,
        "clock_file": "../clock",
        "pull_seconds": 0.2,
        **more,
    }
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
    fresh = site.home / "site.toml.new"
    fresh.write_text("\n".join(lines) + "\n", "utf-8")
    fresh.replace(site.home / "site.toml")


def _give_keys(site: SiteProgram, keys: pki.Pki) -> None:
    """Each node holds the keys of its own agencies only; both trust the demo's root."""
    agencies = {row["code"] for row in cast()["agency"] if row["node"] == site.name}
    (site.home / "keys").mkdir(mode=0o700)
    (site.home / "roots").mkdir()
    shutil.copy(keys.directory / "root.pem", site.home / "roots" / "demo.pem")
    for holder in pki.demo_holders():
        if holder.agency_code in agencies:
            for suffix in ("p12", "pem"):
                shutil.copy(keys.directory / f"{holder.label}.{suffix}", site.home / "keys")


def _write_key(path: Path) -> None:
    path.touch(mode=0o600)
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(pem)
