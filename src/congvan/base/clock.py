"""The one place that reads a clock. Legal time is injected everywhere else as `at` (architecture: time)."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


class ClockUnset(Exception):
    """Tệp đồng hồ của bản minh họa chưa có hoặc không đọc được."""


def now() -> datetime:
    """Legal time now, zone Asia/Ho_Chi_Minh. A demo reads it from the clock file that its processes share.

    Sessions, retries of jobs and TLS stay on real time: they never call this.
    """
    if settings.CLOCK_FILE:
        return _read(Path(settings.CLOCK_FILE))
    return datetime.now(ZONE)


def _read(path: Path) -> datetime:
    try:
        moment = datetime.fromisoformat(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as error:
        raise ClockUnset(str(path)) from error
    if moment.tzinfo is None:
        raise ClockUnset(str(path))
    return moment.astimezone(ZONE)
