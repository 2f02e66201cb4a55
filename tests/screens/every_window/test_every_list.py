"""Find, copy, print and export by their keys, on every list, in the real window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from incident_tracker.demo.past import accounts
from incident_tracker.domain.clinic.access import Role
from tests.screens.every_window.looks import ENGLISH
from tests.screens.every_window.visitor import Visitor, program
from ui.capture.incidents_page import IncidentsPage
from ui.clinic.accounts_page import AccountsPage
from ui.clinic.users_page import UsersPage
from ui.learning.actions_page import ActionsPage
from ui.learning.analyses_page import AnalysesPage
from ui.oversight.audit_page import AuditTrailPage
from ui.page import Page
from ui.paper.paper_preview import PaperPreview
from ui.support.support_page import SupportPage
from ui.tour.walker import WalkClock
from ui.widgets.record_table import RecordTable

CTRL = Qt.KeyboardModifier.ControlModifier
LISTS: list[tuple[type[Page], str, Role]] = [
    (IncidentsPage, "incidents", Role.MANAGER),
    (AnalysesPage, "analyses", Role.MANAGER),
    (ActionsPage, "actions", Role.MANAGER),
    (UsersPage, "users", Role.MANAGER),
    (AccountsPage, "accounts", Role.ADMINISTRATOR),
    (AuditTrailPage, "audit", Role.PRIVACY),
]


@pytest.mark.parametrize(("kind", "key", "role"), LISTS, ids=[key for _kind, key, _role in LISTS])
def test_every_list_is_searched_copied_printed_and_exported(
    clinic_folder: Path, clock: WalkClock, kind: type[Page], key: str, role: Role
) -> None:
    with program(clinic_folder, ENGLISH, clock) as walker:
        you = Visitor(walker)
        you.sign_in(accounts()[role])
        page = you.go(kind, key)
        table = next(one for one in page.findChildren(RecordTable) if one.isVisible() and one.total)
        table.setFocus()
        walker.key(Qt.Key.Key_A, CTRL)
        walker.key(Qt.Key.Key_C, CTRL)
        heading, *rows = QApplication.clipboard().text().split("\n")
        assert rows
        assert all(line.count("\t") == heading.count("\t") for line in rows)

        walker.key(Qt.Key.Key_P, CTRL)
        walker.wait(lambda: isinstance(you.front, PaperPreview))
        you.leave()

        walker.key(Qt.Key.Key_E, CTRL)
        walker.wait(lambda: isinstance(you.front, QFileDialog))
        you.leave()

        walker.key(Qt.Key.Key_F, CTRL)
        assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_the_support_that_is_owed_is_printed(clinic_folder: Path, clock: WalkClock) -> None:
    """Line by line with its group; Ctrl+E saves one's own calendar there."""
    with program(clinic_folder, ENGLISH, clock) as walker:
        you = Visitor(walker)
        you.sign_in(accounts()[Role.MANAGER])
        you.go(SupportPage, "support")
        walker.key(Qt.Key.Key_P, CTRL)
        walker.wait(lambda: isinstance(you.front, PaperPreview))
        preview = you.front
        assert isinstance(preview, PaperPreview)
        walker.wait(lambda: "Rosa Delgado" in preview.preview.text.toPlainText())
        assert "Debriefs to plan" in preview.preview.text.toPlainText()
        you.leave()
        walker.key(Qt.Key.Key_E, CTRL)
        walker.wait(lambda: isinstance(you.front, QFileDialog))
        you.leave()
