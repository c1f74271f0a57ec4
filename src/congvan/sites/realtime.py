"""The machine's own time, for logs and for commands outside any site. Legal time is `base.clock`."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def real_now() -> datetime:
    """Now, by the machine."""
    return datetime.now(ZONE)
