"""Set three running sites back to an earlier moment: tables, file stores, settings, clock.

The processes go on, with their connections: they are frozen while the rows are exchanged. That is sound only
while nothing is under way (Theatre.settle). Copies of whole databases would cut every connection, and each
pool then waits a second before it opens the next.
"""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from congvan.sites.database import Cluster
from congvan.sites.database.cluster import ADMIN, APP
from congvan.sites.demo.world import SiteProgram, World
from congvan.sites.supervisor import read_state

FROZEN = ("web", "worker")
NOT_THE_STORY = {"django_migrations", "hub_members_seentoken"}  # tokens live in real time
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
END_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
"""


@dataclass(frozen=True)
class Moment:
    """One site at one moment: the rows of each table as PostgreSQL copies them, and which files were stored."""

    rows: dict[str, bytes]
    stored: frozenset[Path]  # relative to the home
    settings: str


@dataclass(frozen=True)
class Snapshot:
    """All sites at one moment."""

    clock: str
    sites: dict[str, Moment]


class Archive:
    """Takes snapshots and brings them back."""

    def __init__(self, world: World) -> None:
        self.world = world

    def take(self) -> Snapshot:
        """Keep this moment. Nothing may be under way."""
        with self.frozen():
            moments = self.everywhere(keep)
        clock = (self.world.root / "clock").read_text("ascii")
        return Snapshot(clock, dict(zip((site.name for site in self.world.sites), moments, strict=True)))

    def bring_back(self, snapshot: Snapshot) -> bool:
        """Make this moment the present; whether a worker begins anew, what it remembers being otherwise."""
        with self.frozen():
            cursors = self.everywhere(cursor_of)
            self.everywhere(lambda site: restore(site, snapshot.sites[site.name]))
            fresh = self.world.root / "clock.new"
            fresh.write_text(snapshot.clock, "ascii")
            fresh.replace(self.world.root / "clock")
            changed = [
                site
                for site, cursor in zip(self.world.sites, cursors, strict=True)
                if set_up(site, snapshot.sites[site.name]) or cursor_of(site) != cursor
            ]
            for site in changed:  # before they wake: none may ask the hub once more for what was
                site.kill("worker")
        return bool(changed)

    def everywhere(self, work: Callable[[SiteProgram], object]) -> list:
        with ThreadPoolExecutor(len(self.world.sites)) as pool:
            return list(pool.map(work, self.world.sites))

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """No process of ours runs inside the block but the database servers."""
        groups = [pid_of(site, name) for site in self.world.sites for name in FROZEN]
        assert all(groups), "everything is up"
        for group in groups:
            os.killpg(group, signal.SIGSTOP)
        try:
            yield
        finally:
            for group in groups:
                with suppress(ProcessLookupError):  # killed meanwhile
                    os.killpg(group, signal.SIGCONT)


def pid_of(site: SiteProgram, process: str) -> int:
    """Its number, 0 while it is down."""
    return int(read_state(site.home)["processes"][process]["pid"])


def keep(site: SiteProgram) -> Moment:
    """Copy all rows of a site."""
    with administrator(site) as connection:
        connection.execute(END_OTHERS)
        rows = {}
        for name in tables(connection):
            with connection.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(name))) as copy:
                rows[name] = b"".join(copy)
    stored = frozenset(path.relative_to(site.home) for path in stored_files(site))
    for name in stored:
        link(site.home / name, kept_files(site) / name)
    return Moment(rows, stored, settings_of(site).read_text("utf-8"))


def restore(site: SiteProgram, moment: Moment) -> None:
    """Put the rows back, past every trigger; make the stores hold what they held, and nothing more."""
    with administrator(site) as connection:
        connection.execute(END_OTHERS)
        connection.execute("SET session_replication_role = replica")
        for name in tables(connection):
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
            with connection.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(name))) as copy:
                copy.write(moment.rows[name])
    for path in stored_files(site):
        if path.relative_to(site.home) not in moment.stored:
            path.unlink()
    for name in moment.stored:
        link(kept_files(site) / name, site.home / name)


def cursor_of(site: SiteProgram) -> list[object]:
    """The row that a node's worker finds once, when it starts."""
    if site.kind == "hub":
        return []
    with administrator(site) as connection:
        return [row for (row,) in connection.execute("SELECT id FROM inbox_hubcursor")]


def set_up(site: SiteProgram, moment: Moment) -> bool:
    """Give a site the settings of the moment; whether they were others."""
    if settings_of(site).read_text("utf-8") == moment.settings:
        return False
    settings_of(site).write_text(moment.settings, "utf-8")
    return True


def administrator(site: SiteProgram) -> psycopg.Connection:
    """A connection to a running site's database for which no trigger and no policy holds."""
    port = urlsplit((site.home / "database.url").read_text("ascii").strip()).port
    folder = Cluster(site.home / "database", port=port or 0).folder
    return psycopg.connect(
        host=str(folder.socket_dir), port=port, user=ADMIN, password=folder.password("admin"), dbname=APP
    )


def tables(connection: psycopg.Connection) -> list[str]:
    return [name for (name,) in connection.execute(TABLES) if name not in NOT_THE_STORY]


def settings_of(site: SiteProgram) -> Path:
    return site.home / "site.toml"


def stored_files(site: SiteProgram) -> list[Path]:
    """Every file in both stores, under its digest."""
    return list((site.home / "files").glob("*/[0-9a-f][0-9a-f]/*"))


def kept_files(site: SiteProgram) -> Path:
    """Where the bytes of every snapshot lie, by hard links."""
    return site.home / "kept"


def link(source: Path, target: Path) -> None:
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.hardlink_to(source)
