"""The clinic's places: its name, sites with their hours, desks, phone lines, and days on which it is closed."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.settings import ClinicSettings
from incident_tracker.ports.context import Area, Context
from incident_tracker.usecases.clinic.settings import clinic_settings, name_clinic
from incident_tracker.usecases.clinic.sites import SiteSheet, list_site_sheets
from incident_tracker.usecases.oversight.list_paper import ListKind
from incident_tracker.wording import _, pgettext
from ui.clinic.closed_days_panel import ClosedDaysPanel
from ui.clinic.place_dialogs import ClinicName
from ui.clinic.place_panels import DesksPanel, LinesPanel, SitesPanel
from ui.clinic_choices import ClinicChoices, read_clinic
from ui.icons import Icon
from ui.page import Page, PageCommand, PageDesk
from ui.paper.list_to_paper import ListToPaper
from ui.runner import asked
from ui.widgets.buttons import Button
from ui.widgets.layout import PageFrame, frame
from ui.widgets.tabs import Tabs

Panel = SitesPanel | DesksPanel | LinesPanel | ClosedDaysPanel
Read = tuple[ClinicChoices, tuple[SiteSheet, ...], ClinicSettings]


class PlacesPage(Page):
    """Four lists. What was changed can be taken back, and nothing that is on record changes with it."""

    areas = frozenset({Area.CLINIC})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._frame = frame(self, PageFrame(_("Sites and hours"), " ", scrolls=False))
        self._name = ""
        self.sites = SitesPanel(desk, self)
        self.desks = DesksPanel(desk, self)
        self.lines = LinesPanel(desk, self)
        self.closed = ClosedDaysPanel(desk, self)
        self.rename = Button(_("Name of the clinic …"), "quiet", Icon.EDIT, self.ask_name)
        self.tabs = Tabs()
        self.tabs.setAccessibleName(_("Sites, desks, phone lines and closed days"))
        self._panels: dict[str, tuple[Panel, str]] = {
            "sites": (self.sites, _("Sites")),
            "desks": (self.desks, _("Desks")),
            "lines": (self.lines, pgettext("a tab", "Phone lines")),
            "closed": (self.closed, _("Closed days")),
        }
        self._papers: dict[Panel, ListToPaper] = {}
        for panel, name in self._panels.values():
            self.tabs.addTab(panel, name)
            paper = ListToPaper(name, ListKind.PLACES, panel.list.table, self)
            self._papers[panel] = paper
            panel.list.print_wanted.connect(paper.show)
        self.tabs.currentChanged.connect(self.offers_changed)
        self._wanted: UUID | None = None
        self._frame.body.addWidget(self.tabs, 1)
        self._frame.buttons.addWidget(self.rename)
        self.rename.setHidden(not desk.may(Permission.CHANGE_SETTINGS))

    def open(self, argument: object) -> None:
        """With "sites", "desks", "lines" or "closed", at that list; with the id of a site, at its row."""
        self._wanted = argument if isinstance(argument, UUID) else None
        if isinstance(argument, str) and argument in self._panels:
            self.tabs.setCurrentWidget(self._panels[argument][0])
        elif self._wanted is not None:
            self.tabs.setCurrentWidget(self.sites)
        self.refresh()

    def refresh(self) -> None:
        self.desk.runner.run(asked(_read), owner=self, then=self._show)

    def offers(self, command: PageCommand) -> bool:
        return self._paper.is_ready if command in ("print_paper", "export") else super().offers(command)

    def print_paper(self) -> None:
        self._paper.show()

    def export(self) -> None:
        self._paper.export()

    def search(self) -> None:
        self._front.list.filter.search()

    def first_focus(self) -> QWidget | None:
        return self._front.list.table

    @Slot()
    def ask_name(self) -> None:
        """Ask what the clinic is called."""
        ClinicName(self.desk, self, self._name, partial(self._named, self._name)).open()

    @property
    def _front(self) -> Panel:
        return next(panel for panel, _name in self._panels.values() if panel is self.tabs.currentWidget())

    @property
    def _paper(self) -> ListToPaper:
        return self._papers[self._front]

    def _named(self, before: str, after: ClinicSettings) -> None:
        undo = partial(self._name_back, before)
        self.desk.messages.tell(_("The clinic is called {name}.").format(name=after.name), undo=undo)

    def _name_back(self, before: str) -> None:
        why = _("The name was changed by mistake.")
        self.desk.runner.run(asked(name_clinic, before, reason=why), owner=self)

    def _show(self, found: Read) -> None:
        names, sheets, settings = found
        self._name = settings.name
        self._frame.say(_("{name}. What is retired keeps its name in every record.").format(name=settings.name))
        self.sites.show_sheets(names, sheets)
        self.desks.show_sheets(names, sheets)
        self.lines.show_sheets(names, sheets)
        self.closed.show_sheets(names, sheets)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.sites.list.go_to(wanted)


def _read(ctx: Context) -> Read:
    return read_clinic(ctx), list_site_sheets(ctx), clinic_settings(ctx)
