"""One private PostgreSQL cluster: made once, started, waited for, stopped."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from importlib.metadata import version
from pathlib import Path

import psycopg

from congvan.sites.database import account, binaries, config, databases, folder, orphans
from congvan.sites.database.errors import DatabaseError
from congvan.sites.ports import find_port
from congvan.sites.tether import tethered

ADMIN = "congvan_admin"  # superuser, for the launcher only
APP = "congvan"  # owns the databases, may create others (tests), nothing more
START_WITHIN_SECONDS = 60.0
STOP_WITHIN_SECONDS = 30.0
POLL_SECONDS = 0.05
LOG_TAIL_BYTES = 2000


class Cluster:
    """A PostgreSQL of our own on loopback and a socket. Not for several threads."""

    def __init__(self, data_dir: Path, port: int = 0) -> None:
        """Look at `data_dir` (nothing is written yet); `port` 0 lets the system choose."""
        owner = account.for_server()
        self.folder = folder.placed(data_dir, owner)
        found = binaries.find(major=self.folder.major())
        self.binaries = binaries.reachable(found, owner)
        self.port = port
        self.process: subprocess.Popen[bytes] | None = None

    # — what others need to reach it —

    def url(self, name: str = APP) -> str:
        """The address of a database for the application's role."""
        return f"postgresql://{APP}:{self.folder.password('app')}@{config.SERVER_HOST}:{self.port}/{name}"

    @property
    def owner(self) -> tuple[int, int] | None:
        """(uid, gid) that the server runs as; None when as we do."""
        found = self.folder.owner
        return (found.uid, found.gid) if found else None

    # — for a supervisor: make, then run these arguments as `owner` —

    def create(self) -> None:
        """Make the data directory if there is none. Safe to repeat, also after a kill at any point."""
        self.folder.make()
        self.folder.read_stamp()
        if self.folder.major() is None:
            self.initialise()
        (self.folder.data / "pg_hba.conf").write_text(config.HBA, "ascii")
        self.folder.write_stamp(
            postgres=self.binaries.version,
            origin=self.binaries.origin,
            program=f"congvan {version('congvan')}",
        )

    def command(self) -> list[str]:
        """The arguments that run the server in the foreground; fixes the port if it was left open."""
        self.port = self.port or find_port(0)
        program = str(self.binaries.program("postgres"))
        return [
            program,
            *config.arguments(data=self.folder.data, socket_dir=self.folder.socket_dir, port=self.port),
        ]

    def environment(self) -> dict[str, str]:
        """All that the server gets to see of ours."""
        return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}

    def before_start(self) -> None:
        """Do before each start, also before a restart."""
        orphans.clear_stale_lock(self.folder.data)

    def is_ready(self) -> bool:
        """Whether it answers; the first call that gets through makes the application's role and database."""
        try:
            with self.connect_admin() as connection:
                databases.ensure_role(connection, APP, password=self.folder.password("app"))
                databases.ensure(connection, APP, owner=APP)
        except psycopg.OperationalError:
            return False
        return True

    # — on its own —

    def start(self, *, within_seconds: float = START_WITHIN_SECONDS) -> None:
        """Make if needed, start, return when it answers. A busy port gives way to the next one."""
        self.create()
        deadline = time.monotonic() + within_seconds
        while time.monotonic() < deadline:
            self.before_start()
            self.spawn()
            if self.became_ready(deadline):
                return
            self.port = find_port(self.port)  # the same one, unless somebody sits on it
            time.sleep(POLL_SECONDS * 4)
        self.stop()
        raise DatabaseError(
            "database.not_started", f"PostgreSQL không lên trong {within_seconds:.0f} giây: {self.log_tail()}"
        )

    def stop(self, *, within_seconds: float = STOP_WITHIN_SECONDS) -> None:
        """Stop it: first with a checkpoint (fast), then without, then by force."""
        process, self.process = self.process, None
        if process is None:
            return
        for sent in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            process.send_signal(sent)
            try:
                process.wait(within_seconds)
            except subprocess.TimeoutExpired:
                continue
            return

    def destroy(self) -> None:
        """Stop it and remove all its data: for demos and tests."""
        self.stop()
        self.folder.destroy()

    # — databases in it —

    def create_database(self, name: str, *, template: str | None = None) -> str:
        """Create a database, empty or as a copy of `template` (which nobody may be using); its URL."""
        with self.connect_admin() as connection:
            databases.create(connection, name, owner=APP, template=template)
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Remove a database if it is there, cutting off whoever uses it."""
        with self.connect_admin() as connection:
            databases.drop(connection, name)

    def connect_admin(self) -> psycopg.Connection[tuple[object, ...]]:
        """A connection of the launcher's own role, over the socket: no other server can answer there."""
        return psycopg.connect(
            host=str(self.folder.socket_dir),
            port=self.port,
            user=ADMIN,
            password=self.folder.password("admin"),
            dbname="postgres",
            autocommit=True,
            connect_timeout=5,
        )

    # — inside —

    def initialise(self) -> None:
        """Run initdb beside the final place and rename: a data directory is whole or absent."""
        half = self.folder.half_made
        shutil.rmtree(half, ignore_errors=True)
        self.folder.make_owned(half)
        asked = self.folder.socket_dir / "initdb.password"
        folder.write_secret(asked, self.folder.password("admin"))
        if self.folder.owner:
            os.chown(asked, self.folder.owner.uid, self.folder.owner.gid)
        flags = [
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            f"--username={ADMIN}",
            f"--pwfile={asked}",
        ]
        initdb = [str(self.binaries.program("initdb")), "-D", str(half), *flags]
        command = tethered(initdb, death_signal=signal.SIGKILL, account=self.owner)
        done = subprocess.run(
            command, env=self.environment(), cwd="/", capture_output=True, text=True, check=False
        )
        asked.unlink()
        if done.returncode != 0:
            raise DatabaseError(
                "database.initdb_failed",
                f"Không tạo được cụm PostgreSQL: {done.stderr.strip()[-LOG_TAIL_BYTES:]}",
            )
        half.rename(self.folder.data)

    def spawn(self) -> None:
        """Start the server; it goes down at once (as in a crash, nothing committed is lost) when we die."""
        command = tethered(self.command(), death_signal=signal.SIGQUIT, account=self.owner)
        with self.folder.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, env=self.environment(), cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    def became_ready(self, deadline: float) -> bool:
        """Wait until it answers (True) or has ended (False)."""
        process = self.process
        if process is None:
            return False
        while process.poll() is None and time.monotonic() < deadline:
            if self.is_ready():
                return True
            time.sleep(POLL_SECONDS)
        return False

    def log_tail(self) -> str:
        """The last lines that the server wrote."""
        try:
            return self.folder.log.read_bytes()[-LOG_TAIL_BYTES:].decode("utf-8", "replace").strip()
        except FileNotFoundError:
            return ""
