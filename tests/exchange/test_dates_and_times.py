"""Dates and times as people write them, each read alone."""

from datetime import date, time

import pytest

from incident_tracker.domain.capture.moments import Precision
from incident_tracker.exchange.clock_times import read_time
from incident_tracker.exchange.dates import read_stamp


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-02-08", date(2024, 2, 8)),
        ("2024/2/8 14:05", date(2024, 2, 8)),
        ("Thu, 8 Feb 2024", date(2024, 2, 8)),
        ("February 8, 2024", date(2024, 2, 8)),
        ("8-Feb-24", date(2024, 2, 8)),
        ("8 de febrero de 2024", date(2024, 2, 8)),
        ("8. März 2024", date(2024, 3, 8)),
        ("1995 Jan", date(1995, 1, 1)),
        ("Mar 5, 2025", date(2025, 3, 5)),
        ("mar 4 mar 2025", date(2025, 3, 4)),
        ("05MAR2025", date(2025, 3, 5)),
        ("2025-Mar-05", date(2025, 3, 5)),
        ("March 5th, 2025 at 2:05 p.m.", date(2025, 3, 5)),
        ("el martes 4 de marzo de 2025 a las 9:30 a. m.", date(2025, 3, 4)),
        ("am 5. März 2025 um 14:05 Uhr", date(2025, 3, 5)),
        ("2025-03-14T14:05:00.000Z", date(2025, 3, 14)),
        ("20250314", None),
        ("45730", None),
        ("March 2024", date(2024, 3, 1)),
        ("2024-02-30", None),
        ("2024", None),
        ("Privileged and Confidential", None),
        ("12:30", None),
        ("tomorrow 12/12", None),
    ],
)
def test_dates_in_many_dresses(text: str, day: date | None) -> None:
    stamp = read_stamp(text)
    assert (stamp.day if stamp else None) == day


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        ("09:30", time(9, 30), Precision.MINUTE),
        ("2:05 pm", time(14, 5), Precision.MINUTE),
        ("12 AM", time(0), Precision.MINUTE),
        ("1405", time(14, 5), Precision.MINUTE),
        ("10:00-12:00", time(10), Precision.SHIFT),
        ("18:00–00:00", time(18), Precision.SHIFT),
        ("~14:00", time(14), Precision.QUARTER_HOUR),
        ("about 2 pm", time(14), Precision.QUARTER_HOUR),
        ("Night shift", time(23), Precision.SHIFT),
        ("930", time(9, 30), Precision.MINUTE),
        (930, time(9, 30), Precision.MINUTE),
        ("0.586805556", time(14, 5), Precision.MINUTE),
        ("2-3pm", time(14), Precision.SHIFT),
        ("11:30-1:00 PM", time(11, 30), Precision.SHIFT),
        ("11-1 pm", time(11), Precision.SHIFT),
        ("12-1 pm", time(12), Precision.SHIFT),
        ("de 2 a 3 pm", time(14), Precision.SHIFT),
        ("2 a.m. - 3 a.m.", time(2), Precision.SHIFT),
        ("9:30 a. m.", time(9, 30), Precision.MINUTE),
        ("noon", time(12), Precision.MINUTE),
        ("2:05 pm EST", time(14, 5), Precision.MINUTE),
        ("9 Uhr", time(9), Precision.MINUTE),
        ("Time Unknown", None, Precision.DAY),
        ("", None, Precision.DAY),
        (0.5, time(12), Precision.MINUTE),
    ],
)
def test_times_in_many_dresses(text: str | float, at: time | None, precision: Precision) -> None:
    found = read_time(text)
    assert found is not None
    assert (found.at, found.precision) == (at, precision)
