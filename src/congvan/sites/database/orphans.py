"""What a killed server leaves: its lock file, and for a moment its backends."""

from __future__ import annotations

from pathlib import Path

PROC = Path("/proc")


def clear_stale_lock(data: Path) -> None:
    """Remove a lock file whose process number now belongs to a stranger; else PostgreSQL judges.

    PostgreSQL itself takes over the lock of a dead process, after checking that no backend still holds the
    shared memory named in it. It refuses where the number was given to another process of the same account.
    """
    lock = data / "postmaster.pid"
    try:
        pid = int(lock.read_text("ascii").split()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return
    if not (PROC / "self/cwd").exists() or not (PROC / str(pid)).exists():
        return
    if not working_in(data):
        lock.unlink(missing_ok=True)


def working_in(data: Path) -> list[int]:
    """Processes whose working folder is `data`: the server and its backends all stand there."""
    found = []
    for entry in PROC.iterdir():
        if not entry.name.isdigit():
            continue
        try:
            if (entry / "cwd").readlink() == data.resolve():
                found.append(int(entry.name))
        except OSError:  # gone meanwhile, or another account's
            continue
    return found
