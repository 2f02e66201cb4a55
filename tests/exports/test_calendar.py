"""Protected time in other people's calendars: readable by every client, telling nobody what it is for."""

import re
import subprocess
import sys
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
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.protected_time import SlotRequest
from incident_tracker.exports.calendar import ProtectedTime, calendar_file, plain_line
from incident_tracker.usecases.support.calendar import export_calendar
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.debriefs import choose_facilitator, show_debrief
from incident_tracker.usecases.support.participants import answer_debrief, ask_participants
from incident_tracker.usecases.support.protected_time import book_slot
from tests.storage_fixtures import ALEX, HANNA, ROSA, SAM, Clinic

START = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
TIMES = [
    ProtectedTime(UUID(int=2), START + timedelta(days=1), START + timedelta(days=1, hours=1), 3),
    ProtectedTime(UUID(int=1), START, START + timedelta(hours=1)),
]


def test_an_entry_is_busy_private_and_reminds_half_an_hour_before() -> None:
    calendar = Calendar.from_ical(calendar_file(TIMES, written_at=START))
    first, second = calendar.walk("VEVENT")
    assert [first["UID"], second["UID"]] == [str(UUID(int=1)), str(UUID(int=2))]
    assert first["SUMMARY"] == "Protected time"
    assert (first["CLASS"], first["TRANSP"], first["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("PRIVATE", "OPAQUE", "BUSY")
    assert (first["DTSTART"].dt, first["DTEND"].dt, second["SEQUENCE"]) == (START, START + timedelta(hours=1), 3)
    (alarm,) = first.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(minutes=-30)
    assert calendar_file(TIMES, written_at=START) == calendar_file(TIMES[::-1], written_at=START)


def test_an_empty_calendar_is_still_one() -> None:
    assert calendar_file([], written_at=START).endswith(b"END:VCALENDAR\r\n")


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
    file.write_bytes(calendar_file(TIMES, written_at=START))
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
        text = export_calendar(ctx, person).decode()
        assert text.count("BEGIN:VEVENT") == 1
        assert f"UID:{debrief.id}" in text
        assert not re.search("threat|chair|incident|debrief|rosa|sam|room", text, re.I)
    assert b"VEVENT" not in export_calendar(manager)
    with pytest.raises(NotAllowed):
        export_calendar(rosa, SAM.id)
    with pytest.raises(NotAllowed):
        export_calendar(manager, HANNA.id)
