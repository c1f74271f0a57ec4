"""The one error of this package."""

from __future__ import annotations


class PacketError(Exception):
    """Why a packet cannot be accepted or cannot be written.

    `code` is stable and meant for programs; `where` is a path of elements, or a line and column;
    `message` is Vietnamese, says what happened and what to do, and never quotes the content.
    """

    def __init__(self, code: str, where: str, message: str) -> None:
        super().__init__(f"{message} ({code}; {where})")
        self.code = code
        self.where = where
        self.message = message
