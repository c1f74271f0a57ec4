"""How many wrong PINs a key has seen, and for how long it therefore refuses."""

from __future__ import annotations

import threading
from collections.abc import Callable

FREE_ATTEMPTS = 3
FIRST_WAIT_SECONDS = 30.0
WAIT_SECONDS_MAX = 3600.0


class Attempts:
    """Wrong PINs per key label: three are free, then each further one doubles the wait, from 30 s to an hour.

    Kept in memory only: a restarted signer forgets it, and a token counts by itself.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._wrong: dict[str, int] = {}
        self._closed_until: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait_for(self, label: str) -> float:
        """Seconds until the next attempt is heard; 0 when it may come now."""
        with self._lock:
            return max(0.0, self._closed_until.get(label, 0.0) - self._monotonic())

    def record_wrong(self, label: str) -> int:
        """Count a wrong PIN; how many more are free."""
        with self._lock:
            count = self._wrong.get(label, 0) + 1
            self._wrong[label] = count
            if count >= FREE_ATTEMPTS:
                wait = min(WAIT_SECONDS_MAX, FIRST_WAIT_SECONDS * 2 ** (count - FREE_ATTEMPTS))
                self._closed_until[label] = self._monotonic() + wait
            return max(0, FREE_ATTEMPTS - count)

    def record_right(self, label: str) -> None:
        """Forget the wrong ones."""
        with self._lock:
            self._wrong.pop(label, None)
            self._closed_until.pop(label, None)
