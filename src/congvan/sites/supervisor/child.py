"""One supervised process over its restarts."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections import deque
from pathlib import Path

from congvan.sites.supervisor import probe
from congvan.sites.supervisor.log import LINE_BYTES_MAX, LogFile
from congvan.sites.supervisor.spec import ProcessSpec
from congvan.sites.tether import tethered

BACKOFF_FIRST_SECONDS = 0.1
BACKOFF_MAX_SECONDS = 5.0
STEADY_AFTER_SECONDS = 10.0  # alive for so long, a death counts as the first again
READ_BYTES = 65536
TAIL_LINES = 20


class Child:
    """A process, its output and its next start. The supervisor's loop calls it; it never waits itself."""

    def __init__(self, spec: ProcessSpec, log_folder: Path) -> None:
        """Nothing is started yet."""
        self.spec = spec
        self.log = LogFile(log_folder, spec.name)
        self.process: subprocess.Popen[bytes] | None = None
        self.ready = False
        self.starts = 0
        self.exit_code: int | None = None
        self.tail: deque[str] = deque(maxlen=TAIL_LINES)
        self._buffer = b""
        self._deaths = 0
        self._started_at = 0.0
        self._start_again_at = 0.0

    @property
    def pid(self) -> int:
        """Its process number, 0 while it does not run."""
        return self.process.pid if self.process else 0

    def start(self) -> int:
        """Start it in a session of its own, so that Ctrl-C reaches us alone; the descriptor of its output."""
        if self.spec.before:
            self.spec.before()
        command = tethered(self.spec.argv, death_signal=self.spec.death_signal, account=self.spec.account)
        self.process = subprocess.Popen(
            command,
            env=dict(self.spec.env),
            cwd=self.spec.cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        os.set_blocking(self.output, False)
        self.starts += 1
        self.ready, self.exit_code = False, None
        self._started_at = time.monotonic()
        self.say(f"started: {' '.join(self.spec.argv[:3])}")
        return self.output

    def ask_ready(self) -> bool:
        """Ask once whether it is ready; True when that has just become so."""
        if self.ready or self.process is None or not probe.is_ready(self.spec.ready):
            return False
        self.ready = True
        return True

    @property
    def output(self) -> int:
        """The descriptor of its output, -1 while it does not run."""
        return self.process.stdout.fileno() if self.process and self.process.stdout else -1

    def read_output(self) -> bool:
        """Log what it wrote since; False where there is nothing (yet, or any more)."""
        try:
            data = os.read(self.output, READ_BYTES)
        except BlockingIOError:
            return False
        self._buffer += data
        while len(self._buffer) > LINE_BYTES_MAX or b"\n" in self._buffer[:LINE_BYTES_MAX]:
            cut = self._buffer.find(b"\n", 0, LINE_BYTES_MAX)
            self._keep(self._buffer[: cut if cut >= 0 else LINE_BYTES_MAX])
            self._buffer = self._buffer[cut + 1 if cut >= 0 else LINE_BYTES_MAX :]
        return bool(data)

    def reap(self) -> bool:
        """Whether it has just ended. What it left in its group is ended before its number is given back."""
        if self.process is None or not ended(self.process.pid):
            return False
        while self.read_output():
            pass
        if self._buffer:
            self._keep(self._buffer)
            self._buffer = b""
        self.signal_group(signal.SIGKILL)
        self.exit_code = self.process.wait()
        self.say(f"ended with {self.exit_code}", level="info" if self.exit_code == 0 else "warning")
        if self.process.stdout:
            self.process.stdout.close()
        self.process, self.ready = None, False
        self._plan_restart()
        return True

    def due(self) -> bool:
        """Whether it is down and its pause is over."""
        return self.process is None and time.monotonic() >= self._start_again_at

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the process itself."""
        if self.process is not None:
            self.process.send_signal(number)

    def signal_group(self, number: signal.Signals) -> None:
        """Send a signal to all of its session that stayed in its group; an empty group is no fault."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, number)
            except (ProcessLookupError, PermissionError):
                return

    def say(self, message: str, *, level: str = "info") -> None:
        """A word of the supervisor in this process's log."""
        self.log.write(f"supervisor: {message}", pid=self.pid, level=level)

    def _keep(self, line: bytes) -> None:
        text = line.decode("utf-8", "replace").rstrip()
        if text:
            self.tail.append(text)
            self.log.write(text, pid=self.pid)

    def _plan_restart(self) -> None:
        steady = time.monotonic() - self._started_at > STEADY_AFTER_SECONDS
        self._deaths = 0 if steady else self._deaths + 1
        pause = min(BACKOFF_FIRST_SECONDS * 2**self._deaths, BACKOFF_MAX_SECONDS)
        self._start_again_at = time.monotonic() + pause


def ended(pid: int) -> bool:
    """Whether a child of ours has ended, its number still being kept for us."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
