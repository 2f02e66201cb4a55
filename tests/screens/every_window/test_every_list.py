"""Find, copy, print and export by their keys, on every list, in the real window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit

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
from ui.shell.commands import commands_of
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


def test_the_support_that_is_owed_is_searched_printed_and_exported(clinic_folder: Path, clock: WalkClock) -> None:
    """Line by line with its group, by the keys of every list."""
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
        dialog = you.front
        assert isinstance(dialog, QFileDialog)
        assert dialog.selectedFiles()[0].endswith("support-list.csv")
        you.leave()
        walker.key(Qt.Key.Key_F, CTRL)
        assert isinstance(QApplication.focusWidget(), QLineEdit)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.COMMITTEE, Role.ADMINISTRATOR, Role.PRIVACY])
def test_a_key_has_one_meaning_on_every_page(clinic_folder: Path, clock: WalkClock, role: Role) -> None:
    """Ctrl+E saves what the page shows, so what it saves can be printed and is nothing else; no page or part of one
    has a key of the window for something of its own.
    """
    with program(clinic_folder, ENGLISH, clock) as walker:
        you = Visitor(walker)
        you.sign_in(accounts()[role])
        window = walker.screen.window
        workspace = window.workspace
        assert workspace is not None
        taken = {QKeySequence(keys).toString() for one in commands_of(window) for keys in one.keys}
        saved: dict[str, str] = {}
        for key in workspace.entries:
            walker.begin(key)
            workspace.go(key)
            walker.settle()
            page = workspace.page
            assert page is not None
            own = [one.key().toString() for one in page.findChildren(QShortcut)]
            own += [one.shortcut().toString() for one in page.findChildren(QAbstractButton)]
            own += [keys.toString() for one in page.findChildren(QAction) for keys in one.shortcuts()]
            assert not taken & (set(own) - {""}), f"{key} takes a key of the window"
            assert not page.offers("export") or page.offers("print_paper"), f"{key} saves what it does not print"
            if page.offers("export"):
                walker.key(Qt.Key.Key_E, CTRL)
                walker.wait(lambda: isinstance(you.front, QFileDialog))
                dialog = you.front
                assert isinstance(dialog, QFileDialog)
                saved[key] = Path(dialog.selectedFiles()[0]).suffix
                you.leave()
        assert saved
        assert set(saved.values()) <= {".csv", ".pdf", ".xlsx"}, f"what is shown, as a table or a document: {saved}"
