"""When a reminder falls: within working time, before the moment that it is about, and not all of them at opening."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from incident_tracker.domain.clinic.calendars import OpeningHours, add_open_time, open_between

DAY = timedelta(days=1)
BEFORE_CLOSING = timedelta(minutes=30)
LOOKED_BACK = 21  # days; a site that was closed for longer has no working time before the moment


def part_of(start: datetime, limit: datetime, share: float, hours: OpeningHours | None) -> datetime:
    """When this share of the open time of a window has passed (UTC); of its whole length where it holds none."""
    left = open_between(hours, start, limit) if hours is not None else timedelta(0)
    if hours is None or not left:
        return start + (limit - start) * share
    return add_open_time(hours, start, left * share)


def ahead_of(moment: datetime, before: timedelta, hours: OpeningHours | None) -> datetime:
    """So long before `moment` (aware), if that is within opening hours, else earlier: days count as open days, less
    than a day goes back to that morning's opening, or into the open hours of the day before.
    """
    at = moment - before
    if hours is None or open_between(hours, at, at + timedelta(seconds=1)):
        return at
    if not any(hours.week_on(at.astimezone(ZoneInfo(hours.zone)).date())):  # nothing is known of that week
        return at
    return _days_ahead(moment, before // DAY, hours) if before >= DAY else _hours_ahead(moment, before, hours)


def _days_ahead(moment: datetime, days: int, hours: OpeningHours) -> datetime:
    zone = ZoneInfo(hours.zone)
    local, left = moment.astimezone(zone), days
    for n in range(1, LOOKED_BACK + 1):
        day = local.date() - n * DAY
        spans = list(hours.spans(day, day))
        left -= 1 if spans else 0
        if spans and left == 0:
            wanted = datetime.combine(day, local.time(), zone).astimezone(moment.tzinfo)
            return max(spans[0][0], min(wanted, spans[-1][1] - BEFORE_CLOSING))
    return moment - days * DAY


def _hours_ahead(moment: datetime, before: timedelta, hours: OpeningHours) -> datetime:
    day = moment.astimezone(ZoneInfo(hours.zone)).date()
    left = before
    for start, end in reversed(list(hours.spans(day - LOOKED_BACK * DAY, day))):
        if start < moment <= end:
            return start
        if end <= moment:
            if end - start >= left:
                return end - left
            left -= end - start
    return moment - before
