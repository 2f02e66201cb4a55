"""Protected time in other people's calendars: readable by every client, telling nobody what it is for."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import NotAllowed
from incident_tracker.domain.support.calendar_entries import CalendarEntry
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.protected_time import SlotRequest
from incident_tracker.exports.calendar import calendar_file, plain_line
from incident_tracker.usecases.support.calendar import export_calendar
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.debriefs import choose_facilitator, show_debrief
from incident_tracker.usecases.support.participants import answer_debrief, ask_participants
from incident_tracker.usecases.support.protected_time import book_slot
from tests.storage_fixtures import ALEX, HANNA, ROSA, SAM, Clinic

START = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BOOKED = CalendarEntry(UUID(int=21), UUID(int=1), UUID(int=9), START, START + HOUR, 0, START - DAY)
LATER = replace(BOOKED, id=UUID(int=22), debrief_id=UUID(int=2), starts_at=START + DAY, ends_at=START + DAY + HOUR)
TIMES = [replace(LATER, sequence=3), BOOKED]


def test_an_entry_is_busy_private_and_reminds_half_an_hour_before() -> None:
    calendar = Calendar.from_ical(calendar_file(TIMES))
    first, second = calendar.walk("VEVENT")
    assert [first["UID"], second["UID"]] == [str(UUID(int=1)), str(UUID(int=2))]
    assert first["SUMMARY"] == "Protected time"
    assert (first["CLASS"], first["TRANSP"], first["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("PRIVATE", "OPAQUE", "BUSY")
    assert (first["DTSTART"].dt, first["DTEND"].dt, second["SEQUENCE"]) == (START, START + timedelta(hours=1), 3)
    (alarm,) = first.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(minutes=-30)
    assert calendar_file(TIMES) == calendar_file(TIMES[::-1])


def test_a_file_is_no_message_and_a_canceled_time_is_free_and_silent() -> None:
    canceled = replace(BOOKED, canceled=True, sequence=1, changed_at=START - HOUR)
    calendar = Calendar.from_ical(calendar_file([canceled]))
    (event,) = calendar.walk("VEVENT")
    assert "METHOD" not in calendar
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (str(BOOKED.debrief_id), 1, "CANCELLED")
    assert (event["TRANSP"], event["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("TRANSPARENT", "FREE")
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == START - HOUR
    assert not event.walk("VALARM")


@given(st.text())
def test_no_text_can_begin_another_line(text: str) -> None:
    line = plain_line(text)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029]", line)
    assert line.splitlines() in ([], [line])


def test_outside_readers_accept_it(checks: Path, tmp_path: Path) -> None:
    script = checks / "ical" / "check_py.py"
    present = subprocess.run([sys.executable, "-c", "import vobject, ics, recurring_ical_events"], capture_output=True)
    if present.returncode:
        pytest.skip("NO CALENDAR READERS HERE: vobject, ics and recurring_ical_events are not installed")
    file = tmp_path / "protected.ics"
    file.write_bytes(calendar_file([*TIMES, replace(LATER, id=UUID(int=23), debrief_id=UUID(int=3), canceled=True)]))
    judged = subprocess.run([sys.executable, str(script), str(file)], capture_output=True, text=True)
    assert judged.returncode == 0, judged.stdout + judged.stderr


def test_everybody_who_is_expected_gets_the_same_neutral_entry(clinic: Clinic) -> None:
    rosa, manager = clinic.as_role(Role.RECEPTION), clinic.as_role(Role.MANAGER)
    draft = IncidentDraft(
        occurred_at=clinic.clock(),
        site_id=clinic.site.id,
        channel="in_person_desk",
        kind="threat",
        severity=Severity.THREAT,
        narrative="Threatened with a chair",
    )
    debrief = log_incident_with_support(rosa, draft).debrief
    assert debrief is not None
    debrief = choose_facilitator(manager, debrief.id, debrief.version, SAM.id)
    ask_participants(manager, debrief.id, [ROSA.id])
    answer_debrief(rosa, debrief.id, Response.YES)
    start = clinic.clock() + timedelta(days=1, hours=1)
    version = show_debrief(manager, debrief.id).debrief.version
    book_slot(
        manager, debrief.id, version, SlotRequest(start, start + timedelta(hours=1), {ROSA.id: ALEX.id}, "Room 7")
    )
    for ctx, person in ((rosa, None), (manager, SAM.id), (manager, ALEX.id)):
        exported = export_calendar(ctx, person)
        assert exported is not None
        assert (exported.times, exported.canceled) == (1, 0)
        text = exported.content.decode()
        assert text.count("BEGIN:VEVENT") == 1
        assert f"UID:{debrief.id}" in text
        assert not re.search("threat|chair|incident|debrief|rosa|sam|room", text, re.I)
    assert export_calendar(manager) is None
    with pytest.raises(NotAllowed):
        export_calendar(rosa, SAM.id)
    with pytest.raises(NotAllowed):
        export_calendar(manager, HANNA.id)
