"""PostgreSQL refuses to run as root: the account that it runs as there, and what that account can reach."""

from __future__ import annotations

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from congvan.sites.database.errors import DatabaseError

PREFERRED = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """A system account other than ours."""

    name: str
    uid: int
    gid: int

    def can_enter(self, path: Path) -> bool:
        """Whether this account may traverse every folder down to `path`, links followed."""
        resolved = path.resolve()
        return all(self.may_traverse(folder) for folder in (resolved, *resolved.parents))

    def may_traverse(self, folder: Path) -> bool:
        """Whether the execute bit that applies to this account is set."""
        try:
            found = folder.stat()
        except OSError:
            return False
        if found.st_uid == self.uid:
            return bool(found.st_mode & stat.S_IXUSR)
        if found.st_gid == self.gid:
            return bool(found.st_mode & stat.S_IXGRP)
        return bool(found.st_mode & stat.S_IXOTH)


def for_server() -> Account | None:
    """The account for the server when we are root, else None: then it runs as we do. No account is made."""
    if os.geteuid() != 0:
        return None
    for name in PREFERRED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise DatabaseError(
        "database.no_account",
        "PostgreSQL không chạy bằng quyền root và máy không có người dùng postgres hay nobody; "
        "hãy chạy bằng người dùng thường.",
    )
