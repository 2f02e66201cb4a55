"""Whether promises of support were kept in a month or a year: each figure with its interval and what still has time."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu, QWidget

from incident_tracker.charts.period_labels import period_name
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.oversight.promise_figures import PromiseLine, PromiseReport
from incident_tracker.exports.table_files import TableFormat, table_file
from incident_tracker.exports.whole_file import write_file
from incident_tracker.exports.workbook import ExportTable
from incident_tracker.ports.context import Area, Context
from incident_tracker.reports.debrief_compliance import promise_reader_text, promise_remarks
from incident_tracker.reports.promise_lines import (
    line_period_text,
    promise_interval,
    promise_not_due,
    promise_not_recorded,
    promise_number,
    promise_part_text,
    promise_percent,
    promise_rows,
    promise_share,
)
from incident_tracker.usecases.clinic.sites import list_sites
from incident_tracker.usecases.oversight.monthly_report import Paper
from incident_tracker.usecases.oversight.paper_acts import PaperAct
from incident_tracker.usecases.oversight.promise_report import (
    YEAR,
    list_promise_periods,
    print_promises,
    read_promises,
    record_promises,
)
from incident_tracker.wording import _
from ui.icons import Icon
from ui.oversight.choice_line import ChoiceLine
from ui.oversight.reach import sites_within_reach
from ui.page import Page, PageCommand, PageDesk
from ui.paper.to_paper import ToPaper
from ui.runner import Asked, asked
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.held_rows import HeldRows, sorted_by_any
from ui.widgets.layout import PageFrame, frame
from ui.widgets.one_in_front import OneInFront
from ui.widgets.record_model import ListColumn
from ui.widgets.record_table import RecordTable
from ui.widgets.row_menu import add_print
from ui.widgets.save_dialog import ask_place
from ui.widgets.text import note
from ui.widgets.whole_list import WholeList

ALL = "all"


class PromisesPage(Page):
    """The last whole month first. `open("2026-03")` asks for a month, `open("2026")` for a year."""

    areas = frozenset({Area.SUPPORT, Area.INCIDENTS, Area.CLINIC})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.report: PromiseReport | None = None
        self._asked_for: str | None = None
        self._file = b""
        self._round = 0
        self.choices = ChoiceLine(in_head=True)
        title = _("Promises kept")
        purpose = _("Support that was owed by now: how often it was given, and what still has time.")
        self._frame = frame(self, PageFrame(title, purpose, scrolls=False, tools=self.choices))
        self.print_button = Button(_("&Print"), "", Icon.PRINT, self.print_paper)
        self.save_button = Button(_("&Save the figures"), "", Icon.DOWNLOAD, self.export)
        self._frame.buttons.addWidget(self.print_button)
        self._frame.buttons.addWidget(self.save_button)
        self.choices.add("period", _("Period"), [])
        self.choices.add("site", _("Site"), [Choice(ALL, _("All sites"))])
        self.choices.changed.connect(self._ask)
        self.table = RecordTable(title, sorted_by_any(_columns()), desk.theme)
        self.table.remember(str(desk.actor.user_id), "promises")
        self.table.told.connect(desk.messages.tell)
        self.table.menu_opens.connect(self._fill_menu)
        self._held = HeldRows(self.table)
        WholeList(self.table)
        self._nothing = EmptyState(
            _("No support was owed in this time"),
            _("Offers, debriefs and checks after incidents would be counted here."),
            Icon.SUPPORT,
        )
        self._shown = OneInFront(self.table, self._nothing)
        self.remarks = note("")
        self._frame.body.addWidget(self._shown, 1)
        self._frame.body.addWidget(self.remarks)
        self._paper = ToPaper(title, self)

    def open(self, argument: object) -> None:
        self._asked_for = argument if isinstance(argument, str) else None
        self.refresh()

    def refresh(self) -> None:
        self.desk.runner.run(asked(_read_choices), owner=self, then=self._offer)

    def narrow(self) -> None:
        self.choices.box("period").setFocus()

    def offers(self, command: PageCommand) -> bool:
        return self.report is not None if command in ("print_paper", "export") else super().offers(command)

    def first_focus(self) -> QWidget | None:
        return self.table

    def print_paper(self) -> None:
        """The report as it will be on paper."""
        if self.report is not None:
            period, site_id = self.report.period, self._site()
            make = asked(_pdf, period, site_id)
            self._paper.show(make, f"support-report-{period}.pdf", partial(_note, period, site_id))

    def export(self) -> None:
        """Ask where to, and save the figures as a workbook or a table."""
        if self.report is not None:
            name = f"support-figures-{self.report.period}.xlsx"
            kinds = _("Workbooks (*.xlsx);;Tables (*.csv)")
            ask_place(self, _("Save the figures"), kinds, "xlsx", name, self.save_to)

    @Slot(str)
    def save_to(self, place: str) -> None:
        """Write the figures that are shown under the chosen name, once the audit trail says so."""
        if self.report is not None:
            form = TableFormat.CSV if place.lower().endswith(".csv") else TableFormat.XLSX
            self._file = table_file(form, (ExportTable("compliance", promise_rows(self.report)),), {})
            note_it = _note(self.report.period, self._site(), PaperAct.SAVED)
            self.desk.runner.run(note_it, owner=self, then=partial(self._write, Path(place)))

    def _write(self, place: Path, _noted: object) -> None:
        write = partial(write_file, place, self._file, force=True)
        self.desk.runner.call(write, owner=self, then=partial(self._written, place.name))

    def _written(self, name: str, _nothing: None) -> None:
        self.desk.messages.tell(_("Saved as {name}.").format(name=name))

    def _offer(self, found: tuple[tuple[str, ...], tuple[Site, ...]]) -> None:
        periods, sites = found
        first = not self.choices.code("period")
        self.choices.offer("period", [Choice(one, period_name(one)) for one in periods])
        seen = sites_within_reach(self.desk, Permission.SEE_PROMISES, sites)
        self.choices.offer("site", [Choice(ALL, _("All sites")), *(Choice(one.id, one.name) for one in seen)])
        self.choices.show_choice("site", len(seen) > 1)
        months = [one for one in periods if len(one) > YEAR]
        wanted = self._asked_for or (months[min(1, len(months) - 1)] if first and months else None)
        self._asked_for = None
        self.choices.blockSignals(True)
        self.choices.choose("period", wanted)
        self.choices.blockSignals(False)
        self._ask()

    @Slot()
    def _ask(self) -> None:
        period = self.choices.code("period")
        if isinstance(period, str):
            self._round += 1
            then = partial(self._show, self._round)
            self.desk.runner.run(asked(read_promises, period, self._site()), owner=self, then=then, long=True)

    def _site(self) -> UUID | None:
        site = self.choices.code("site")
        return site if isinstance(site, UUID) else None

    def _show(self, round_: int, report: PromiseReport) -> None:
        if round_ != self._round:
            return  # another one was chosen meanwhile
        self.report = report
        nothing = report.is_empty and report.year is None and not report.has_voices
        self._shown.bring(self._nothing if nothing else self.table)
        self._held.show(report.lines)
        self.remarks.setText(" ".join((f"{promise_reader_text(report)}.", *promise_remarks(report))))
        self.offers_changed.emit()

    @Slot(object)
    def _fill_menu(self, menu: QMenu) -> None:
        menu.addSeparator()
        add_print(menu, len(self.table.chosen()), self.print_paper)


def _columns() -> list[ListColumn]:
    return [
        ListColumn("promise", _("Promise"), _label, 44, stretch=True, least=24, weight=9),
        ListColumn("number", _("Number"), promise_number, 14, weight=9),
        ListColumn("share", _("Share"), promise_percent, 7, right=True, rank=_by_share, falls=True, weight=9),
        ListColumn("interval", _("Interval (95%)"), promise_interval, 12, right=True, weight=8),
        ListColumn("not_due", _("Not due yet"), promise_not_due, 9, right=True, spare=True, weight=7),
        ListColumn("not_recorded", _("Not recorded"), promise_not_recorded, 11, right=True, spare=True, weight=7),
        ListColumn("about", _("About"), _about, 22, spare=True, weight=3),
        ListColumn("period", _("Period"), _period, 12, spare=True, weight=4),
    ]


def _label(line: PromiseLine) -> str:
    return line.label


def _about(line: PromiseLine) -> str:
    return promise_part_text(line.about)


def _period(line: PromiseLine) -> str:
    return line_period_text(line)


def _by_share(line: PromiseLine) -> float:
    told = promise_share(line)
    return told.share if told is not None and told.share is not None else -1.0


def _read_choices(ctx: Context) -> tuple[tuple[str, ...], tuple[Site, ...]]:
    return list_promise_periods(ctx), list_sites(ctx)


def _pdf(ctx: Context, period: str, site_id: UUID | None) -> bytes:
    return print_promises(ctx, period, site_id, paper=Paper.LETTER, act=PaperAct.SHOWN).pdf


def _note(period: str, site_id: UUID | None, act: PaperAct) -> Asked[object]:
    question: Asked[object] = asked(record_promises, period, site_id, act)
    return question
