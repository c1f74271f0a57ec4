"""The node as it runs in an office, for a measurement: its web server, the tests' cast, a full list."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from django.db import connection
from django.test.utils import setup_databases, setup_test_environment

from congvan.sites.ports import find_port
from tests.browser.morning import LIST, fill_list
from tests.node import cast
from tests.node.house import environment
from tests.node.settings import CLUSTER, HOME
from tests.web.people import client_of

READY_WITHIN_SECONDS: Final = 30.0
PAUSE_SECONDS: Final = 0.05
BESIDE: Final = "/ban-thiet-ke"
"""Where the server shows the files that it is given besides."""


@dataclass(frozen=True)
class Served:
    """Addresses, and the cookies of the clerk for the list."""

    clerks_list: str
    beside: str
    cookies: list[dict[str, Any]]


@contextmanager
def served(*, beside: Path) -> Iterator[Served]:
    """Granian with the node's pages on a warm database, and the files of a folder under the same address."""
    setup_test_environment()
    setup_databases(verbosity=0, interactive=False, aliases={"default"}, serialized_aliases=set())
    cast.build()
    fill_list()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # what the database does by itself within a minute of such a day
    cookies = client_of("Vân").cookies.items()
    _point_home_to(str(connection.settings_dict["NAME"]))
    with _granian(beside) as site:
        named = [{"name": name, "value": morsel.value, "url": site} for name, morsel in cookies]
        yield Served(f"{site}{LIST}", f"{site}{BESIDE}", named)
    connection.close()


def _point_home_to(name: str) -> None:
    """The programs of the home use the tests' database from now on."""
    settings = HOME / "site.toml"
    settings.write_text(settings.read_text("utf-8").replace(CLUSTER.url(), CLUSTER.url(name)), "utf-8")


@contextmanager
def _granian(beside: Path) -> Iterator[str]:
    """The web server as the supervisor starts it, with a folder of files."""
    port = find_port(0)
    flags = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    files = ["--static-path-route", BESIDE, "--static-path-mount", str(beside), "--log-level", "warning"]
    argv = [sys.executable, "-m", "granian", *flags, *files, "congvan.sites.node.wsgi:application"]
    process = subprocess.Popen(argv, env=environment(HOME), cwd=HOME)
    try:
        site = f"http://127.0.0.1:{port}"
        _wait_for(f"{site}/readyz", process)
        yield site
    finally:
        process.terminate()
        process.wait(READY_WITHIN_SECONDS)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    opener = build_opener(ProxyHandler({}))
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with opener.open(address):
                return
        except (URLError, ConnectionError):
            time.sleep(PAUSE_SECONDS)
    raise SystemExit("Máy chủ web không sẵn sàng: xem các dòng ở trên.")
