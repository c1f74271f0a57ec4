"""Where a reading collects what it noticed."""

from __future__ import annotations

from congvan.packet.model import Finding


class Findings:
    """An ordered, bounded collection; the last one says that more were left out."""

    def __init__(self, findings_max: int) -> None:
        self._max = findings_max
        self._found: list[Finding] = []

    def add(self, code: str, where: str, message: str) -> None:
        if len(self._found) < self._max:
            self._found.append(Finding(code, where, message))
        elif len(self._found) == self._max:
            self._found.append(
                Finding("findings_omitted", "", f"Gói tin còn lỗi khác ngoài {self._max} lỗi đã nêu.")
            )

    def as_tuple(self) -> tuple[Finding, ...]:
        return tuple(self._found)
