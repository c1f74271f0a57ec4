"""Logs of supervised processes: one JSON object a line, one file a process, bounded, in real time."""

from __future__ import annotations

import json
from pathlib import Path

from congvan.sites.realtime import real_now

LINE_BYTES_MAX = 64 * 1024
FILE_BYTES_MAX = 16 * 1024 * 1024
FILES_KEPT = 3


class LogFile:
    """The log of one process. A line that is a JSON object passes with its fields (request id and all)."""

    def __init__(self, folder: Path, process: str) -> None:
        """`folder` must exist."""
        self.path = folder / f"{process}.jsonl"
        self.process = process

    def write(self, line: str, *, pid: int, level: str = "info") -> None:
        """Append one line that a process wrote, or a word of the supervisor about it."""
        entry = {
            "time": real_now().isoformat(timespec="milliseconds"),
            "process": self.process,
            "pid": pid,
        } | parsed(line, level)
        text = json.dumps(entry, ensure_ascii=False) + "\n"
        self.rotate()
        with self.path.open("a", encoding="utf-8") as file:
            file.write(text)

    def rotate(self) -> None:
        """Move a full file aside; the oldest falls away."""
        if not self.path.exists() or self.path.stat().st_size < FILE_BYTES_MAX:
            return
        for number in range(FILES_KEPT, 0, -1):
            older = self.path.with_suffix(f".{number}.jsonl")
            newer = self.path.with_suffix(f".{number - 1}.jsonl") if number > 1 else self.path
            if newer.exists():
                newer.replace(older)


def parsed(line: str, level: str) -> dict[str, object]:
    """The fields of a line: its own where it is a JSON object, else the line as a message."""
    if line.startswith("{"):
        try:
            fields = json.loads(line)
        except ValueError:
            fields = None
        if isinstance(fields, dict):
            return fields
    return {"level": level, "message": line}
