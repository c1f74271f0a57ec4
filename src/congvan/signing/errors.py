"""Why something could not be signed. Codes are stable; messages are Vietnamese and say what to do."""

from __future__ import annotations


class SigningError(Exception):
    """A refused preparation or signature. `code` is stable, `message` is for the person at the screen."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class KeyRefused(SigningError):
    """The key's keeper refused: unknown key, wrong PIN, too many attempts, or no answer."""
