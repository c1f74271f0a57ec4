"""A hub of its own for the tests: a private cluster, a home folder, and programs started on it."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from congvan.sites.database.cluster import Cluster
from congvan.sites.ports import find_port

ROOT = Path(__file__).resolve().parents[2]
CLOCK = "2018-03-27T10:00:00+07:00"
READY_WITHIN_SECONDS = 30.0
PACKET_BYTES_MAX = 2_000_000


def private_pem(key: Ed25519PrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def public_pem(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def make_home(home: Path, *, database_url: str) -> Path:
    """A hub's home folder: settings, secret, key, clock."""
    home.mkdir(parents=True)
    lines = {
        "kind": "hub",
        "name": "hub",
        "title": "Trục thử nghiệm",
        "demo": True,
        "clock_file": "clock",
        "database_url": database_url,
        "packet_bytes_max": PACKET_BYTES_MAX,
    }
    (home / "site.toml").write_text(
        "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in lines.items())
    )
    (home / "secret.key").write_text("only-for-tests")
    (home / "hub.pem").write_text(private_pem(Ed25519PrivateKey.generate()))
    (home / "clock").write_text(CLOCK)
    return home


@dataclass
class Server:
    """One web process of the hub, killable."""

    home: Path
    application: str = "congvan.sites.hub.wsgi:application"
    port: int = 0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Server":
        self.port = find_port(self.port)
        arguments = (
            f"--interface wsgi --host 127.0.0.1 --port {self.port} --workers 1 --blocking-threads 4 --no-ws"
        )
        with (self.home / "web.log").open("ab") as log:
            self.process = subprocess.Popen(
                [ROOT / ".venv/bin/granian", *arguments.split(), "--log-level", "warning", self.application],
                env=environment(self.home), cwd=ROOT, start_new_session=True, stdout=log, stderr=log,
            )  # fmt: skip
        deadline = time.monotonic() + READY_WITHIN_SECONDS
        while time.monotonic() < deadline:
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(f"{self.url}/readyz", trust_env=False).status_code == 200:
                    return self
            assert self.process.poll() is None, (self.home / "web.log").read_text()
            time.sleep(0.05)
        raise AssertionError((self.home / "web.log").read_text())

    def stop(self) -> None:
        """End the server and its workers, however they are."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None


def environment(home: Path) -> dict[str, str]:
    return os.environ | {
        "CONGVAN_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "congvan.sites.hub.settings",
        "PYTHONPATH": f"{ROOT}/src:{ROOT}",
    }


def run(home: Path, *arguments: str, given: str = "") -> str:
    """Run a Python program of ours on a home folder; what it printed."""
    done = subprocess.run(
        [sys.executable, *arguments],
        env=environment(home),
        cwd=ROOT,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def new_cluster(folder: Path) -> Cluster:
    cluster = Cluster(folder)
    cluster.start()
    return cluster
