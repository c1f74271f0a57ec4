"""Why a file cannot be read."""

from __future__ import annotations


class ReadingError(Exception):
    """A file that cannot be read. `code` is stable, the message is Vietnamese and says what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
