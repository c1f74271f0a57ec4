"""One run of the demo, judged by many tests."""

import pytest

from tests.story.programs import Played, check


@pytest.fixture(scope="session")
def played(tmp_path_factory) -> Played:
    """`congvan demo --check` on a folder that was not there before."""
    return check(tmp_path_factory.mktemp("story") / "demo")
