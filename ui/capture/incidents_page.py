"""The list of incidents: a window on any number of them, with filter and search, and never any of the description."""

import calendar
import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMenu, QWidget

from incident_tracker.charts.period_labels import period_name
from incident_tracker.domain.capture.life_cycle import COUNTED, OPEN, Status
from incident_tracker.domain.capture.listing import (
    BY_INDEX,
    MOST_SORTED,
    IncidentFilter,
    IncidentRow,
    SortBy,
)
from incident_tracker.domain.capture.phone_calls import PHONE_CHANNELS
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Permission, Scope, grant
from incident_tracker.domain.errors import Problem
from incident_tracker.domain.searching import wanted_words
from incident_tracker.labels.capture.incidents import status_text
from incident_tracker.ports.context import Area
from incident_tracker.usecases.oversight.list_paper import ListKind
from incident_tracker.usecases.support.owed import SupportFile, show_support
from incident_tracker.wording import _
from ui.capture.incident_cells import IncidentCells
from ui.capture.incident_menu import fill_incident_menu
from ui.capture.incident_preview import incident_preview
from ui.capture.incident_reader import IncidentReader, ViewCounts, count_views
from ui.clinic_choices import ClinicChoices, read_clinic
from ui.icons import Icon
from ui.page import PageCommand, PageDesk
from ui.paper.list_to_paper import ListToPaper
from ui.paper.printed_list_page import PrintedListPage
from ui.runner import asked
from ui.screen_text import number_text
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import Choice
from ui.widgets.dropped_file import LOG_SUFFIXES, dropped_file
from ui.widgets.empty_state import EmptyState, nothing_matches
from ui.widgets.filter_bar import FilterBar
from ui.widgets.kept_views import ListView
from ui.widgets.layout import PageFrame, frame
from ui.widgets.master_detail import MasterDetail
from ui.widgets.one_in_front import OneInFront
from ui.widgets.record_model import ListColumn
from ui.widgets.record_table import RecordTable
from ui.widgets.view_chips import ViewChips

MOST_HITS = 200
_REFERENCE = re.compile(r"[0-9A-Z]{2}-\d{4}-[0-9A-Z]{4,}", re.IGNORECASE)
_MONTH = re.compile(r"\d{4}-\d{2}")
_LEVELS = {
    "near": frozenset({Severity.NEAR_MISS}),
    "words": frozenset({Severity.HOSTILE, Severity.ABUSE_IN_WORDS}),
    "threat": frozenset({Severity.THREAT, Severity.OBJECTS}),
    "physical": frozenset({Severity.PHYSICAL, Severity.INJURY, Severity.SEVERE_HARM}),
    "serious": frozenset(level for level in Severity if level >= Severity.THREAT),
}
_DAYS = {"week": 7, "month": 30, "quarter": 91, "year": 365}


