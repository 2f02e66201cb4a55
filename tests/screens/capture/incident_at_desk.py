"""What the tests of an incident's page do at a desk: open it, wait, look at the record."""

from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.listing import IncidentFile
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.capture.incidents import show_incident
from tests.storage_fixtures import CHECK_IN, HARBOUR, Clinic
from ui.capture.incident_page import IncidentPage
from ui.page import PageDesk

WORDS = "Shouted at the window because the visit had been given away."
DRAFT = IncidentDraft(
    site_id=HARBOUR.id,
    desk_id=CHECK_IN.id,
    channel="in_person_desk",
    kind="verbal_abuse",
    severity=Severity.ABUSE_IN_WORDS,
    narrative=WORDS,
)


def opened(qtbot: QtBot, desk: PageDesk, argument: object) -> IncidentPage:
    page = IncidentPage(desk)
    qtbot.addWidget(page)
    page.resize(1040, 900)
    page.show()
    page.open(argument)
    qtbot.waitUntil(lambda: desk.runner.is_quiet and (page.view.isVisible() or page.form.isVisible()))
    return page


def file_of(clinic: Clinic, incident: Incident) -> IncidentFile:
    return show_incident(clinic.as_role(Role.MANAGER), incident.id)


def settled(qtbot: QtBot, desk: PageDesk) -> None:
    qtbot.waitUntil(lambda: desk.runner.is_quiet)
