"""Settings of the node's tests: the node's own, on a private cluster that dies with us.

CONGVAN_TEST_HOME names a home whose database runs already: tests/meta/test_mutations.py lends one to many short runs.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from congvan.sites.database.cluster import Cluster
from tests.node import house


def _own_home() -> Path:
    """A home of our own: its folder and its cluster go when we go."""
    CLUSTER.start()
    atexit.register(_clear)
    return house.make_home(FOLDER / "home", database_url=CLUSTER.url())


def _clear() -> None:
    CLUSTER.destroy()
    shutil.rmtree(FOLDER, ignore_errors=True)


LENT = os.environ.get("CONGVAN_TEST_HOME")
FOLDER = Path(LENT or tempfile.mkdtemp(prefix="congvan-node-"))
CLUSTER = Cluster(FOLDER / "database")
HOME = FOLDER if LENT else _own_home()
os.environ["CONGVAN_HOME"] = str(HOME)

from congvan.sites.node.settings import *  # noqa: E402, F403 - the home stands only now
from congvan.sites.node.settings import DATABASES  # noqa: E402 - as above

# One connection per test process: a pool would hold connections to a database that the runner drops.
DATABASES["default"]["OPTIONS"] = {}
# The users of the tests never log in; a slow hash would be most of their birth.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
