"""The letters of the demo's story, ready for typesetting. Every page says that it is an illustration."""

from congvan.sites.demo.letters.scan import scan_of
from congvan.sites.demo.letters.story import (
    decision,
    named,
    notice,
    overdue_letter,
    proposal,
    secret_letter,
    unsigned_report,
)

__all__ = [
    "decision",
    "named",
    "notice",
    "overdue_letter",
    "proposal",
    "scan_of",
    "secret_letter",
    "unsigned_report",
]
