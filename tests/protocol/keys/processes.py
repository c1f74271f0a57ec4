"""Start the processes of the key tests and stop them, each by its own id."""

import os
import queue
import select
import subprocess
import sys
import threading
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


@contextmanager
def kept_alive(module: str, *arguments: object, log: Path, **environment: str) -> Iterator[None]:
    """As `started`, and started again whenever it ends, as the supervisor does."""
    stopping = threading.Event()
    born: queue.Queue[subprocess.Popen | None] = queue.Queue()

    def live() -> None:
        while not stopping.is_set():
            with started(module, *arguments, log=log, **environment) as (process, _):
                born.put(process)
                process.wait()

    thread = threading.Thread(target=live, daemon=True)
    thread.start()
    process = born.get(timeout=START_SECONDS)
    try:
        yield
    finally:
        stopping.set()
        while thread.is_alive():
            process.kill()
            thread.join(timeout=0.2)
            process = born.get_nowait() if not born.empty() else process