class IncidentsPage(PrintedListPage):
    """What this person may see, newest first. Enter opens the incident.

    `open("submitted")` asks for a status, `open("2026-03")` for a month; pairs of a choice and its code ask
    for what stands behind a point of a chart, which counts no duplicate and nothing that was struck out.
    """

    areas = frozenset({Area.INCIDENTS, Area.CLINIC, Area.SUPPORT})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._clinic = ClinicChoices()
        self._asked_for: str | None = None
        self._behind_point: dict[str, str] | None = None
        self._cells = IncidentCells(desk.now, desk.zone, with_support=desk.may(Permission.SEE_SUPPORT))
        own = grant(desk.actor.role, Permission.VIEW_INCIDENTS).scope is Scope.OWN
        searches = desk.may(Permission.SEARCH_TEXT)
        self.filter = FilterBar(_("Search words or a reference number") if searches else "")
        name = _("Your reports") if own else _("Incidents")
        self._frame = frame(
            self,
            PageFrame(
                name, _("Newest first. Descriptions stay inside each incident."), scrolls=False, tools=self.filter
            ),
        )
        self.filter.changed.connect(self._start)
        if desk.may(Permission.IMPORT_INCIDENTS):
            old = Button(_("Import an old log"), "quiet", Icon.UPLOAD, self._read_in)
            self._frame.buttons.addWidget(old)
            self.setAcceptDrops(True)
        self._has_sites = False
        self.table = RecordTable(_("Incidents"), self._cells.columns(), desk.theme)
        self.table.remember(str(desk.actor.user_id), "incidents", SortBy.WHEN, descending=True)
        self.table.why_not = self._why_not
        self.table.told.connect(desk.messages.tell)
        self._reader = IncidentReader(desk, self.table, self._cells, self.wanted, self.filter.search_text)
        self._reader.counted.connect(self.filter.say_count)
        self._due: frozenset[UUID] = frozenset()
        self.views = ViewChips(self.filter, self._built_in_views(), str(desk.actor.user_id), "incidents")
        self.views.changed.connect(self._count_views)
        self.filter.add_tool(self.views)
        self.table.opened.connect(self._open)
        self.table.filled.connect(self._filled)
        self._paper = ListToPaper(name, ListKind.INCIDENTS, self.table, self)
        self._nothing_yet = EmptyState(
            _("Nothing has been logged yet"),
            _("When something happens at the desk or on the phone, five fields are enough to record it."),
            Icon.BEGIN,
            _("Log an incident") if desk.may(Permission.CREATE_INCIDENT) else "",
            self._log,
        )
        self._nothing_found = nothing_matches(_("Try fewer words, or a longer period."), self.filter.clear)
        self.master = MasterDetail(self.table)
        self.master.asked.connect(self._preview)
        self.table.menu_opens.connect(self._fill_menu)
        self._shown = OneInFront(self.master, self._nothing_yet, self._nothing_found)
        self._frame.body.addWidget(self._shown, 1)

    def open(self, argument: object) -> None:
        self._asked_for = argument if isinstance(argument, str) else None
        self._behind_point = dict(argument) if isinstance(argument, tuple) else None
        self.refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event, LOG_SUFFIXES) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := dropped_file(event, LOG_SUFFIXES)) is not None:
            event.acceptProposedAction()
            self.open_requested.emit("import", path)

    @Slot()
    def _read_in(self) -> None:
        self.open_requested.emit("import", None)

    def refresh(self) -> None:
        self.desk.runner.run(asked(read_clinic), owner=self, then=self._name)

    def search(self) -> None:
        self.filter.search()

    def narrow(self) -> None:
        self.filter.narrow()

    def offers(self, command: PageCommand) -> bool:
        if command == "search":
            return self.filter.searches
        return super().offers(command)

    def first_focus(self) -> QWidget | None:
        return self.table

    def _why_not(self, column: ListColumn) -> str:
        if not column.sort:
            return _("This list is not sorted by this.")
        if column.sort in {*BY_INDEX, "debrief"} or self.table.total <= MOST_SORTED:
            return ""
        return _("Narrow the list to {n} rows or fewer to sort by this.").format(n=number_text(MOST_SORTED))

    def _name(self, clinic: ClinicChoices) -> None:
        self._clinic = self._cells.clinic = clinic
        self._cells.several_sites = self._site_choice
        if not self._has_sites:
            self._has_sites = True
            self._offer_choices(clinic)
        asked_for, self._asked_for = self._asked_for, None
        before = self.wanted()
        if self._behind_point is not None:
            self._show_behind(self._behind_point)
            self._behind_point = None
        elif asked_for is not None and _MONTH.fullmatch(asked_for):
            self.filter.clear()
            self.filter.add_entry("period", Choice(asked_for, period_name(asked_for)))
            self.filter.choose("period", asked_for)
        elif asked_for is not None:
            self.filter.choose("status", Status(asked_for))
        self._reader.start_over()
        self._count_views()
        if self.wanted() == before:
            self.table.refresh()
        else:
            self.table.start()

    def _show_behind(self, choices: Mapping[str, str]) -> None:
        """Narrow the list to what a point of a chart counts."""
        self.filter.add_entry("period", Choice(choices["period"], period_name(choices["period"])))
        if (site := choices.get("site")) is not None:
            self.filter.add_entry("site", Choice(UUID(site), self._clinic.site(UUID(site))))
        for key in choices.keys() & {"site", "channel"}:
            self.filter.show_choice(key)
        self.filter.choose_all(choices)

    def _offer_choices(self, clinic: ClinicChoices) -> None:
        reach = self.desk.actor.sites
        sites = [site for site in clinic.sites if site.id in reach]
        choices = [Choice(one.id, one.name) for one in sites]
        self.filter.add_choice("site", _("Site"), choices, _("All sites"), shown=len(sites) > 1)
        statuses = [
            Choice("open", _("Still open")),
            Choice("counted", _("Counted in charts")),
            *(Choice(one, status_text(one)) for one in Status),
        ]
        self.filter.add_choice("status", _("Status"), statuses, _("Every status"))
        levels = [
            Choice("near", _("Near misses (0)")),
            Choice("words", _("In words (1–2)")),
            Choice("threat", _("Threats, objects (3–4)")),
            Choice("physical", _("Physical (5–7)")),
            Choice("serious", _("Serious (3–7)")),
        ]
        self.filter.add_choice("level", _("Level"), levels, _("Every level"))
        periods = [
            Choice("week", _("Last 7 days")),
            Choice("month", _("Last 30 days")),
            Choice("quarter", _("Last 3 months")),
            Choice("year", _("Last 12 months")),
        ]
        self.filter.add_choice("period", _("Period"), periods, _("All time"))
        channels = [Choice("phone", _("On the phone")), Choice("in_person", _("Not on the phone"))]
        self.filter.add_choice("channel", _("Channel"), channels, _("All channels"), shown=False)
        if self._cells.with_support:
            self.filter.add_choice("debrief", _("Debrief"), [Choice("due", _("Debrief due"))], shown=False)

    def wanted(self) -> IncidentFilter:
        """What the filter asks for."""
        return self._filter_of(self.filter.chosen())

    def _filter_of(self, choices: Mapping[str, str]) -> IncidentFilter:
        site = choices.get("site")
        first_day, last_day = self._period(choices.get("period", ""))
        return IncidentFilter(
            first_day=first_day,
            last_day=last_day,
            site_ids=frozenset({UUID(site)}) if site is not None else None,
            statuses=self._statuses(choices.get("status")),
            severities=_LEVELS.get(choices.get("level", ""), frozenset()),
            channels=self._channels(choices.get("channel")),
            ids=self._due if "debrief" in choices else None,
        )

    def _period(self, code: str) -> tuple[date | None, date | None]:
        if _MONTH.fullmatch(code):
            first = date.fromisoformat(f"{code}-01")
            return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])
        days = _DAYS.get(code)
        return (self._today() - timedelta(days=days) if days else None), None

    @property
    def _site_choice(self) -> bool:
        return len([one for one in self._clinic.sites if one.id in self.desk.actor.sites]) > 1

    def _channels(self, code: str | None) -> frozenset[str]:
        if code is None or code == "phone":
            return PHONE_CHANNELS if code else frozenset()
        return frozenset(str(choice.code) for choice in self._clinic.choices("channel")) - PHONE_CHANNELS

    def _statuses(self, code: str | None) -> frozenset[Status]:
        if code == "counted":
            return COUNTED
        if code == "open":
            return OPEN
        return frozenset() if code is None else frozenset({Status(code)})

    def _built_in_views(self) -> list[ListView]:
        views = [
            ListView(_("All open"), {"status": "open"}),
            ListView(_("Nobody looked yet"), {"status": Status.SUBMITTED.value}),
        ]
        if self._cells.with_support:
            views.append(ListView(_("Debrief due"), {"debrief": "due"}))
        return views

    @Slot()
    def _count_views(self) -> None:
        asked_for: list[tuple[IncidentFilter, bool] | None] = []
        for view in self.views.views:
            others = {key: code for key, code in view.choices.items() if key != "debrief"}
            counted = "words" not in others  # a search is not worth a number
            asked_for.append((self._filter_of(others), "debrief" in view.choices) if counted else None)
        self.desk.runner.run(
            asked(count_views, tuple(asked_for), self._cells.with_support), owner=self, then=self._counted
        )

    def _counted(self, counted: ViewCounts) -> None:
        self.views.say_counts(counted.numbers, counted.at_least)
        if counted.due != self._due:
            self._due = counted.due
            if "debrief" in self.filter.chosen():
                self.table.refresh()

    def _today(self) -> date:
        return self.desk.now().astimezone(self.desk.zone).date()

    @Slot()
    def _start(self) -> None:
        self._reader.start_over()
        self.table.start()

    @Slot(int)
    def _filled(self, total: int) -> None:
        typed = self.filter.search_text()
        if typed and not wanted_words(typed):
            self._nothing_found.say(_("Nothing to search for"), _("Type at least one letter or digit."))
        else:
            self._nothing_found.say(_("Nothing matches this filter"), _("Try fewer words, or a longer period."))
        empty = self._nothing_found if self.filter.is_filtering else self._nothing_yet
        self._shown.bring(self.master if total else empty)

    @Slot(object)
    def _open(self, row: IncidentRow) -> None:
        self.open_requested.emit("incident", row.id)

    @Slot(object)
    def _fill_menu(self, menu: QMenu) -> None:
        fill_incident_menu(menu, self, self._cells, self.master, self.print_paper)

    @Slot(object)
    def _preview(self, row: IncidentRow) -> None:
        self.master.show_preview(row, incident_preview(self, self._cells, row, None))
        if self._cells.with_support:
            self.desk.runner.run(
                asked(show_support, row.id),
                owner=self,
                then=partial(self._preview_support, row),
                otherwise=self._no_support,
            )

    def _preview_support(self, row: IncidentRow, support: SupportFile) -> None:
        self.master.show_preview(row, incident_preview(self, self._cells, row, support))

    def _no_support(self, _problem: Problem) -> None:
        """Nothing is owed, or it is not for this person to see: the preview stays as it is."""

    @Slot()
    def _log(self) -> None:
        self.open_requested.emit("log", None)
