"""Times in words, as the rows of a list say them. Pure: minutes and moments are passed in."""

from datetime import datetime

HOUR = 60


def span(minutes: int) -> str:
    """A length of time: "12 phút", "1 giờ 19", "2 giờ"."""
    assert minutes >= 0
    hours, rest = divmod(minutes, HOUR)
    if hours == 0:
        return f"{rest} phút"
    return f"{hours} giờ {rest:02}" if rest else f"{hours} giờ"


def time_left(minutes: int) -> str:
    """What remains of a term, or by how much it is past: "còn 2 giờ 18", "quá 32 phút"."""
    return f"còn {span(minutes)}" if minutes >= 0 else f"quá {span(-minutes)}"


def waiting(minutes: int) -> str:
    """How long something urgent has lain there: "chờ 12 phút"."""
    return f"chờ {span(minutes)}"


def moment(at: datetime, *, now: datetime) -> str:
    """A moment as it is read near the present: "hôm nay 09:12", "hôm qua 16:40", else "16/04/2018 09:12"."""
    days = (now.date() - at.date()).days
    day = {0: "hôm nay", 1: "hôm qua"}.get(days, f"{at:%d/%m/%Y}")
    return f"{day} {at:%H:%M}"


def number(value: int) -> str:
    """A whole number in the Vietnamese way: 1.247."""
    return f"{value:,}".replace(",", ".")
