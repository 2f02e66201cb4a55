"""The list of root cause analyses: question, state, clock, incidents and open actions."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu, QWidget

from incident_tracker.charts.period_labels import month_name
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.learning.analyses import AnalysisStatus
from incident_tracker.domain.searching import folded, wanted_words
from incident_tracker.labels.learning.analyses import analysis_status_text
from incident_tracker.ports.context import Area
from incident_tracker.ports.learning import AnalysisRow
from incident_tracker.usecases.learning.analyses import list_analyses
from incident_tracker.usecases.oversight.list_paper import ListKind
from incident_tracker.wording import _, ngettext
from ui.clinic_choices import ClinicChoices, read_clinic
from ui.icons import Icon
from ui.learning.learning_text import deadline_text
from ui.page import PageDesk
from ui.paper.list_to_paper import ListToPaper
from ui.paper.printed_list_page import PrintedListPage
from ui.runner import asked
from ui.screen_text import brief_day_text, number_text
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import Choice
from ui.widgets.empty_state import EmptyState, nothing_matches
from ui.widgets.filter_bar import FilterBar
from ui.widgets.held_rows import HeldRows, sorted_by_any
from ui.widgets.kept_views import ListView
from ui.widgets.layout import PageFrame, frame
from ui.widgets.master_detail import MasterDetail
from ui.widgets.one_in_front import OneInFront
from ui.widgets.preview import Preview, PreviewAction, facts_of
from ui.widgets.record_model import ListColumn
from ui.widgets.record_table import RecordTable
from ui.widgets.row_menu import fill_row_menu
from ui.widgets.view_chips import ViewChips

_MOST = 2000


class AnalysesPage(PrintedListPage):
    """Open ones first, by the day they should be finished. Enter opens one."""

    areas = frozenset({Area.ANALYSES, Area.ACTIONS, Area.CLINIC})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._clinic = ClinicChoices()
        self._rows: tuple[AnalysisRow, ...] = ()
        self._fitting: tuple[AnalysisRow, ...] = ()
        may = desk.may(Permission.ANALYZE)
        note = _("What in our clinic makes people escalate, and what we change.")
        self.filter = FilterBar(_("Search questions"))
        self._frame = frame(self, PageFrame(_("Root causes"), note, scrolls=False, tools=self.filter))
        self._begin = Button(_("&New analysis"), "primary", Icon.NEW, self._new)
        self._frame.buttons.addWidget(self._begin)
        self._begin.setVisible(may)
        states = [Choice(one, analysis_status_text(one)) for one in AnalysisStatus]
        self.filter.add_choice("status", _("State"), states, _("Open and closed"))
        clocks = [Choice("past", _("Past the day to finish"))]
        self.filter.add_choice("clock", _("When"), clocks, shown=False)
        whose = str(desk.actor.user_id)
        self.views = ViewChips(self.filter, _built_in_views(), whose, "analyses")
        self.views.changed.connect(self._count_views)
        self.filter.add_tool(self.views)
        self.filter.changed.connect(self._start)
        self.table = RecordTable(_("Root cause analyses"), sorted_by_any(self._columns()), desk.theme)
        self.table.remember(whose, "analyses")
        self.table.told.connect(desk.messages.tell)
        self._held = HeldRows(self.table)
        self.table.opened.connect(self._open)
        self.table.menu_opens.connect(self._fill_menu)
        self._paper = ListToPaper(_("Root causes"), ListKind.ANALYSES, self.table, self)
        self._nothing_yet = EmptyState(
            _("No analysis yet"),
            _(
                "When something keeps happening, or someone was hurt, a few people look together at what "
                "set it off. Not who, but what: that is what we can change."
            ),
            Icon.BEGIN,
            _("Begin an analysis") if may else "",
            self._new,
        )
        self._nothing_found = nothing_matches(_("Try fewer words."), self.filter.clear)
        self.master = MasterDetail(self.table)
        self.master.remember(whose, "analyses")
        self.master.asked.connect(self._preview)
        self._shown = OneInFront(self.master, self._nothing_yet, self._nothing_found)
        self._frame.body.addWidget(self._shown, 1)

    def refresh(self) -> None:
        self.desk.runner.run(asked(read_clinic), owner=self, then=self._name)

    def search(self) -> None:
        self.filter.search()

    def narrow(self) -> None:
        self.filter.narrow()

    def first_focus(self) -> QWidget | None:
        return self.table

    def _columns(self) -> list[ListColumn]:
        open_actions = ListColumn("actions", _("Open actions"), self._actions, 11, right=True, spare=True)
        return [
            ListColumn("question", _("Question"), self._question, 24, stretch=True, least=24, weight=9),
            ListColumn("clock", _("When"), self._clock, 23, rank=_by_clock, short=self._day),
            ListColumn("status", _("State"), self._status, 8, tone=self._tone),
            ListColumn("incidents", _("Incidents"), self._incidents, 8, right=True, falls=True, rank=_incidents),
            replace(open_actions, falls=True, rank=_open_actions),
            ListColumn("ref", _("Reference"), self._ref, 14, spare=True),
        ]

    def _question(self, row: AnalysisRow) -> str:
        return row.question

    def _clock(self, row: AnalysisRow) -> str:
        return deadline_text(row, self.desk.now(), self.desk.zone, by_month=self.desk.sees_no_names)

    def _day(self, row: AnalysisRow) -> str:
        moment = row.closed_at or (row.finish_by if row.version > 1 else row.begin_by)
        zone = self.desk.zone
        if self.desk.sees_no_names:
            return month_name((row.closed_at or row.finish_by).astimezone(zone).date())
        return brief_day_text(moment.astimezone(zone).date(), self.desk.now().astimezone(zone).date())

    def _status(self, row: AnalysisRow) -> str:
        return analysis_status_text(row.status)

    def _tone(self, row: AnalysisRow) -> str:
        return "accent" if row.status is AnalysisStatus.OPEN else "good"

    def _incidents(self, row: AnalysisRow) -> str:
        return number_text(row.incidents)

    def _actions(self, row: AnalysisRow) -> str:
        return number_text(row.open_actions)

    def _ref(self, row: AnalysisRow) -> str:
        return row.ref

    def _name(self, clinic: ClinicChoices) -> None:
        self._clinic = clinic
        self.desk.runner.run(asked(list_analyses, limit=_MOST), owner=self, then=self._list)

    def _list(self, rows: Sequence[AnalysisRow]) -> None:
        self._rows = tuple(rows)
        self._start()

    @Slot()
    def _start(self) -> None:
        choices = self.filter.chosen()
        self._fitting = tuple(row for row in self._rows if self._fits(row, choices))
        n = len(self._fitting)
        self.filter.say_count(ngettext("{n} analysis", "{n} analyses", n).format(n=number_text(n)))
        self.filter.setVisible(bool(self._rows))
        self._begin.setVisible(bool(self._rows) and self.desk.may(Permission.ANALYZE))
        empty = self._nothing_found if self._rows else self._nothing_yet
        self._shown.bring(self.master if n else empty)
        self._held.show(self._fitting)
        self._count_views()

    def _fits(self, row: AnalysisRow, choices: Mapping[str, str]) -> bool:
        wanted = wanted_words(choices.get("words", ""))
        return (
            choices.get("status", row.status.value) == row.status.value
            and ("clock" not in choices or (row.closed_at is None and row.finish_by < self.desk.now()))
            and all(word in folded(f"{row.question} {row.ref}") for word in wanted)
        )

    @Slot()
    def _count_views(self) -> None:
        self.views.count(lambda choices: sum(self._fits(row, choices) for row in self._rows))

    def _steps(self, row: AnalysisRow) -> tuple[PreviewAction, ...]:
        steps = [PreviewAction(_("Open it"), partial(self._open, row), primary=True)]
        if row.open_actions:
            steps.append(PreviewAction(_("Open its actions"), partial(self.open_requested.emit, "actions", None)))
        return tuple(steps)

    @Slot(object)
    def _fill_menu(self, menu: QMenu) -> None:
        row = self.table.current()
        steps = self._steps(row) if row is not None else ()
        fill_row_menu(menu, self.master, steps, self.print_paper, may_print=self._paper.is_ready)

    @Slot(object)
    def _preview(self, row: AnalysisRow) -> None:
        facts = facts_of(self.table.all_columns, row, without=("ref", "status"))
        badges = ((self._status(row), self._tone(row)),)
        self.master.show_preview(row, Preview(row.ref, badges, facts, actions=self._steps(row)))

    @Slot(object)
    def _open(self, row: AnalysisRow) -> None:
        self.open_requested.emit("analysis", row.id)

    @Slot()
    def _new(self) -> None:
        self.open_requested.emit("analysis", ("new", ()))


def _built_in_views() -> list[ListView]:
    return [
        ListView(_("Open"), {"status": AnalysisStatus.OPEN.value}),
        ListView(_("Past the day to finish"), {"clock": "past"}),
    ]


def _by_clock(row: AnalysisRow) -> tuple[bool, float]:
    """Open ones by the day they should be finished, then the closed ones, the latest first."""
    return row.closed_at is not None, -row.closed_at.timestamp() if row.closed_at else row.finish_by.timestamp()


def _incidents(row: AnalysisRow) -> int:
    return row.incidents


def _open_actions(row: AnalysisRow) -> int:
    return row.open_actions
