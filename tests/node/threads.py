"""The same thing done by several threads at the same moment, each on a connection of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

T = TypeVar("T")


def together(what: Callable[[], T], *, times: int) -> list[T]:
    """What each of them came to; the first unexpected error of any is raised."""
    start, database = threading.Barrier(times), connection.settings_dict["NAME"]

    def run(_: int) -> T:
        connection.settings_dict["NAME"] = database
        start.wait(10)
        try:
            return what()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))
