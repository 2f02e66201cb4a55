"""In Spanish nothing of the program stays English on paper, in the calendar or in a reminder."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest

from incident_tracker import wording
from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.demo.filling import DemoSize
from incident_tracker.demo.making import invent
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.calendar_entries import CalendarEntry
from incident_tracker.domain.support.reminder_kinds import ReminderKind, ReminderStage
from incident_tracker.domain.support.reminders import Reminder
from incident_tracker.exports.calendar import calendar_file
from incident_tracker.labels.support.reminders import reminder_text
from incident_tracker.ports.context import Context
from incident_tracker.settings import Settings
from incident_tracker.usecases.oversight.monthly_report import compile_monthly_report, print_monthly_report

NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
MONTH = "2026-10"
ENGLISH = re.compile(
    r"\b(the|and|of|with|for|from|this|that|was|were|is|are|not|no one|nobody|report|reports|month|debrief|held|"
    r"offered|closed|open|done|stronger|weaker|week|morning|afternoon|evening|visits|calls|hours|staff|since|yet|"
    r"in force|level|action|actions|days|paid|protected)\b",
    re.IGNORECASE,
)


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Context]:
    """The manager of an invented clinic with a past."""
    door = ClinicDoor(Settings(tmp_path), now=lambda: NOW)
    clinic = invent(door, DemoSize(incidents=60, months=14)).clinic
    account = next(one for one in clinic.accounts if one.user.role is Role.MANAGER)
    ctx = door.open(account.user.name, account.passphrase)
    yield ctx
    door.close(ctx)


def test_a_spanish_report_holds_no_english_word_of_the_program(manager: Context) -> None:
    printed = print_monthly_report(manager, MONTH, language="es")
    document = pypdfium2.PdfDocument(printed.pdf)
    text = " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)
    document.close()
    for own in _own_words(manager):
        text = text.replace(own, "…")

    found = [text[max(0, at.start() - 40) : at.end() + 40] for at in ENGLISH.finditer(text)]

    assert "Informe del comité de seguridad" in text
    assert not found, found


def test_protected_time_is_called_so_in_a_spanish_calendar() -> None:
    with wording.speaking("es"):
        written = calendar_file([CalendarEntry(UUID(int=1), UUID(int=2), UUID(int=3), NOW, NOW, 0, NOW)])

    assert b"SUMMARY:Tiempo protegido" in written
    assert b"Protected" not in written


def test_every_reminder_speaks_spanish() -> None:
    some = UUID(int=1)
    reminders = [Reminder("", kind, next(iter(ReminderStage)), some, some, some, NOW, NOW) for kind in ReminderKind]
    english = {reminder_text(one.kind) for one in reminders}
    with wording.speaking("es"):
        spanish = {reminder_text(one.kind) for one in reminders}

    assert not english & spanish


def _own_words(manager: Context) -> list[str]:
    """What people of the invented clinic wrote themselves, in English, longest first."""
    with wording.speaking("es"):
        report = compile_monthly_report(manager, MONTH)
    free = {review.event for review in report.reviews.rows}
    free |= {action.what for action in report.actions.rows}
    free |= {one.did for one in report.you_said_we_did}
    return sorted(free | {report.site.partition(",")[0]}, key=len, reverse=True)
