"""Run a program that dies with us: `tether.py SIGNAL PARENT UID GID PROGRAM ARGUMENTS…`, then become it.

A separate program and not `preexec_fn`, which is unsafe beside threads. It runs with `python -I -S`, so it
imports the standard library only. PR_SET_PDEATHSIG is cleared by a change of account: the account comes
first.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Mapping, Sequence

PR_SET_PDEATHSIG = 1
OWN_ARGUMENTS = 5


def tethered(
    argv: Sequence[str],
    *,
    death_signal: int,
    account: tuple[int, int] | None = None,
    python: str = sys.executable,
) -> list[str]:
    """The command that runs `argv` tethered to this process, as `account` (uid, gid) when we are root.

    The signal comes when the *thread* that starts the command ends: start it from one that lives as we do.
    """
    uid, gid = account or (-1, -1)
    return [python, "-I", "-S", __file__, str(death_signal), str(os.getpid()), str(uid), str(gid), *argv]


def become(arguments: Sequence[str], environ: Mapping[str, str]) -> None:
    """Take the account, ask for the signal at the parent's death, and turn into the program."""
    death_signal, parent, uid, gid = (int(part) for part in arguments[: OWN_ARGUMENTS - 1])
    program = list(arguments[OWN_ARGUMENTS - 1 :])
    if uid >= 0:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "prctl")
    if os.getppid() != parent:  # it died before we asked
        sys.exit(1)
    os.execvpe(program[0], program, dict(environ))  # noqa: S606 - becoming the program is the purpose


if __name__ == "__main__":
    become(sys.argv[1:], os.environ)
