"""Start the processes of the key tests and stop them, each by its own id."""

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
START_SECONDS = 30


@contextmanager
def started(module: str, *arguments: object, log: Path | None = None, **environment: str) -> Iterator[tuple]:
    """A Python module as a process that says `ready WORD…` on its first line: the process and the words."""
    with (log or Path(os.devnull)).open("ab") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *map(str, arguments)],
            stdout=subprocess.PIPE, stderr=errors, cwd=ROOT,
            env={**os.environ, "PYTHONPATH": f"{ROOT}/src:{ROOT}", **environment},
        )  # fmt: skip
    try:
        readable, _, _ = select.select([process.stdout], [], [], START_SECONDS)
        words = process.stdout.readline().decode().split() if readable else []
        assert words[:1] == ["ready"], f"{module} did not start"
        yield process, words[1:]
    finally:
        process.kill()
        process.wait(timeout=10)
        process.stdout.close()
