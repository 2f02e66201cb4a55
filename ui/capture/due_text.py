"""By when something is due after an incident, as people say it from now."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from incident_tracker.domain.support.windows import Due
from incident_tracker.wording import _
from ui.screen_text import near_day_text, near_text

_HOURS_MATTER = timedelta(days=2)


def due_window_text(due: Due, now: datetime, zone: ZoneInfo) -> str:
    """From when to when, or only by when if it may begin now; distant days without the hour."""
    by = _far(due.by, now, zone)
    if due.not_before > now:
        return _("from {start} to {end}").format(start=_far(due.not_before, now, zone), end=by)
    return _("by {moment}").format(moment=by)


def due_by_text(due: Due, now: datetime, zone: ZoneInfo) -> str:
    """Only by when, for a narrow place."""
    return _("by {moment}").format(moment=_far(due.by, now, zone))


def _far(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    if moment - now <= _HOURS_MATTER:
        return near_text(moment, now, zone)
    return near_day_text(moment.astimezone(zone).date(), now.astimezone(zone).date())
