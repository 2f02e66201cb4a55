"""What the tests of support do on a page at a desk: press, wait, answer questions, look at the record."""

from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.ports.context import Area
from incident_tracker.usecases.support.debriefs import DebriefFile, show_debrief
from incident_tracker.usecases.support.holding import start_debrief
from incident_tracker.usecases.support.protected_time import book_slot, record_cover_there
from tests.screens.looking import button
from tests.storage_fixtures import ROSA, Clinic
from tests.support_people import DAY, HOUR, accepted, logged, tomorrow_at_ten
from ui.page import Page, PageDesk
from ui.widgets.message_bar import MessageBar


class Stopwatch:
    """A monotonic clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


class Window(QObject):
    """Tells the page what changed, as the window does."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        page.desk.runner.changed.connect(self._changed)

    @Slot(frozenset)
    def _changed(self, areas: frozenset[Area]) -> None:
        if self._page.areas & areas:
            self._page.refresh()


def settle(qtbot: QtBot, page: Page) -> None:
    """Wait until every answer has come and is shown."""
    qtbot.waitUntil(lambda: page.desk.runner.is_quiet)
    QApplication.processEvents()


def press(qtbot: QtBot, page: Page, words: str) -> None:
    """Press the button with these words, and wait for what follows."""
    button(page, words).click()
    settle(qtbot, page)


def dialog_of(page: QWidget) -> QDialog:
    """The question that is being asked."""
    return next(one for one in page.findChildren(QDialog) if one.isVisible())


def on_record(clinic: Clinic, debrief_id: UUID) -> DebriefFile:
    """What the store says."""
    return show_debrief(clinic.as_role(Role.MANAGER), debrief_id)


def said(desk: PageDesk) -> str:
    """What the message bar says."""
    assert isinstance(desk.messages, MessageBar)
    return desk.messages.text


def running(clinic: Clinic) -> tuple[UUID, datetime]:
    """A debrief that Sam has begun."""
    _incident, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    manager = clinic.as_role(Role.MANAGER)
    planned = book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic))
    began = clinic.clock.advance(DAY + HOUR)
    record_cover_there(clinic.as_role(Role.SUPERVISOR), planned.id, ROSA.id)
    start_debrief(clinic.as_role(Role.SUPERVISOR), planned.id, planned.version)
    return planned.id, began
