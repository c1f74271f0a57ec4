"""Deadlines as a list shows them: eight working hours that run out, or an urgent wait (QD11/D5.K2)."""

from datetime import datetime, timedelta

from congvan.base.clock import ZONE
from congvan.law.urgency import Urgency
from congvan.node.web.visit import Visit
from congvan.ui.parts import Clock, Grade, Pace
from congvan.ui.words import span, time_left, waiting

RECEPTION = timedelta(hours=8)
SOON = timedelta(hours=2)
# How long something urgent may wait before its clock turns red: minutes by degree.
PATIENCE = {Urgency.FLASH: 15, Urgency.VERY_URGENT: 30, Urgency.URGENT: 60}


def grade_of(urgency: int) -> Grade | None:
    """The tag of an urgent document; none for an ordinary one."""
    if urgency == Urgency.ROUTINE:
        return None
    levels = {Urgency.URGENT: 1, Urgency.VERY_URGENT: 2, Urgency.FLASH: 3}
    return Grade(Urgency(urgency).label, levels[Urgency(urgency)])  # type: ignore[arg-type]  # 1 to 3


def reception_clock(visit: Visit, *, urgency: int, since: datetime, until: datetime | None) -> Clock:
    """The clock of what waits to be received: for urgent ones it counts up, else eight hours run out."""
    if urgency != Urgency.ROUTINE:
        minutes = max(int((visit.at - since).total_seconds() // 60), 0)
        pace: Pace = "late" if minutes > PATIENCE[Urgency(urgency)] else "soon"
        return Clock(waiting(minutes), pace, title=f"đến {_moment(since)}")
    if until is None:
        return Clock(f"đến {since.astimezone(ZONE):%H:%M %d/%m}", title=f"đến {_moment(since)}")
    left = visit.calendar.between(visit.at, until)
    pace = "late" if left < timedelta() else "soon" if left < SOON else ""
    share = min(max((RECEPTION - left) / RECEPTION, 0.0), 1.0)
    return Clock(time_left(int(left.total_seconds() // 60)), pace, share, title=f"hạn {_moment(until)}")


def due_clock(visit: Visit, due: datetime | None) -> Clock | None:
    """The deadline of a matter, in days where it is far: "hạn 20/04", "hạn hôm nay 17:00", "quá 2 ngày"."""
    if due is None:
        return None
    local, today = due.astimezone(ZONE), visit.at.astimezone(ZONE).date()
    title = f"hạn {_moment(due)}"
    if due < visit.at:
        days = (today - local.date()).days
        late = f"quá {days} ngày" if days else f"quá {span(int((visit.at - due).total_seconds() // 60))}"
        return Clock(late, "late", title=title)
    if local.date() == today:
        return Clock(f"hạn hôm nay {local:%H:%M}", "soon", title=title)
    return Clock(f"hạn {local:%d/%m}", title=title)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%H:%M ngày %d/%m/%Y}"
