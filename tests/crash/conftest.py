"""One world for all crash tests: it is costly to open, and every test begins by bringing a moment back."""

import pytest

from tests.crash.matrix import NODE_AT
from tests.crash.theatre import Theatre


@pytest.fixture(scope="session")
def theatre(tmp_path_factory):
    opened = Theatre.open(tmp_path_factory.mktemp("crash") / "world")
    try:
        opened.rehearse(set(NODE_AT))
        yield opened
    finally:
        opened.close()
