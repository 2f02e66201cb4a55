"""Days on which sites are closed though their week says otherwise: suggested holidays, and the clinic's own."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.calendars import ClosedDay
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.labels.clinic.closed_days import closed_day_name
from incident_tracker.usecases.clinic.sites import SiteSheet
from incident_tracker.usecases.support.opening import close_on, open_again_on
from incident_tracker.wording import _, ngettext
from ui.clinic.clinic_list import ClinicList, ListWords, RowAct
from ui.clinic.hours_dialogs import ClosedDayDialog, ClosedThere, HolidaysDialog
from ui.clinic_choices import ClinicChoices
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import day_text
from ui.widgets.buttons import Button
from ui.widgets.layout import column
from ui.widgets.record_model import ListColumn


@dataclass(frozen=True, slots=True)
class ClosedRow:
    """A closed day with the sites that are closed then; `id` is what a list knows it by."""

    id: tuple[date, str]
    closed: ClosedDay
    sites: tuple[Site, ...]


class ClosedDaysPanel(QWidget):
    """The days to come first, the nearest at the top."""

    def __init__(self, desk: PageDesk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self._names = ClinicChoices()
        self._sheets: tuple[SiteSheet, ...] = ()
        columns = [
            ListColumn("day", _("Day"), _day, 20, weight=9, rank=_rank),
            ListColumn("name", _("What it is"), _name, 24, stretch=True, least=10),
            ListColumn("sites", _("Sites"), _sites, 24, spare=True),
        ]
        self.add = Button(_("&Add a closed day"), "", Icon.NEW, self.begin)
        self.holidays = Button(_("P&ublic holidays"), "", Icon.CALENDAR, self.suggest)
        words = ListWords(
            "closed_days",
            _("Closed days"),
            _("Search closed days"),
            _("No closed days yet"),
            _("Add the public holidays of this year in one step, and your own days beside them."),
            _("Public holidays"),
        )
        acts = [RowAct(_("Open on this day again"), Icon.UNDO, self.open_again, self._may_open)]
        self.list: ClinicList[ClosedRow] = ClinicList(
            desk, words, columns, self._state, acts, [self.add, self.holidays], begin=self.suggest
        )
        layout = column(self.list)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)

    def show_sheets(self, names: ClinicChoices, sheets: tuple[SiteSheet, ...]) -> None:
        """Show the closed days of all sites."""
        self._names = names
        self._sheets = sheets
        found: dict[ClosedDay, list[Site]] = {}
        for sheet in sheets:
            for closed in sheet.closed_days:
                found.setdefault(closed, []).append(sheet.site)
        rows = [ClosedRow((one.day, one.name), one, tuple(sites)) for one, sites in sorted(found.items())]
        today = self._today()
        self.list.show_rows(
            [one for one in rows if one.closed.day >= today] + [one for one in rows[::-1] if one.closed.day < today]
        )

    @Slot()
    def begin(self) -> None:
        """Ask for a day."""
        ClosedDayDialog(self.desk, self, self._reached(), self._today(), self._closed).open()

    @Slot()
    def suggest(self) -> None:
        """Offer the public holidays."""
        HolidaysDialog(self.desk, self, self._reached(), self._closed_everywhere(), self._today(), self._closed).open()

    def open_again(self, row: ClosedRow) -> None:
        """Take a closed day back, at the sites that the actor may change."""
        sites = tuple(site.id for site in row.sites if self._reaches(site))
        closing = ClosedThere(sites, (row.closed,))
        self.desk.runner.run(
            asked(open_again_on, sites, [row.closed.day]), owner=self, then=partial(self._opened, closing)
        )

    def _closed(self, closing: ClosedThere) -> None:
        n = len(closing.days)
        text = ngettext("Closed on {n} day.", "Closed on {n} days.", n).format(n=n)
        self.desk.messages.tell(text, undo=partial(self._undo, closing, self._sheets))

    def _undo(self, closing: ClosedThere, before: tuple[SiteSheet, ...]) -> None:
        """Open again on the days on which a site was open `before`; the others get back the name that they had."""
        for sheet in before:
            if sheet.site.id in closing.site_ids:
                site, days = (sheet.site.id,), {one.day for one in closing.days}
                had = [one for one in sheet.closed_days if one.day in days]
                opened = days - {one.day for one in had}
                if opened:
                    self.desk.runner.run(asked(open_again_on, site, opened), owner=self)
                if had:
                    self.desk.runner.run(asked(close_on, site, had), owner=self)

    def _opened(self, closing: ClosedThere, _nothing: object) -> None:
        day = day_text(closing.days[0].day)
        self.desk.messages.tell(_("Open on {day} again.").format(day=day), undo=partial(self._close_again, closing))

    def _close_again(self, closing: ClosedThere) -> None:
        self.desk.runner.run(asked(close_on, closing.site_ids, closing.days), owner=self)

    def _may_open(self, row: ClosedRow) -> bool:
        return row.closed.day >= self._today() and any(self._reaches(site) for site in row.sites)

    def _reached(self) -> tuple[Site, ...]:
        return tuple(site for site in self._names.open_sites if self._reaches(site))

    def _closed_everywhere(self) -> frozenset[date]:
        """The days on which every site that the actor may change is closed already."""
        reached: frozenset[UUID] = frozenset(site.id for site in self._reached())
        return frozenset(
            row.closed.day for row in self.list.rows if reached <= frozenset(site.id for site in row.sites)
        )

    def _reaches(self, site: Site) -> bool:
        return self.desk.may_at(Permission.MANAGE_CLINIC, site.id)

    def _today(self) -> date:
        return self.desk.now().astimezone(self.desk.zone).date()

    def _state(self, row: ClosedRow) -> tuple[str, str]:
        return (_("to come"), "accent") if row.closed.day >= self._today() else (_("past"), "quiet")


def _day(row: ClosedRow) -> str:
    return day_text(row.closed.day)


def _rank(row: ClosedRow) -> date:
    return row.closed.day


def _name(row: ClosedRow) -> str:
    return closed_day_name(row.closed.name)


def _sites(row: ClosedRow) -> str:
    return ", ".join(site.name for site in row.sites)
