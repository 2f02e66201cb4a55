"""The incidents of level 3 or more as people without names are told them: quarter, level, kind and outcome."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu, QWidget

from incident_tracker.charts.period_labels import period_name
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.capture.quarters import first_of_quarter, last_of_quarter, quarter_of
from incident_tracker.domain.capture.serious import SeriousRow
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.ports.context import Area
from incident_tracker.usecases.capture.exporting import list_serious
from incident_tracker.usecases.oversight.list_paper import ListKind
from incident_tracker.wording import _, ngettext
from ui.clinic_choices import ClinicChoices, read_clinic
from ui.icons import Icon
from ui.oversight.reach import sites_within_reach
from ui.page import PageDesk
from ui.paper.list_to_paper import ListToPaper
from ui.paper.printed_list_page import PrintedListPage
from ui.runner import asked
from ui.screen_text import number_text
from ui.widgets.choice_chips import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.filter_bar import FilterBar
from ui.widgets.held_rows import HeldRows, sorted_by_any
from ui.widgets.layout import PageFrame, frame
from ui.widgets.one_in_front import OneInFront
from ui.widgets.record_model import ListColumn
from ui.widgets.record_table import RecordTable
from ui.widgets.row_menu import add_print

QUARTERS = 8
"""So many quarters can be chosen one by one."""


class SeriousPage(PrintedListPage):
    """The newest quarter first. `open("2026-03")` asks for the quarter of a month."""

    areas = frozenset({Area.INCIDENTS, Area.CLINIC})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._clinic = ClinicChoices()
        self._asked_for: str | None = None
        self._offered = False
        self.filter = FilterBar("")
        note = _("Without numbers, days, places or people, so that no one can be recognized.")
        title = _("Incidents of level 3 or more")
        self._frame = frame(self, PageFrame(title, note, scrolls=False, tools=self.filter))
        self.filter.changed.connect(self._ask)
        self.table = RecordTable(title, sorted_by_any(self._columns()), desk.theme)
        self.table.remember(str(desk.actor.user_id), "serious")
        self.table.told.connect(desk.messages.tell)
        self._held = HeldRows(self.table)
        self._paper = ListToPaper(title, ListKind.DEIDENTIFIED, self.table, self)
        self.table.menu_opens.connect(self._fill_menu)
        self._nothing = EmptyState(
            _("Nothing of level 3 or more in this period"),
            _("Threats, things thrown or broken, and physical attacks would be listed here."),
            Icon.INCIDENTS,
        )
        self._shown = OneInFront(self.table, self._nothing)
        self._frame.body.addWidget(self._shown, 1)

    def open(self, argument: object) -> None:
        self._asked_for = argument if isinstance(argument, str) else None
        self.refresh()

    def refresh(self) -> None:
        self.desk.runner.run(asked(read_clinic), owner=self, then=self._name)

    def narrow(self) -> None:
        self.filter.narrow()

    def first_focus(self) -> QWidget | None:
        return self.table

    def _columns(self) -> list[ListColumn]:
        return [
            ListColumn("quarter", _("Quarter"), _quarter, 20, rank=_by_quarter, falls=True, weight=8),
            ListColumn("level", _("Level"), self._level, 26, rank=_by_level, falls=True, tone=_tone, weight=9),
            ListColumn("kind", _("Kind"), self._kind, 24, stretch=True, least=16, weight=9),
            ListColumn("outcome", _("How it ended"), self._outcome, 30, weight=7),
        ]

    def _level(self, row: SeriousRow) -> str:
        return f"{int(row.severity)} · {self._clinic.label('severity', str(int(row.severity)))}"

    def _kind(self, row: SeriousRow) -> str:
        return self._clinic.label("kind", row.kind)

    def _outcome(self, row: SeriousRow) -> str:
        return self._clinic.label("outcome", row.outcome) if row.outcome else _("not recorded")

    def _name(self, clinic: ClinicChoices) -> None:
        self._clinic = clinic
        if not self._offered:
            self._offered = True
            self._offer(clinic)
        if self._asked_for is not None:
            quarter, self._asked_for = quarter_of(self._asked_for), None
            self.filter.add_entry("period", Choice(quarter, period_name(quarter)))
            self.filter.choose("period", quarter)
        self._ask()

    def _offer(self, clinic: ClinicChoices) -> None:
        sites = sites_within_reach(self.desk, Permission.EXPORT_DEIDENTIFIED, clinic.sites)
        if len(sites) > 1:
            self.filter.add_choice("site", _("Site"), [Choice(str(one.id), one.name) for one in sites], _("All sites"))
        day, quarters = self._today(), []
        for _number in range(QUARTERS):
            quarters.append(quarter_of(f"{day:%Y-%m}"))
            day = date.fromordinal(first_of_quarter(day).toordinal() - 1)
        choices = [Choice("all", _("All time")), *(Choice(one, period_name(one)) for one in quarters)]
        self.filter.add_choice("period", _("Period"), choices, _("Last four quarters"))

    @Slot()
    def _ask(self) -> None:
        self.desk.runner.run(asked(list_serious, self._wanted()), owner=self, then=self._show, long=True)

    def _wanted(self) -> IncidentFilter:
        chosen = self.filter.chosen()
        site, period = chosen.get("site"), chosen.get("period")
        sites = frozenset({UUID(site)}) if site else None
        if period == "all":
            return IncidentFilter(site_ids=sites)
        if period is None:
            today = self._today()
            return IncidentFilter(first_of_quarter(today.replace(year=today.year - 1, day=1)), None, sites)
        day = date(int(period[:4]), int(period[-1]) * 3, 1)
        return IncidentFilter(first_of_quarter(day), last_of_quarter(day), sites)

    def _today(self) -> date:
        return self.desk.now().astimezone(self.desk.zone).date()

    def _show(self, rows: tuple[SeriousRow, ...]) -> None:
        n = len(rows)
        self.filter.say_count(ngettext("{n} incident", "{n} incidents", n).format(n=number_text(n)))
        self._shown.bring(self.table if rows else self._nothing)
        self._held.show(rows)

    @Slot(object)
    def _fill_menu(self, menu: QMenu) -> None:
        menu.addSeparator()
        add_print(menu, len(self.table.chosen()), self.print_paper).setEnabled(self._paper.is_ready)


def _quarter(row: SeriousRow) -> str:
    return period_name(row.quarter)


def _by_quarter(row: SeriousRow) -> str:
    return row.quarter


def _by_level(row: SeriousRow) -> int:
    return int(row.severity)


def _tone(row: SeriousRow) -> str:
    """Care from a physical attack on; everything here is at least a notice."""
    return "care" if row.severity >= Severity.PHYSICAL else "notice"
