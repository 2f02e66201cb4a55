"""Two small pages for trying the window itself: one that shows, one that keeps a draft."""

from PySide6.QtWidgets import QLineEdit, QWidget

from incident_tracker.ports.context import Area
from incident_tracker.usecases.clinic.people import list_people
from ui.icons import Icon
from ui.page import Page, PageDesk
from ui.runner import asked
from ui.shell.navigation import NavigationEntry
from ui.widgets.form import Form
from ui.widgets.layout import Card, PageFrame, frame
from ui.widgets.text import text_label

KEPT: list[str] = []
"""Drafts that were kept, oldest first; a test empties it."""


class PeoplePage(Page):
    """Says who works here, and how often it asked."""

    areas = frozenset({Area.CLINIC})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.asked = 0
        self.names = text_label("")
        frame(self, PageFrame("People at work")).add(self.names)

    def refresh(self) -> None:
        self.asked += 1
        self.desk.runner.run(asked(list_people), owner=self, then=self._show)

    def _show(self, people: tuple[object, ...]) -> None:
        self.names.setText(", ".join(str(getattr(person, "name", "")) for person in people))


class DraftPage(Page):
    """One field whose words are kept as a draft."""

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.field = QLineEdit()
        form = Form()
        form.add("note", "&Note", self.field)
        card = Card()
        card.add(form)
        frame(self, PageFrame("A note")).add(card)

    def open(self, argument: object) -> None:
        if KEPT:
            self.field.setText(KEPT[-1])

    def keep_draft(self) -> None:
        if self.field.text():
            KEPT.append(self.field.text())


def entries() -> tuple[NavigationEntry, ...]:
    """The pages that need nothing but the window."""
    here = "tests.screens.plain_pages"
    return (
        NavigationEntry("today", "Today", Icon.TODAY, here, "PeoplePage", None, "today", True),
        NavigationEntry("log", "Log an incident", Icon.NEW, here, "DraftPage"),
        NavigationEntry("settings", "Settings", Icon.SETTINGS, "ui.clinic.settings_page", "SettingsPage"),
        NavigationEntry("manual", "Manual", Icon.MANUAL, "ui.shell.manual_page", "ManualPage"),
    )
