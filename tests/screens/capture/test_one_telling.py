"""One incident is told once: what the window says of it stands on paper and on the command line in the same words."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from incident_tracker import wording
from incident_tracker.domain.capture.listing import IncidentFile
from incident_tracker.domain.clinic.access import Role
from incident_tracker.labels.capture.telling import IncidentTold, tell_incident
from incident_tracker.labels.facts import MomentFormats
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.oversight.incident_sheet import compile_incident_sheet, print_incident
from tests.reports.pdf_reading import read
from tests.storage_fixtures import HARBOUR, Clinic
from tests.whole_incident import whole_incident
from ui.capture.incident_page import IncidentPage
from ui.clinic_choices import read_clinic
from ui.page import PageDesk
from ui.screen_text import moments_at

LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])


def told(clinic: Clinic, file: IncidentFile, moments: MomentFormats) -> IncidentTold:
    return tell_incident(file, read_clinic(clinic.as_role(Role.MANAGER)), moments)


@LANGUAGES
def test_paper_says_everything_that_is_told(clinic: Clinic, language: str) -> None:
    maria = clinic.as_role(Role.MANAGER)
    incident = whole_incident(clinic)

    with wording.speaking(language):
        paper = read(print_incident(maria, incident.id)).text
        sheet = compile_incident_sheet(maria, incident.id)
    told = sheet.told
    facts = (*told.head, *told.known, *told.life, *sheet.support)
    said = [told.reference, told.kind, told.level, told.status, told.occurred, told.narrative]
    said += [line for _heading, text in facts for line in text.split("\n")]
    said += [text for addendum in told.addenda for text in (addendum.heading, addendum.text)]
    assert len(told.known) > 50
    assert [text for text in said if text not in paper] == []
    assert [heading for heading, _text in facts if heading.split()[0] not in paper] == []


@LANGUAGES
def test_the_window_says_everything_that_is_told(qtbot: QtBot, clinic: Clinic, desk: PageDesk, language: str) -> None:
    incident = whole_incident(clinic)
    with wording.speaking(language):
        page = IncidentPage(desk)
        qtbot.addWidget(page)
        page.show()
        page.open(incident.id)
        qtbot.waitUntil(lambda: desk.runner.is_quiet)
        shown = {label.text() for label in page.view.findChildren(QLabel)}

        seen = told(clinic, show_incident(clinic.as_role(Role.MANAGER), incident.id), moments_at(HARBOUR.time_zone))
        facts = (*seen.head, *seen.known, *seen.life)

        assert {seen.kind, seen.level, seen.status} <= shown
        assert [text for fact in facts for text in fact if text not in shown] == []


def test_window_and_paper_use_the_same_words(clinic: Clinic) -> None:
    """Only moments differ: the window says them by the conventions of the system."""
    maria = clinic.as_role(Role.MANAGER)
    incident = whole_incident(clinic)
    plain = MomentFormats(lambda at: "MOMENT", lambda at: "DAY", lambda at: "MONTH")

    here = told(clinic, show_incident(maria, incident.id), plain)
    sheet = compile_incident_sheet(maria, incident.id).told

    assert [heading for heading, _text in here.known] == [heading for heading, _text in sheet.known]
    differing = [text for (_h, text), (_g, other) in zip(here.known, sheet.known, strict=True) if text != other]
    assert set(differing) == {"MOMENT"}


@LANGUAGES
def test_no_two_facts_have_the_same_heading(clinic: Clinic, language: str) -> None:
    """Who answered and when it was answered are two facts."""
    incident = whole_incident(clinic)
    with wording.speaking(language):
        sheet = compile_incident_sheet(clinic.as_role(Role.MANAGER), incident.id).told

    headings = [heading for heading, _text in (*sheet.head, *sheet.known)]
    assert len(headings) == len(set(headings))


def test_what_is_not_seen_to_yet_is_not_counted_as_seen_to(clinic: Clinic) -> None:
    """Of the five lines of the first minutes three are ticked and two say "not yet"."""
    incident = whole_incident(clinic)
    told = compile_incident_sheet(clinic.as_role(Role.MANAGER), incident.id).told
    assert any(text.startswith("First minutes: 3 of 5 done") for _moment, text in told.life)
