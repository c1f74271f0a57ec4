"""Fixtures of the hub's tests."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import psycopg
import pytest

from congvan.base.clock import ZONE
from congvan.sites.demo.peer import Peer
from tests.hub import house
from tests.hub.cast import KEYS

AT = datetime.fromisoformat(house.CLOCK).astimezone(ZONE)


@pytest.fixture(scope="session")
def cluster():
    from tests.hub import settings

    return settings.CLUSTER


@pytest.fixture(scope="session")
def template(cluster, tmp_path_factory) -> Iterator[str]:
    """A migrated database with the cast enrolled, to be cloned: append-only tables cannot be flushed."""
    home = house.make_home(
        tmp_path_factory.mktemp("template") / "home", database_url=cluster.create_database("template_hub")
    )
    house.run(home, "-m", "tests.hub.seed")
    yield "template_hub"
    cluster.drop_database("template_hub")


@dataclass
class Hub:
    """A hub that really runs: home folder, database, servers, and the members that call it."""

    home: Path
    database_url: str
    servers: list[house.Server]
    peers: dict[tuple[str, str], Peer] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return self.servers[0].url

    def peer(self, code: str, *, server: int = 0) -> Peer:
        key = (code, self.servers[server].url)
        if key not in self.peers:
            self.peers[key] = Peer(self.servers[server].url, code, KEYS[code])
        return self.peers[key]

    def close(self) -> None:
        for peer in self.peers.values():
            peer.close()
        for server in self.servers:
            server.stop()
        shutil.rmtree(self.home)

    def rows(self, statement: str, *values: object) -> list[tuple]:
        with psycopg.connect(self.database_url) as connection:
            return connection.execute(statement, values).fetchall()

    def run(self, code: str) -> str:
        """Run a few lines of Python in a process of this hub, set up as its worker is."""
        return house.run(self.home, "-c", f"import django; django.setup(); {code}")

    def stored(self) -> list[Path]:
        """Every file under the first store, finished or not, beside the store's own stamp."""
        found = (self.home / "files/first").rglob("*")
        return [path for path in found if path.is_file() and path.name != "FORMAT"]


@pytest.fixture(scope="session")
def open_hub(cluster, template, tmp_path_factory) -> Iterator[Callable[..., Hub]]:
    """Make hubs, each on a clone of the template."""
    opened: list[Hub] = []

    def make(*, servers: int = 1, application: str = "congvan.sites.hub.wsgi:application") -> Hub:
        name = f"hub_{len(opened)}"
        url = cluster.create_database(name, template=template)
        home = house.make_home(tmp_path_factory.mktemp(name) / "home", database_url=url)
        hub = Hub(home, url, [house.Server(home, application) for _ in range(servers)])
        opened.append(hub)
        for server in hub.servers:
            server.start()
        return hub

    yield make
    for hub in opened:
        hub.close()


@pytest.fixture(scope="module")
def hub(open_hub) -> Hub:
    """One running hub for a file of tests."""
    return open_hub()
