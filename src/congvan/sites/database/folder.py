"""The folder of one cluster on disk: where it lies, its passwords, its version stamp."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from congvan.sites.database.account import Account
from congvan.sites.database.binaries import SHARED_HOME
from congvan.sites.database.config import SOCKET_PATH_BYTES_MAX
from congvan.sites.database.errors import DatabaseError

SCHEMA = "congvan.database/1"
SOCKET_NAME_BYTES = len("/.s.PGSQL.65535.lock")
PASSWORD_BYTES = 32


@dataclass(frozen=True)
class Folder:
    """Paths of one cluster; `owner` is the account that the server runs as, None when it is ours.

    `pointer` is set where the cluster lies elsewhere than asked: a file in the place asked for, saying where.
    Without that file (a home made anew) nobody comes upon the old data by chance.
    """

    path: Path
    owner: Account | None
    pointer: Path | None = None

    @property
    def data(self) -> Path:
        """PGDATA, there only when initdb has finished."""
        return self.path / "pg"

    @property
    def half_made(self) -> Path:
        """Where initdb works until it has finished."""
        return self.path / "pg.new"

    @property
    def socket_dir(self) -> Path:
        """A folder short enough for a socket's path, of the server's account only."""
        near = self.path / "run"
        if len(os.fsencode(near)) + SOCKET_NAME_BYTES <= SOCKET_PATH_BYTES_MAX:
            return near
        return Path(tempfile.gettempdir(), f"congvan-{digest(self.path)}")

    @property
    def log(self) -> Path:
        """What the server says when no supervisor listens."""
        return self.path / "postgres.log"

    def major(self) -> int | None:
        """The PG_VERSION of the data, None before there is any."""
        try:
            return int((self.data / "PG_VERSION").read_text("ascii").strip())
        except FileNotFoundError:
            return None

    def make(self) -> None:
        """Create what is missing; the passwords come before the data that is made with them."""
        self.path.mkdir(mode=0o711, parents=True, exist_ok=True)
        if self.owner is not None:
            self.path.chmod(0o711)  # the server's account passes through it
        if self.pointer is not None:
            self.pointer.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_text(self.pointer, f"{self.path}\n")
        self.make_owned(self.socket_dir)
        for name in ("admin", "app"):
            if not self.password_file(name).exists():
                write_secret(self.password_file(name), secrets.token_urlsafe(PASSWORD_BYTES))

    def make_owned(self, folder: Path) -> None:
        """A folder that only the server's account may use; one that somebody else put there is refused."""
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.owner is not None and folder.lstat().st_uid == os.geteuid():
            os.chown(folder, self.owner.uid, self.owner.gid)
        found = folder.lstat()
        wanted = self.owner.uid if self.owner else os.geteuid()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != wanted:
            raise DatabaseError(
                "database.folder_not_ours", f"Thư mục {folder} thuộc người khác; hãy xóa nó rồi chạy lại."
            )
        folder.chmod(0o700)

    def password_file(self, name: str) -> Path:
        """The file (0600, ours) of one role's password."""
        return self.path / f"{name}.password"

    def password(self, name: str) -> str:
        """The password of role `admin` or `app`."""
        try:
            return self.password_file(name).read_text("ascii").strip()
        except FileNotFoundError:
            message = f"Mất tệp mật khẩu {self.password_file(name)}; hãy khôi phục nó từ bản sao lưu."
            raise DatabaseError("database.password_missing", message) from None

    def read_stamp(self) -> dict[str, str]:
        """Which versions wrote this folder; a folder of a later schema is not touched."""
        try:
            stamp = json.loads((self.path / "stamp.json").read_text("utf-8"))
        except FileNotFoundError:
            return {}
        if stamp.get("schema") != SCHEMA:
            message = f"Thư mục {self.path} do phiên bản khác tạo ({stamp.get('schema')}); xem UPGRADING.md."
            raise DatabaseError("database.stamp_unknown", message)
        return {str(key): str(value) for key, value in stamp.items()}

    def write_stamp(self, *, postgres: str, origin: str, program: str) -> None:
        """Say which versions hold the folder now."""
        stamp = {"schema": SCHEMA, "postgres": postgres, "origin": origin, "program": program}
        if self.read_stamp() != stamp:
            replace_text(self.path / "stamp.json", json.dumps(stamp, ensure_ascii=False) + "\n")

    def destroy(self) -> None:
        """Remove the cluster and all its data: for demos and tests."""
        shutil.rmtree(self.socket_dir, ignore_errors=True)
        shutil.rmtree(self.path, ignore_errors=True)
        if self.pointer is not None:
            self.pointer.unlink(missing_ok=True)


def placed(data_dir: Path, owner: Account | None) -> Folder:
    """The folder for `data_dir`; under /var/lib where the server's account could not reach it."""
    wanted = data_dir.absolute()
    pointer = wanted / "place"
    if pointer.exists():
        return Folder(Path(pointer.read_text("utf-8").strip()), owner, pointer)
    existing = next(folder for folder in (wanted, *wanted.parents) if folder.exists())
    if owner is None or owner.can_enter(existing.parent if existing == wanted else existing):
        return Folder(wanted, owner)
    SHARED_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
    return Folder(SHARED_HOME / f"cluster-{secrets.token_hex(6)}", owner, pointer)


def digest(path: Path) -> str:
    """A short name for a path."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def write_secret(path: Path, text: str) -> None:
    """Write a file that only we may read, whole or not at all."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def replace_text(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old text or the new, never half."""
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
