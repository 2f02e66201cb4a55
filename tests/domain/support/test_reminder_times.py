"""When reminders come by a calendar with a closed day, or other hours from a day on: while someone is there."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from incident_tracker.domain.clinic.calendars import NewWeek, OpeningHours, Span
from incident_tracker.domain.support.reminder_times import ahead_of, part_of

ZONE = "America/Los_Angeles"
DAYS = ((Span(time(8), time(17)),),) * 5 + ((), ())
WEEK = OpeningHours(ZONE, DAYS)
TUESDAY, WEDNESDAY = date(2026, 3, 3), date(2026, 3, 4)
AFTERNOONS = ((Span(time(13), time(17)),),) * 5 + ((), ())

CALENDARS = {
    "as always": WEEK,
    "Monday closed": replace(WEEK, closed_days=frozenset({date(2026, 3, 2)})),
    "Tuesday closed": replace(WEEK, closed_days=frozenset({TUESDAY})),
    "Tuesday to Thursday closed": replace(WEEK, closed_days=frozenset({TUESDAY, WEDNESDAY, date(2026, 3, 5)})),
    "afternoons from Tuesday on": replace(WEEK, later=(NewWeek(TUESDAY, AFTERNOONS),)),
    "afternoons from Wednesday on": replace(WEEK, later=(NewWeek(WEDNESDAY, AFTERNOONS),)),
    "closed for good from Tuesday on": replace(WEEK, later=(NewWeek(TUESDAY, ((),) * 7),)),
    "no hours on record": OpeningHours(ZONE),
}

# of a debrief that is booked on Wednesday at ten: so many hours before, by this calendar, at this moment
AHEAD = [
    (48, "as always", "Mon 02 10:00"),
    (48, "Monday closed", "Fri 27 10:00"),
    (48, "Tuesday closed", "Mon 02 10:00"),
    (24, "as always", "Tue 03 10:00"),
    (24, "Tuesday closed", "Mon 02 10:00"),
    (24, "afternoons from Tuesday on", "Tue 03 13:00"),
    (24, "no hours on record", "Tue 03 10:00"),
    (2, "as always", "Wed 04 08:00"),
    (2, "afternoons from Wednesday on", "Tue 03 15:00"),
    (2, "no hours on record", "Wed 04 08:00"),
]

# of a window from Monday at nine: its limit, the calendar, and when half and three quarters of its open time are over
SHARES = [
    ("2026-03-05T09:00", "as always", "Tue 03 13:30", "Wed 04 11:15"),
    ("2026-03-05T09:00", "Tuesday closed", "Wed 04 09:00", "Wed 04 13:30"),
    ("2026-03-06T17:00", "Tuesday to Thursday closed", "Fri 06 08:30", "Fri 06 12:45"),
    ("2026-03-05T09:00", "afternoons from Tuesday on", "Mon 02 17:00", "Tue 03 17:00"),
    ("2026-03-05T09:00", "closed for good from Tuesday on", "Mon 02 13:00", "Mon 02 15:00"),
    ("2026-03-05T09:00", "no hours on record", "Tue 03 21:00", "Wed 04 15:00"),
]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


def local(moment: datetime) -> str:
    return moment.astimezone(ZoneInfo(ZONE)).strftime("%a %d %H:%M")


@pytest.mark.parametrize(("before", "calendar", "moment"), AHEAD)
def test_a_reminder_ahead_of_booked_time(before: int, calendar: str, moment: str) -> None:
    assert local(ahead_of(at("2026-03-04T10:00"), timedelta(hours=before), CALENDARS[calendar])) == moment


@pytest.mark.parametrize(("limit", "calendar", "half", "three_quarters"), SHARES)
def test_reminders_within_a_window(limit: str, calendar: str, half: str, three_quarters: str) -> None:
    start, by, hours = at("2026-03-02T09:00"), at(limit), CALENDARS[calendar]
    assert [local(part_of(start, by, share, hours)) for share in (0.5, 0.75)] == [half, three_quarters]
