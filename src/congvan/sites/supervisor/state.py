"""`processes.json`: which process runs under which number, for people and for tests that kill one kind."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

SCHEMA = "congvan.processes/1"
FILE_NAME = "processes.json"
POLL_SECONDS = 0.05


def write_state(home: Path, *, state: str, processes: dict[str, dict[str, object]]) -> None:
    """Replace the file in one step: a reader sees the old or the new."""
    content = {"schema": SCHEMA, "supervisor": os.getpid(), "state": state, "processes": processes}
    fresh = home / f"{FILE_NAME}.new"
    fresh.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    fresh.replace(home / FILE_NAME)


def read_state(home: Path) -> dict[str, Any]:
    """The file's content, or nothing where no supervisor has run."""
    try:
        found = json.loads((home / FILE_NAME).read_text("utf-8"))
    except FileNotFoundError:
        return {}
    assert found["schema"] == SCHEMA
    return dict(found)


def address_of(home: Path, process: str) -> str:
    """The address that a process of the running site is reached by."""
    return str(read_state(home)["processes"][process]["address"])


def wait_until_ready(home: Path, *, supervisor: int, within_seconds: float) -> bool:
    """Whether the supervisor with that process number says in time that all its processes are ready."""
    deadline = time.monotonic() + within_seconds
    while time.monotonic() < deadline:
        found = read_state(home)
        if found.get("supervisor") == supervisor and found["state"] == "running":
            return True
        if found.get("supervisor") == supervisor and found["state"] == "stopped":
            return False
        time.sleep(POLL_SECONDS)
    return False
