"""What support asks is in Help → About, and one button copies it; no one is named in it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from incident_tracker import __version__
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.checks import CheckOrigin
from incident_tracker.usecases.clinic.upkeep import back_up, check_and_note
from incident_tracker.usecases.support.cases import log_incident_with_support
from tests.screens.looking import button, clipped, texts
from tests.screens.test_one_window_many_users import Window
from tests.storage_fixtures import CHECK_IN, HARBOUR, MONDAY_NINE, PEOPLE, USERS, Clock
from ui.app import Screen
from ui.shell.about import About
from ui.shell.commands import show_about

CANARY_REPORT = IncidentDraft(
    occurred_at=MONDAY_NINE,
    site_id=HARBOUR.id,
    desk_id=CHECK_IN.id,
    channel="in_person_desk",
    kind="threat",
    severity=Severity.THREAT,
    narrative="A kanarienvogel of the patient CANARY-0815 flew over the desk.",
)


def test_one_button_copies_versions_and_places_and_no_one(
    open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock
) -> None:
    """With canaries in a report, in a code, in names, and in the name of the folder."""
    staffed = staffed.rename(staffed.with_name("Rosa Delgado"))
    window = Window(open_screen(staffed, real=True), qtbot, clock)
    window.come_in("rosa")
    maria = window.clinic.as_role(Role.MANAGER)
    back_up(maria)
    log_incident_with_support(maria, CANARY_REPORT)
    check_and_note(maria, CheckOrigin.COMMAND)
    show_about(window.screen.window)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), About))
    about = QApplication.activeModalWidget()
    assert isinstance(about, About)
    qtbot.waitUntil(lambda: "Backups: 1" in texts(about))
    assert "encrypted by SQLCipher" in texts(about)
    assert "Last check: 2026-03-02 17:00 UTC, by command; all was well" in texts(about)
    assert clipped(about) == []
    QTest.keyClick(button(about, "Copy for support"), Qt.Key.Key_Space)
    block = QGuiApplication.clipboard().text()
    assert f"program: {__version__}" in block
    assert "database: SQLCipher" in block
    assert "backups: 1" in block
    assert "last_check: 2026-03-02 17:00 UTC" in block
    told = block.casefold()
    names = [*(user.name for user in USERS.values()), *(person.name for person in PEOPLE)]
    words = [word.casefold() for name in names for word in name.split()]
    assert [word for word in (*words, "canary", "delgado", "kanarienvogel") if word in told] == []
    about.accept()
