"""`congvan demo` as a person runs it: a program of its own, its last line, its processes."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from congvan.sites.supervisor import read_state

REPOSITORY = Path(__file__).resolve().parents[2]
WITHIN_SECONDS = 300.0
PAUSE_SECONDS = 0.05
SITES = ("hub", "ubnd", "sgddt")
COMMAND = [sys.executable, "-m", "congvan.sites.cli.main", "demo"]


@dataclass(frozen=True)
class Played:
    """One run of `congvan demo --check`."""

    root: Path
    code: int
    found: dict
    said: str
    seconds: float


def check(root: Path, *command: str) -> Played:
    """Run the demo to its end; `command` where it is not the plain one."""
    started = time.monotonic()
    done = subprocess.run(
        command or [*COMMAND, "--check", "--root", str(root)],
        cwd=REPOSITORY, capture_output=True, text=True, timeout=WITHIN_SECONDS, check=False,
    )  # fmt: skip
    lines = done.stdout.splitlines()
    found = json.loads(lines[-1]) if lines else {}
    return Played(root, done.returncode, found, done.stdout + done.stderr, time.monotonic() - started)


class Running:
    """A demo that was left running; interrupted as by Ctrl-C."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.said = root.parent / f"{root.name}.said"
        with self.said.open("wb") as sink:
            self.process = subprocess.Popen(
                [*COMMAND, "--root", str(root)], cwd=REPOSITORY, stdout=sink, stderr=sink,
                start_new_session=True,
            )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(WITHIN_SECONDS)

    def wait_for(self, text: str) -> str:
        """What it has said, once it has said `text`."""
        deadline = time.monotonic() + WITHIN_SECONDS
        while text not in (said := self.said.read_text("utf-8", "replace")):
            assert self.process.poll() is None, said
            assert time.monotonic() < deadline, said
            time.sleep(PAUSE_SECONDS)
        return said

    def interrupt(self) -> int:
        """Ctrl-C; its exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(WITHIN_SECONDS)

    def processes(self) -> set[int]:
        """The demo and all that it has started, with what those have started."""
        parents = dict(every_process())
        family = {self.process.pid}
        while more := {pid for pid, parent in parents.items() if parent in family} - family:
            family |= more
        return family

    def ports(self) -> set[int]:
        """The ports that its sites listen on."""
        rows = [row for site in SITES for row in read_state(self.root / site)["processes"].values()]
        addresses = [str(row["address"]) for row in rows if ":" in str(row["address"])]
        return {urlsplit(one if "//" in one else f"//{one}").port or 0 for one in addresses}


def every_process() -> list[tuple[int, int]]:
    """Number and parent of all processes of the machine that have not ended."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, parent = (entry / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[:2]
            except (FileNotFoundError, ProcessLookupError):
                continue
            if state != "Z":
                found.append((int(entry.name), int(parent)))
    return found


def alive(pids: set[int]) -> set[int]:
    return pids & {pid for pid, _ in every_process()}


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Another program, for its judgement."""
    return subprocess.run(
        [str(one) for one in arguments], cwd=REPOSITORY, env=os.environ | {"LC_ALL": "C.UTF-8"},
        capture_output=True, text=True, timeout=WITHIN_SECONDS, check=False,
    )  # fmt: skip
