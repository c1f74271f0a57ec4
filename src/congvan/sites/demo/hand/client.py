"""The story's end of a hand: sends commands, starts it again where it died, repeats with the same key."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any

TRY_SECONDS = 60.0
PAUSE_SECONDS = 0.1


class NotDoneThere(Exception):
    """The act was refused, denied or stale at the site."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self.status: int = answer.get("status", 0)
        self.code: str = answer.get("code", "")
        self.message: str = answer.get("message", "")
        self.law: str = answer.get("law") or ""
        super().__init__(f"{self.status} {self.code}: {self.message}")


class HandLost(Exception):
    """The site did not answer in time."""


class Hand:
    """One hand at one site."""

    def __init__(self, home: Path, *, kind: str) -> None:
        self._home, self._kind = home, kind
        self._process: subprocess.Popen[str] | None = None

    def do(self, command: str, /, *, key: str, by: str = "", **arguments: Any) -> Any:
        """Have a command done. Whatever dies meanwhile, the same key makes it happen once."""
        request = json.dumps(
            {"do": command, "by": by, "key": key, "arguments": arguments}, ensure_ascii=False
        )
        deadline = time.monotonic() + TRY_SECONDS
        while time.monotonic() < deadline:
            answer = self._ask(request)
            if answer is not None and answer["ok"]:
                return answer["result"]
            if answer is not None and not answer.get("again"):
                raise NotDoneThere(answer)
            time.sleep(PAUSE_SECONDS)
        raise HandLost(command)

    def kill(self) -> None:
        """Kill -9 the hand, between or amid commands; the next command starts another."""
        if self._process is not None:
            self._process.kill()

    def close(self) -> None:
        """Let the hand end."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                _let_go(pipe)

    def _ask(self, request: str) -> dict[str, Any] | None:
        """One answer; None where the hand died on the way."""
        try:
            process = self._process or self._start()
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(request + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except OSError:
            line = ""
        if not line:
            self.close()
            return None
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _start(self) -> subprocess.Popen[str]:
        environment = os.environ | {
            "CONGVAN_HOME": str(self._home),
            "DJANGO_SETTINGS_MODULE": f"congvan.sites.{self._kind}.settings",
            "PYTHONUTF8": "1",
        }
        with (self._home / "hand.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "congvan.sites.demo.hand.process"],
                env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True,
                encoding="utf-8",
            )  # fmt: skip
        assert self._process.stdout is not None
        self._process.stdout.readline()
        return self._process


def _let_go(pipe: IO[str] | None) -> None:
    """Close our end, also where the other end is gone with words still unread."""
    if pipe is not None:
        with contextlib.suppress(OSError):
            pipe.close()
