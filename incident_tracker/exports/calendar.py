"""Protected time as an iCalendar file (RFC 5545) that tells no one what the time is for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from incident_tracker.wording import _

PRODUCT = "-//protected-time//calendar//EN"  # some calendars show it, so it says no more than the title
REMINDS_BEFORE = timedelta(minutes=30)
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class ProtectedTime:
    """One booked time, aware moments; `sequence` grows with each change, so that calendars replace the old entry."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    sequence: int = 0


def calendar_file(times: Iterable[ProtectedTime], *, written_at: datetime) -> bytes:
    """The times as UTF-8 bytes of one calendar, each busy, private, with a reminder half an hour before.

    Every entry bears the same neutral title; UIDs are the UUIDs of the debriefs.
    """
    from icalendar import Alarm, Calendar, Event, vText  # sixty modules, for a file that few people ask for

    title = plain_line(_("Protected time"))
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for time in sorted(times, key=lambda one: (one.starts_at, one.id)):
        event = Event()
        event.add("uid", str(time.id))
        event.add("dtstamp", written_at.astimezone(UTC))
        event.add("dtstart", time.starts_at.astimezone(UTC))
        event.add("dtend", time.ends_at.astimezone(UTC))
        event.add("sequence", time.sequence)
        event.add("summary", vText(title))
        event.add("class", "PRIVATE")
        event.add("transp", "OPAQUE")
        event.add("status", "CONFIRMED")
        event.add("x-microsoft-cdo-busystatus", "BUSY")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", -REMINDS_BEFORE)
        alarm.add("description", vText(title))
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def plain_line(text: str) -> str:
    """One line without control characters: nothing in it can begin another line of the file."""
    return " ".join(_CONTROLS.sub(" ", text).split())
