"""Windows and slots in words."""

from datetime import datetime
from zoneinfo import ZoneInfo

from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.wording import _
from ui.screen_text import moment_text, near_text, time_text, waiting_text


def slot_text(debrief: Debrief, zone: ZoneInfo) -> str:
    """ "Tue 3 Mar 2026, 10:00 AM to 11:00 AM, quiet room"; empty while no time is booked."""
    if debrief.starts_at is None or debrief.ends_at is None:
        return ""
    text = _("{start} to {end}").format(
        start=moment_text(debrief.starts_at, zone), end=time_text(debrief.ends_at, zone)
    )
    return f"{text}, {debrief.place}" if debrief.place else text


def debrief_window_text(debrief: Debrief, now: datetime, zone: ZoneInfo) -> str:
    """From when to when the debrief should be held, or since when it is overdue."""
    if debrief.waits_since(now):
        waiting = waiting_text(debrief.by, now, zone)
        return _("This has been {waiting}. It is still worth holding.").format(waiting=waiting)
    by = near_text(debrief.by, now, zone)
    if debrief.not_before > now:
        return _("Between {start} and {end}").format(start=near_text(debrief.not_before, now, zone), end=by)
    return _("From now until {end}").format(end=by)
