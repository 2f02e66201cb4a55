"""The revision trail: who changed what, and what it said before, for everyone who may read the incident."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.incidents import Completion, Incident
from incident_tracker.domain.capture.parties import AffectedPerson
from incident_tracker.domain.capture.severity import Severity, Weapon
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.capture.review import ask_for_update
from incident_tracker.usecases.support.completing import complete_incident
from tests.screens.capture.incident_at_desk import opened
from tests.screens.looking import button, clipped, keep_picture, texts
from tests.storage_fixtures import ALEX, Clinic, Ids
from ui.capture.changes_page import ChangesPage
from ui.page import PageDesk

ASKED = "Please say who else was at the window that morning."


def read(qtbot: QtBot, desk: PageDesk, incident: Incident) -> ChangesPage:
    page = ChangesPage(desk)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    page.open(incident.id)
    qtbot.waitUntil(lambda: desk.runner.is_quiet)
    return page


def changed(clinic: Clinic, incident: Incident) -> Incident:
    """Sam completes it, and asks for more; Maria then corrects how severe it was."""
    sam, maria = clinic.as_role(Role.SUPERVISOR), clinic.as_role(Role.MANAGER)
    witness = AffectedPerson(Ids()(), person_id=ALEX.id, distress=4)
    said = replace(incident.details, affected=(witness,), duration_minutes=12)
    saved = complete_incident(sam, incident.id, Completion(said), incident.version)
    clinic.clock.advance(timedelta(minutes=5))
    asked = ask_for_update(sam, incident.id, saved.version, ASKED)
    clinic.clock.advance(timedelta(hours=1))
    worse = Completion(replace(said, weapon=Weapon.THREATENED), severity=Severity.THREAT)
    return complete_incident(maria, incident.id, worse, asked.version)


def test_nothing_changed_is_said_so(qtbot: QtBot, desk: PageDesk, logged: Incident) -> None:
    page = read(qtbot, desk, logged)
    assert "Nothing has been changed since it was logged." in texts(page)
    assert not page.offers("print_paper")


def test_who_changed_what_version_against_version(
    qtbot: QtBot,
    desk: PageDesk,
    clinic: Clinic,
    logged: Incident,
    speaks_names: Callable[[QWidget], None],
) -> None:
    changed(clinic, logged)
    incident = opened(qtbot, desk, logged.id)
    assert "Changed: Who was affected, How long it lasted (Sam Supervisor)" in texts(incident)
    with qtbot.waitSignal(incident.open_requested) as asked:
        button(incident, "See what was changed").click()
    assert asked.args == ["changes", logged.id]

    page = read(qtbot, desk, logged)
    said = texts(page).split("\n")
    assert [line.split(" · ")[1:] for line in said if " · M" in line or " · S" in line] == [
        ["Maria Manager", "version 4"],
        ["Sam Supervisor"],
        ["Sam Supervisor", "version 2"],
    ]
    level = said.index("Level")
    assert [one.split(" ")[0] for one in said[level + 1 : level + 3]] == ["2", "3"]
    lasted = said.index("How long it lasted")
    assert said[lasted + 1 : lasted + 3] == ["nothing", "12 minutes"]
    assert "Alex Reception: Targeted, distress 4 of 10" in said
    assert f"Why: {ASKED}" in said
    assert page.offers("print_paper")
    assert clipped(page) == []
    speaks_names(page)
    keep_picture(page, "changes")


def test_a_witness_reads_no_harm_of_others_in_it(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic, logged: Incident
) -> None:
    changed(clinic, logged)
    page = read(qtbot, desk_of(Role.RECEPTION), logged)
    assert "Alex Reception: Targeted" in texts(page)
    assert "distress" not in texts(page)
    assert not page.offers("print_paper")
