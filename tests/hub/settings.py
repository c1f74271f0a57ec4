"""Settings of the tests that run inside one process: the hub's own, on a private cluster that dies with us."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests.hub import house

FOLDER = Path(tempfile.mkdtemp(prefix="congvan-hub-"))
CLUSTER = house.new_cluster(FOLDER / "database")
HOME = house.make_home(FOLDER / "home", database_url=CLUSTER.url())
os.environ["CONGVAN_HOME"] = str(HOME)


def _clear() -> None:
    CLUSTER.destroy()
    shutil.rmtree(FOLDER, ignore_errors=True)


atexit.register(_clear)

from congvan.sites.hub.settings import *  # noqa: E402, F403 - the home folder comes first; a settings module is its names
from congvan.sites.hub.settings import DATABASES  # noqa: E402 - as above

# One connection per test process: a pool would hold connections to a database that the runner drops.
DATABASES["default"]["OPTIONS"] = {}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick: hundreds of tests sign in
ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
