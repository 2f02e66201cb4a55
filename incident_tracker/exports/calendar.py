"""Protected time as an iCalendar file (RFC 5545) that tells no one what the time is for."""

import re
from collections.abc import Iterable
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from incident_tracker.domain.support.calendar_entries import CalendarEntry
from incident_tracker.wording import _

if TYPE_CHECKING:  # sixty modules, for a file that few people ask for
    from icalendar import Event

PRODUCT = "-//protected-time//calendar//EN"  # some calendars show it, so it says no more than the title
REMINDS_BEFORE = timedelta(minutes=30)
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def calendar_file(entries: Iterable[CalendarEntry]) -> bytes:
    """The entries as UTF-8 bytes of one calendar: busy, private, with a reminder half an hour before, or canceled.

    Every entry bears the same neutral title. It is a plain calendar and no message, so it has no METHOD, which would
    need an organizer (RFC 5546, 3.2). DTSTAMP is when an entry last changed: the same entries give the same file.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for entry in sorted(entries, key=lambda one: (one.starts_at, one.id)):
        calendar.add_component(event_of(entry))
    return bytes(calendar.to_ical())


def event_of(entry: CalendarEntry) -> "Event":
    """One entry as an event, moments in UTC."""
    from icalendar import Alarm, Event, vText

    title = plain_line(_("Protected time"))
    event = Event()
    event.add("uid", str(entry.debrief_id))
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", entry.ends_at.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("summary", vText(title))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT" if entry.canceled else "OPAQUE")
    event.add("status", "CANCELLED" if entry.canceled else "CONFIRMED")
    event.add("x-microsoft-cdo-busystatus", "FREE" if entry.canceled else "BUSY")
    if not entry.canceled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", -REMINDS_BEFORE)
        alarm.add("description", vText(title))
        event.add_component(alarm)
    return event


def plain_line(text: str) -> str:
    """One line without control characters: nothing in it can begin another line of the file."""
    return " ".join(_CONTROLS.sub(" ", text).split())
