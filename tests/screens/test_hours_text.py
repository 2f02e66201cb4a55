"""When a site is open, told in one line: with the times, or with the days alone where there is little room."""

from datetime import time

from incident_tracker.domain.clinic.calendars import Span
from ui.clinic.hours_text import open_days_text, opening_text

DAY, SHORT = (Span(time(8), time(18)),), (Span(time(9), time(13)),)


def test_days_that_follow_one_another_are_told_together() -> None:
    week = [DAY, DAY, DAY, DAY, DAY, SHORT, ()]
    assert opening_text(week).replace("\u202f", " ") == "Mon–Fri 8:00 AM–6:00 PM; Sat 9:00 AM–1:00 PM"
    assert open_days_text(week) == "Mon–Sat"
    assert open_days_text([DAY, (), DAY, DAY, (), (), SHORT]) == "Mon, Wed–Thu, Sun"
    assert open_days_text([()] * 7) == opening_text([()] * 7) == "No opening hours yet"
