"""The clinic's table for the police, and where patients find help instead: read by everyone, printed as a card."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.ports.context import Area
from incident_tracker.usecases.oversight.list_paper import ListKind
from incident_tracker.usecases.oversight.police_card import draw_police_card
from incident_tracker.wording import _, pgettext
from ui.clinic.directory_panel import DirectoryPanel
from ui.clinic.police_panel import PolicePanel
from ui.clinic_choices import ClinicChoices, read_clinic
from ui.icons import Icon
from ui.page import Page, PageCommand, PageDesk
from ui.paper.list_file import note_list
from ui.paper.list_to_paper import ListToPaper
from ui.paper.to_paper import ToPaper
from ui.runner import asked
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import flowing
from ui.widgets.layout import PageFrame, frame
from ui.widgets.tabs import Tabs

CARD = "police-card.pdf"


class HelpPage(Page):
    """Two lists; a card with both hangs at the desk."""

    areas = frozenset({Area.CLINIC})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        note = _("Decided beforehand, and the same for every patient. The form for a report shows both.")
        self._frame = frame(self, PageFrame(_("Police and help"), note, scrolls=False))
        self.police, self.directory = PolicePanel(desk, self), DirectoryPanel(desk, self)
        self.tabs = Tabs()
        self.tabs.setAccessibleName(_("Table for the police, and help instead"))
        self.tabs.addTab(self.police, _("Police table"))
        self.tabs.addTab(self.directory, pgettext("of the police", "Help instead"))
        self._papers: dict[PolicePanel | DirectoryPanel, ListToPaper] = {
            self.police: ListToPaper(_("When the police are called"), ListKind.WORDS, self.police.list.table, self),
            self.directory: ListToPaper(
                _("Help instead of the police"), ListKind.PLACES, self.directory.list.table, self
            ),
        }
        for panel, paper in self._papers.items():
            panel.list.print_wanted.connect(paper.show)
        self.tabs.currentChanged.connect(self.offers_changed)
        self._card = ToPaper(_("Card for the desk"), self)
        self.card = Button(_("Card for the &desk"), "", Icon.PRINT, self.show_card)
        self._frame.body.addWidget(self.tabs, 1)
        self._frame.body.addWidget(flowing(self.card, gap=px(8)))

    def open(self, argument: object) -> None:
        """With "directory", at that list; with "police", at the other one."""
        if argument in ("directory", "police"):
            self.tabs.setCurrentWidget(self.directory if argument == "directory" else self.police)
        self.refresh()

    def refresh(self) -> None:
        self.desk.runner.run(asked(read_clinic), owner=self, then=self._show)

    def offers(self, command: PageCommand) -> bool:
        return self._papers[self._front].is_ready if command in ("print_paper", "export") else super().offers(command)

    def print_paper(self) -> None:
        self._papers[self._front].show()

    def export(self) -> None:
        self._papers[self._front].export()

    def search(self) -> None:
        self._front.list.filter.search()

    def first_focus(self) -> QWidget | None:
        return self._front.list.table

    @Slot()
    def show_card(self) -> None:
        """Show the card for the desk as it will be on paper."""
        self._card.show(asked(draw_police_card), CARD, partial(note_list, ListKind.POLICE_CARD, 1))

    @property
    def _front(self) -> PolicePanel | DirectoryPanel:
        return self.police if self.tabs.currentWidget() is self.police else self.directory

    def _show(self, names: ClinicChoices) -> None:
        self.police.show_names(names)
        self.directory.show_names(names)
