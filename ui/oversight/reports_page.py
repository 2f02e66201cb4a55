"""The monthly committee report: choose it, view it page by page, and save it."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from incident_tracker import wording
from incident_tracker.charts.period_labels import period_name
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.errors import Problem
from incident_tracker.domain.oversight.closed_months import ClosedMonth
from incident_tracker.ports.context import Context
from incident_tracker.usecases.clinic.sites import list_sites
from incident_tracker.usecases.oversight.closing import OpenMonth, list_open_months
from incident_tracker.usecases.oversight.monthly_report import (
    Paper,
    PrintedReport,
    list_report_months,
    print_monthly_report,
    record_report,
)
from incident_tracker.usecases.oversight.paper_acts import PaperAct
from incident_tracker.usecases.oversight.promise_report import print_promises, record_promises
from incident_tracker.wording import _, ngettext, pgettext, problem_text
from ui.icons import Icon
from ui.oversight.choice_line import ChoiceLine
from ui.oversight.close_months import CloseMonths
from ui.oversight.reach import CLOSE_MONTHS, sites_within_reach
from ui.page import Page, PageCommand, PageDesk
from ui.paper.pdf_pages import PdfPages, open_pages
from ui.paper.preview import PagePreview
from ui.paper.printout import Printable, Printout
from ui.runner import Asked, asked
from ui.screen_text import day_text
from ui.theme.spacing import is_roomy, px
from ui.widgets.busy import BusyLine
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import PageFrame, frame, row
from ui.widgets.one_in_front import OneInFront
from ui.widgets.text import note, text_label

ALL = "all"
COMMITTEE, SUPPORT = "committee", "support"


class ReportsPage(Page):
    """Built off the screen's thread as soon as the page is opened; nothing is written to a file before someone saves
    it.

    `open("2026-03")` asks for a month, `open(("2026-03", site_id))` for that of one site, or of all with None;
    `open("support")` asks for the report on support alone.
    """

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._report: PrintedReport | None = None
        self._printout: Printout | None = None
        self._round = 0
        self._asks_to_close = False
        self._shown: tuple[object, ...] = ()
        self._asked_for: str | None = None
        self._site_asked_for: UUID | str | None = None
        reports = pgettext("for the committee", "Reports")
        self.choices = ChoiceLine(in_head=True)
        purpose = _("What the safety committee reads.")
        self._page_frame = frame(self, PageFrame(reports, purpose, scrolls=False, tools=self.choices))
        self.save_button = Button(_("&Save as PDF"), "primary", Icon.DOWNLOAD, self.export)
        self.print_button = Button(_("&Print"), "", Icon.PRINT, self.print_paper)
        self.close_button = Button(_("&Close months …"), "", Icon.DONE, self.ask_to_close)
        self._page_frame.buttons.addWidget(self.close_button)
        self.close_button.setVisible(desk.may(Permission.CLOSE_MONTH))
        self._page_frame.buttons.addWidget(self.print_button)
        self._page_frame.buttons.addWidget(self.save_button)
        self.choices.add("month", _("Month"), [])
        kinds = [Choice(COMMITTEE, _("The month, for the committee")), Choice(SUPPORT, _("Support alone"))]
        self.choices.add("report", _("Report"), kinds)
        self.choices.add("site", _("Site"), [Choice(ALL, _("All sites"))])
        self.choices.add("language", _("Language"), [Choice("en", "English"), Choice("es", "Español")])
        self.choices.add("paper", _("Paper"), [Choice(Paper.LETTER, _("Letter")), Choice(Paper.A4, _("A4"))])
        self.choices.choose("language", wording.language())
        self.choices.changed.connect(self.build)
        self._about = note("")
        self.preview = PagePreview(desk.runner)
        self._stopped = EmptyState(
            _("No report is shown"),
            _("Choose a month above, or build the selected one."),
            Icon.REPORTS,
            _("Build the report"),
            self.build,
        )
        self._stack = OneInFront(self._waiting(), self.preview, self._stopped)
        self._stack.setMinimumHeight(px(160 if is_roomy() else 60))  # the pages scroll: a low window shows them too
        self._page_frame.add(self._about)
        self._page_frame.body.addWidget(self._stack, 1)
        self._show_state(building=False)

    def open(self, argument: object) -> None:
        self._asks_to_close = argument == CLOSE_MONTHS
        kind = SUPPORT if argument == SUPPORT else COMMITTEE
        self.choices.blockSignals(True)
        self.choices.choose("report", kind)
        self.choices.blockSignals(False)
        self._asked_for = argument if isinstance(argument, str) and argument not in (SUPPORT, CLOSE_MONTHS) else None
        self._site_asked_for = None
        if isinstance(argument, tuple):
            self._asked_for, self._site_asked_for = argument[0], argument[1] or ALL
        self.desk.runner.run(asked(_read_choices), owner=self, then=self._offer)

    def first_focus(self) -> QWidget | None:
        return self.preview if self._report else self.choices.box("month")

    def offers(self, command: PageCommand) -> bool:
        return self._report is not None if command in ("print_paper", "export") else super().offers(command)

    def print_paper(self) -> None:
        """Straight to the printer: the pages are already on the screen."""
        if self._printout is not None:
            self._printout.print()

    def narrow(self) -> None:
        self.choices.box("month").setFocus()

    def _waiting(self) -> QWidget:
        child = QWidget()
        self._busy = BusyLine()
        self._stop = Button(_("Stop"), "quiet", Icon.CLOSE, self.stop)
        layout = QVBoxLayout(child)
        layout.addStretch(1)
        layout.addLayout(row(None, text_label(_("Writing the pages …"), "heading"), None))
        layout.addLayout(row(None, self._stop, None))
        layout.addWidget(self._busy)
        layout.addStretch(2)
        return child

    def _offer(self, found: "tuple[tuple[str, ...], tuple[Site, ...]]") -> None:
        offered, sites = found
        first = not self.choices.code("month")
        self.choices.offer("month", [Choice(month, self._month_text(month, offered[0])) for month in offered])
        seen = sites_within_reach(self.desk, Permission.EXPORT_DEIDENTIFIED, sites)
        self.choices.offer("site", [Choice(ALL, _("All sites")), *(Choice(site.id, site.name) for site in seen)])
        self.choices.show_choice("site", len(seen) > 1)
        asked_for = self._asked_for or (offered[min(1, len(offered) - 1)] if first else None)
        before = self._shown
        self.choices.blockSignals(True)
        self.choices.choose("month", asked_for)
        self.choices.choose("site", self._site_asked_for)
        self.choices.blockSignals(False)
        self._asked_for = self._site_asked_for = None
        if self._report is None or before != self._chosen():
            self.build()
        if self._asks_to_close:
            self._asks_to_close = False
            self.ask_to_close()

    @Slot()
    def ask_to_close(self) -> None:
        """Ask which of the months that are over are closed now."""
        self.desk.runner.run(asked(_read_open_months), owner=self, then=self._close_which)

    def _close_which(self, found: "tuple[tuple[OpenMonth, ...], tuple[Site, ...]]") -> None:
        open_months, sites = found
        if any(one.may_close for one in open_months):
            CloseMonths(self.desk, self, open_months, {site.id: site.name for site in sites}, self._closed).open()
        elif open_months:
            first = open_months[0]
            self.desk.messages.tell(
                _("{month} can be closed from {day} on: until then late reports and visits belong to it.").format(
                    month=period_name(first.month), day=day_text(first.closes_on)
                )
            )
        else:
            self.desk.messages.tell(_("Every month that is over is closed."))

    def _closed(self, closed: tuple[ClosedMonth, ...]) -> None:
        n = len(closed)
        if n == 1:
            told = _("{month} is closed. Its report stays as it is.").format(month=period_name(closed[0].month))
        else:
            told = ngettext(
                "{n} month is closed. Its report stays as it is.",
                "{n} months are closed. Their reports stay as they are.",
                n,
            ).format(n=n)
        self.desk.messages.tell(told)
        self.build()

    def _chosen(self) -> tuple[object, ...]:
        """Which report is asked for."""
        return tuple(self.choices.code(name) for name in ("report", "month", "site"))

    def _month_text(self, month: str, present: str) -> str:
        name = period_name(month)
        return _("{month} so far").format(month=name) if month == present else name

    @Slot()
    def build(self) -> None:
        """Build what is chosen and show it."""
        _kind, month, site = self._chosen()
        if not isinstance(month, str):
            return
        self._round += 1
        self._report, self._shown = None, self._chosen()
        self.preview.forget()
        self._show_state(building=True)
        at = site if isinstance(site, UUID) else None
        language, paper = str(self.choices.code("language")), Paper(str(self.choices.code("paper")))
        shown = PaperAct.SHOWN
        if self._is_on_support:
            question = asked(print_promises, month, at, for_committee=True, language=language, paper=paper, act=shown)
        else:
            question = asked(print_monthly_report, month, at, language=language, paper=paper, act=shown)
        self.desk.runner.run(
            question,
            owner=self,
            then=partial(self._built, self._round),
            otherwise=partial(self._refused, self._round),
            long=True,
        )

    @Slot()
    def stop(self) -> None:
        """Show no report; one that is still being made is dropped."""
        self._round += 1
        self._show_state(building=False)

    def _built(self, round_: int, report: PrintedReport) -> None:
        if round_ == self._round:
            pages = partial(open_pages, report.pdf)
            self.desk.runner.call(pages, owner=self, then=partial(self._opened, round_, report), long=True)

    def _opened(self, round_: int, report: PrintedReport, pages: PdfPages) -> None:
        if round_ != self._round:
            return
        had_focus = self._stop.hasFocus()
        self._report = report
        self._printout = self._printout_of(report, pages)
        self.preview.show_pages(pages)
        self._show_state(building=False)
        if had_focus:
            self.preview.setFocus()

    def _printout_of(self, report: PrintedReport, pages: PdfPages) -> Printout:
        if self._printout is not None:
            self._printout.deleteLater()
        sizes = tuple((sheet.width, sheet.height) for sheet in pages.sheets)
        paper = Printable(report.pdf, sizes, self.suggested_name(), partial(_note, report, self._is_on_support))
        return Printout(paper, self.desk.runner, self.desk.messages, self)

    def _refused(self, round_: int, problem: Problem) -> None:
        if round_ == self._round:
            self._show_state(building=False)
            self.desk.messages.warn(problem_text(problem))

    def _show_state(self, *, building: bool) -> None:
        self._busy.show_busy(building)
        self._stack.bring_place(0 if building else 1 if self._report else 2)
        self.save_button.setEnabled(self._report is not None)
        self.print_button.setEnabled(self._report is not None)
        self.offers_changed.emit()
        self._about.setText(self._about_text())
        self._about.setVisible(is_roomy())  # the report says it too

    def _about_text(self) -> str:
        kept = _("Left out: descriptions, the names of staff, and the days, hours and desks of single incidents.")
        if self._report is None:
            return kept
        head = _("Head of the audit trail on every page: {head}.").format(head=self._report.audit_head)
        return f"{kept} {head}"

    @Slot()
    def export(self) -> None:
        """Ask where to, and save. The dialog asks before a file is replaced."""
        if self._printout is not None and self._report is not None:
            self._printout.save()

    def suggested_name(self) -> str:
        """A name that reveals nothing to strangers."""
        kind = "support-report" if self._is_on_support else "committee-report"
        return f"{kind}-{self._report.month}.pdf" if self._report else f"{kind}.pdf"

    @property
    def _is_on_support(self) -> bool:
        """Is the report on support alone chosen?"""
        return self.choices.code("report") == SUPPORT


def _note(report: PrintedReport, on_support: bool, act: PaperAct) -> Asked[object]:
    """The use case that audits that the report leaves the program."""
    record = record_promises if on_support else record_report
    question: Asked[object] = asked(record, report.month, report.site_id, act)
    return question


def _read_open_months(ctx: Context) -> tuple[tuple[OpenMonth, ...], tuple[Site, ...]]:
    return list_open_months(ctx), list_sites(ctx)


def _read_choices(ctx: Context) -> tuple[tuple[str, ...], tuple[Site, ...]]:
    return list_report_months(ctx), list_sites(ctx)
