"""A day on which every text field holds a canary: afterwards none sings anywhere outside the encrypted file."""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.cli.program import main
from incident_tracker.domain.capture.deescalation import Deescalation, TechniqueStep
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.help_calls import HelpCall, PoliceDecision
from incident_tracker.domain.capture.incidents import Completion
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.capture.parties import PersonOfConcern
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.capture.statutory import LoggableAnswer, StatutoryFields
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import Problem
from incident_tracker.domain.learning.whys import Why
from incident_tracker.ports.context import Context
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from incident_tracker.usecases.capture.drafts import save_draft
from incident_tracker.usecases.capture.incidents import add_addendum, list_incidents, search_incidents, show_incident
from incident_tracker.usecases.clinic.people import add_person
from incident_tracker.usecases.clinic.upkeep import back_up
from incident_tracker.usecases.learning.analyses import open_analysis, save_analysis
from incident_tracker.usecases.support.calendar import export_calendar
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.completing import complete_incident
from incident_tracker.usecases.support.debriefs import choose_outside_facilitator
from incident_tracker.usecases.support.striking_out import void_incident
from tests.screens.own_clinic import let_everybody_in, sign_in
from tests.storage_fixtures import CHECK_IN, HARBOUR, PASSPHRASE, Clinic, Clock
from ui.app import Screen, application
from ui.capture.quick_form import QuickForm

MARK = "kanarienvogel"


class Canaries:
    """Words that occur nowhere else, counted."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> str:
        self.count += 1
        return f"{MARK}{self.count:03d} flew over the desk"


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as the program makes it."""
    return application([])


@pytest.fixture
def folder(file_template: Path, tmp_path: Path) -> Path:
    """The prepared clinic, where every user can sign in."""
    folder = tmp_path / "data"
    let_everybody_in(file_template, folder)
    return folder


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder that is only this test's."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return place


@pytest.fixture
def screen(folder: Path, clock: Clock, qapp: QApplication, qtbot: QtBot) -> Iterator[Screen]:
    """The program with maria's name at the entrance."""
    settings = Settings(folder, language="en", appearance="light", last_user="maria")
    screen = Screen(ClinicDoor(settings, clock, FLOOR), settings, [], clock, seconds_now=clock.seconds)
    screen.window.show()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    yield screen
    if shiboken6.isValid(screen.window):
        with qtbot.waitSignal(screen.window.closed):
            screen.window.close()
        screen.dispose()


@pytest.mark.expects_log_entries
def test_no_word_of_anyone_leaves_the_encrypted_file(
    folder: Path,
    temporary: Path,
    tmp_path: Path,
    screen: Screen,
    clock: Clock,
    qtbot: QtBot,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QClipboard, "ownsClipboard", _ours)
    canary = Canaries()
    window = screen.window
    _type_and_lock(screen, qtbot, canary)
    sign_in(screen, qtbot, PASSPHRASE)
    assert window.workspace is not None
    page = window.workspace.page
    assert isinstance(page, QuickForm)
    qtbot.waitUntil(lambda: MARK in page.fields.note.text())

    screen.runner.call(partial(_break, canary()), owner=window)
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in window.findChildren(QDialog)))
    for dialog in window.findChildren(QDialog):
        dialog.close()

    assert window._context is not None  # the store that the window itself writes to
    store = window._context.store
    clinic = Clinic(store, clock, new_id=window._context.new_id)  # type: ignore[arg-type]  # ids as in the program
    _write_everywhere(clinic, canary)
    refusals = list(_refusals(clinic, canary))
    assert len(refusals) >= 5
    assert MARK not in "\n".join(refusals)
    back_up(clinic.as_role(Role.MANAGER))
    calendar = export_calendar(clinic.as_role(Role.MANAGER))
    with qtbot.waitSignal(window.closed):
        window.close()
    screen.dispose()

    report, table, json = tmp_path / "out.pdf", tmp_path / "out.csv", tmp_path / "out.json"
    assert _command(folder, "chris", "report", "monthly", "--month", "2026-03", "--out", report) == 0
    assert _command(folder, "chris", "export", "incidents", "--format", "csv", "--out", table) == 0
    assert _command(folder, "chris", "export", "incidents", "--format", "json", "--out", json) == 0
    assert _command(folder, "maria", "show", canary()) != 0

    assert canary.count >= 30
    assert calendar is None or MARK.encode() not in calendar.content
    with pypdfium2.PdfDocument(report) as document:
        assert MARK not in "".join(page.get_textpage().get_text_bounded() for page in document)
    written = [path for root in (folder, temporary, tmp_path) for path in root.rglob("*") if path.is_file()]
    assert {path.name for path in written} >= {"clinic.db", "incident-tracker.log", "window.ini"}
    assert [str(path) for path in written if _sings(path.read_bytes())] == []
    assert [str(path) for path in written if MARK in path.name] == []
    said = capfd.readouterr()
    assert MARK not in said.out + said.err


