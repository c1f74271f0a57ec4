"""Settings of the browser's tests: the node's tests', with a server of threads beside the browser."""

import os

# Playwright keeps an event loop in the thread that runs a test; the test asks the database from there as well.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

from tests.node.settings import *  # noqa: F403 - as above
