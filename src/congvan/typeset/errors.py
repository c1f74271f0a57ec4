"""Why a letter cannot be typeset."""

from __future__ import annotations


class TypesetError(Exception):
    """A letter that cannot be set. `code` is stable, the message is Vietnamese and says what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
