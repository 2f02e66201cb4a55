"""Who is away in a week, in one line."""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker.usecases.support.week import WEEK, SupportWeek
from incident_tracker.wording import _
from ui.screen_text import short_day
from ui.support.week_names import WeekNames
from ui.support.week_words import span_text


def away_line(week: SupportWeek, sites: Collection[UUID], names: WeekNames, zone: ZoneInfo) -> str:
    """ "Away this week: Rosa, Tue 3 Mar to Fri 6 Mar; Sam, Wed 4 Mar, 1:00 PM to 5:00 PM"; "" where no one is."""
    last = week.first + WEEK
    parts = []
    for person in week.staff:
        if person.site_id in sites:
            for start, end in week.away.get(person.id, ()):
                if start < last and week.first < end:
                    times = _times_text(start, end, zone)
                    parts.append(_("{who}, {times}").format(who=names.first(person.id), times=times))
    return _("Away this week: {who}").format(who="; ".join(parts)) if parts else ""


def _times_text(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    first, until = start.astimezone(zone), end.astimezone(zone)
    if first.time() != time(0) or until.time() != time(0):
        return _("{day}, {times}").format(day=short_day(first.date()), times=span_text(start, end, zone))
    last = until.date() - timedelta(days=1)
    if last == first.date():
        return short_day(last)
    return _("{start} to {end}").format(start=short_day(first.date()), end=short_day(last))