def _type_and_lock(screen: Screen, qtbot: QtBot, canary: Canaries) -> None:
    """Type a line, copy it, search for a word, and lock: title and clipboard hold nothing of it."""
    window = screen.window
    sign_in(screen, qtbot, PASSPHRASE)
    assert window.workspace is not None
    window.workspace.go("log")
    page = window.workspace.page
    assert isinstance(page, QuickForm)
    qtbot.waitUntil(lambda: page.fields.when.moment() is not None and screen.runner.is_quiet)
    note = page.fields.note
    keys = (Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.fields.channel.focusProxy())
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)
    assert QApplication.focusWidget() is note
    qtbot.keyClicks(note, canary())
    note.selectAll()
    note.copy()
    assert MARK in QGuiApplication.clipboard().text()
    assert MARK not in window.windowTitle()
    with qtbot.waitSignal(window.locked):
        qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert MARK not in QGuiApplication.clipboard().text()
    assert MARK not in window.windowTitle()


def _write_everywhere(clinic: Clinic, canary: Canaries) -> None:
    """Every chapter's text fields, through the use cases that the windows call."""
    maria = clinic.as_role(Role.MANAGER)
    add_person(clinic.as_role(Role.ADMINISTRATOR), canary(), "receptionist", HARBOUR.id)
    save_draft(maria, IncidentDraft(kind="threat", narrative=canary()))
    logged = log_incident_with_support(maria, _draft(clinic, canary))
    incident = logged.incident
    details = replace(
        incident.details,
        person_of_concern=PersonOfConcern("client", local_code=canary()),
        deescalation=Deescalation(("wait_in_room",), (), (TechniqueStep(_technique(maria), by=canary()),)),
        help_call=HelpCall(canary(), 3, canary()),
        police=PoliceDecision(called=False, decided_by_role=canary(), disclosure_basis=canary()),
        statutory=StatutoryFields(
            LoggableAnswer(reason=canary()),
            security_or_police_response=canary(),
            protective_actions=canary(),
            completed_by_name=canary(),
            completed_by_title=canary(),
        ),
    )
    completed = complete_incident(maria, incident.id, Completion(details, kind="threat"), incident.version)
    add_addendum(maria, incident.id, canary())
    search_incidents(maria, canary(), IncidentFilter())
    if logged.debrief is not None:
        choose_outside_facilitator(maria, logged.debrief.id, logged.debrief.version, canary())
    opened = open_analysis(maria, (incident.id,), f"Why did {canary()}?")
    whys = (Why(clinic.new_id(), None, canary()),)
    views = replace(opened, whys=whys, equity_view=canary(), staff_view=canary(), patient_view=canary())
    save_analysis(maria, views, opened.version)
    other = log_incident_with_support(maria, _draft(clinic, canary)).incident
    void_incident(maria, other.id, other.version, canary())
    assert MARK in show_incident(maria, completed.id).incident.narrative
    assert list_incidents(maria, IncidentFilter()).total >= 2


def _refusals(clinic: Clinic, canary: Canaries) -> Iterator[str]:
    """What is said to saves that cannot be."""
    maria, rosa = clinic.as_role(Role.MANAGER), clinic.as_role(Role.RECEPTION)
    logged = log_incident_with_support(maria, _draft(clinic, canary)).incident
    attempts = (
        (log_incident_with_support, maria, replace(_draft(clinic, canary), kind=canary())),
        (log_incident_with_support, maria, replace(_draft(clinic, canary), channel=canary(), severity=None)),
        (log_incident_with_support, maria, replace(_draft(clinic, canary), site_id=UUID(int=7))),
        (complete_incident, maria, logged.id, Completion(logged.details, kind=canary()), logged.version),
        (complete_incident, maria, logged.id, Completion(logged.details, narrative=canary()), logged.version + 7),
        (add_addendum, rosa, logged.id, canary()),
        (show_incident, maria, canary()),
    )
    for use_case, ctx, *arguments in attempts:
        with pytest.raises(Problem) as refused:
            use_case(ctx, *arguments)
        yield f"{refused.value!r} {refused.value} {refused.value.__cause__!r}"


def _draft(clinic: Clinic, canary: Canaries) -> IncidentDraft:
    return IncidentDraft(
        occurred_at=clinic.clock(),
        site_id=HARBOUR.id,
        desk_id=CHECK_IN.id,
        channel="in_person_desk",
        kind="physical_attack",
        severity=Severity.PHYSICAL,
        narrative=canary(),
    )


def _technique(ctx: Context) -> str:
    with ctx.store.read() as unit:
        return next(term.code for term in unit.terms.all("technique"))


def _ours(_clipboard: QClipboard) -> bool:
    """Windows off screen never say whose words the clipboard holds; here they are always the program's."""
    return True


def _break(words: str) -> None:
    """A fault of the program, with someone's words in its hands."""
    raise RuntimeError(words)


def _command(folder: Path, user: str, *words: object) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INCIDENT_TRACKER_PASSPHRASE", PASSPHRASE)
        given = [*map(str, words), "--data", str(folder), "--user", user, "--now", "2026-03-31T20:00:00+00:00"]
        return main(given, sys.stdout, sys.stderr)


def _sings(content: bytes) -> bool:
    """True if the mark is there in any of the shapes in which programs keep words."""
    lower = content.lower()
    return any(MARK.encode(code) in lower for code in ("utf-8", "utf-16-le", "utf-16-be"))
