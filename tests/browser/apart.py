"""Work beside the browser's event loop: signatures are verified by a library that wants a loop of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

T = TypeVar("T")


def apart(work: Callable[[], T]) -> T:
    """What `work` comes to in a thread of its own, with its own connection to the same database."""

    def run() -> T:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()
