""" "This month": what the committee decides on, from the very report that it can also read on paper."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import assert_never
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from incident_tracker import wording
from incident_tracker.charts.layout import ChartText, Size
from incident_tracker.charts.scene import Scene
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.errors import Problem
from incident_tracker.ports.context import Area, Context
from incident_tracker.reports.month_figures import month_figures, month_finding
from incident_tracker.reports.month_meeting import (
    ToDecide,
    Topic,
    decisions,
    main_causes,
    support_lines,
)
from incident_tracker.reports.month_scenes import count_scene, ranked_causes_scene
from incident_tracker.reports.month_standing import month_standing_text
from incident_tracker.reports.monthly import MonthlyReport
from incident_tracker.reports.printed import report_month_text
from incident_tracker.usecases.clinic.sites import list_sites
from incident_tracker.usecases.oversight.monthly_report import list_report_months, read_month
from incident_tracker.wording import _, problem_text
from ui.icons import Icon
from ui.oversight.meeting_view import MeetingView
from ui.oversight.month_bar import MonthBar
from ui.oversight.month_cards import DecisionsCard, FigureCard, SupportCard
from ui.oversight.month_layout import FIGURES, MonthLayout
from ui.oversight.reach import sites_within_reach
from ui.page import Page, PageDesk
from ui.runner import asked
from ui.theme.spacing import px
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.chart_view import ChartView
from ui.widgets.layout import Card, PageFrame, frame, row
from ui.widgets.text import note, text_label


@dataclass(frozen=True)
class _Month:
    """A month's report, and what else can be asked for."""

    offered: tuple[str, ...]
    sites: tuple[Site, ...]
    month: str
    report: MonthlyReport


class MonthPage(Page):
    """One screen for one month. `open("2026-03")` asks for another month than the last whole one."""

    areas = frozenset(
        {Area.INCIDENTS, Area.SUPPORT, Area.ACTIONS, Area.ANALYSES, Area.DENOMINATORS, Area.REPORTS, Area.CLINIC},
    )

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.report: MonthlyReport | None = None
        self._round = 0
        self._month: str | None = None
        self.bar = MonthBar()
        self.bar.changed.connect(self._choose)
        self._frame = frame(self, PageFrame(_("This month"), "", scrolls=False, tools=self.bar))
        self.meeting = Button(_("Mee&ting"), "", Icon.START, self.show_meeting)
        self.paper = Button(_("&Report"), "primary", Icon.REPORTS, self._open_report)
        self._frame.buttons.addWidget(self.meeting)
        self._frame.buttons.addWidget(self.paper)
        self.figures = tuple(FigureCard() for _figure in range(FIGURES))
        self.decisions = DecisionsCard(self._place_of)
        self.support = SupportCard()
        self._whole = QWidget()
        self.standing = text_label("", "small", wraps=True)
        self._frame.add(self.standing)
        layout = MonthLayout(self._whole, px(8))
        for part in (*self.figures, self._course(), self.decisions, self._behind(), self.support):
            layout.addWidget(part)
        self._frame.body.addWidget(self._whole, 1)
        self._show_whether_known()

    def open(self, argument: object) -> None:
        if isinstance(argument, str):
            self._month = argument
        self.refresh()

    def refresh(self) -> None:
        self._round += 1
        self.desk.runner.run(
            asked(_read, self._month, self.bar.site_id, wording.language()),
            owner=self,
            then=partial(self._show, self._round),
            otherwise=self._refused,
            long=True,
        )

    def first_focus(self) -> QWidget | None:
        return self.bar.month

    def narrow(self) -> None:
        self.bar.month.setFocus()

    def _course(self) -> Card:
        self.finding = text_label("", "label", wraps=True)
        self.course = ChartView(self._build_course)
        self.course.drill_down.connect(self._open_month)
        card = Card()
        card.setAccessibleName(_("Reports each month"))
        _tighten(card)
        card.body.addLayout(_headed(self.finding, self.course.switch))
        card.body.addWidget(self.course, 1)
        return card

    def _behind(self) -> Card:
        self.causes = ChartView(self._build_causes)
        self._period = text_label("", "small", wraps=True)
        self._no_causes = note(_("No factor was recorded in these months. They are added when a report is completed."))
        card = Card()
        card.setAccessibleName(_("What lay behind"))
        _tighten(card)
        card.body.addLayout(_headed(text_label(_("What lay behind"), "heading"), self.causes.switch))
        card.body.addWidget(self._period)
        card.body.addWidget(self._no_causes)
        card.body.addWidget(self.causes, 1)
        return card

    def _show(self, round_: int, found: _Month) -> None:
        if round_ != self._round:
            return  # another month was chosen meanwhile
        before, self.report = self.report, found.report
        self._month = found.month
        reach = sites_within_reach(self.desk, Permission.EXPORT_DEIDENTIFIED, found.sites)
        self.bar.offer(found.offered, reach, found.month)
        if before is not None and _same(before, found.report):
            return  # nothing is drawn again, and nothing moves
        self.standing.setText(month_standing_text(found.report))
        for card, figure in zip(self.figures, month_figures(found.report), strict=True):
            card.show_figure(figure)
        self.finding.setText(month_finding(found.report))
        for part in (self.course, self.course.switch):
            part.setVisible(found.report.counts.chart is not None)
        self.course.show_scene(self._build_course)
        behind = main_causes(found.report)
        self._period.setText(found.report.causes.period)
        self.causes.setVisible(bool(behind))
        self.causes.switch.setVisible(bool(behind))
        self._no_causes.setVisible(not behind)
        self.causes.show_scene(self._build_causes)
        self.decisions.show_decisions(decisions(found.report))
        self.support.show_support(support_lines(found.report))
        self._show_whether_known()
        if before is not None and before.month != found.report.month:
            announce(self, report_month_text(found.report))

    def _show_whether_known(self) -> None:
        known = self.report is not None
        self._whole.setVisible(known)
        self.standing.setVisible(known)
        self.meeting.setEnabled(known)
        self.paper.setEnabled(known)

    def _build_course(self, size: Size) -> Scene:
        report = self.report
        if report is None or report.counts.chart is None:
            return ranked_causes_scene((), ChartText(_("Reports each month"), headed=False), size)
        counts = report.counts
        words = ChartText(
            counts.chart_title, counts.chart_measure, month_finding(report), headed=False, concluded=False
        )
        return count_scene(report.counts.chart, words, size)

    def _build_causes(self, size: Size) -> Scene:
        found = main_causes(self.report) if self.report is not None else ()
        return ranked_causes_scene(found, ChartText(_("What lay behind"), headed=False), size)

    def _place_of(self, decision: ToDecide) -> Callable[[], object] | None:
        """What opens a decision, None where this person's role cannot do anything about it."""
        key, argument, permission = self._page_of(decision)
        return partial(self.open_requested.emit, key, argument) if self.desk.may(permission) else None

    def _page_of(self, decision: ToDecide) -> tuple[str, object, Permission]:
        match decision.topic:
            case Topic.ACTION:
                return "actions", decision.id, Permission.COMPLETE_ACTION
            case Topic.ANALYSIS:
                return "analysis", decision.id, Permission.SEE_ANALYSES
            case Topic.VISITS:
                return "denominators", None, Permission.ENTER_DENOMINATORS
            case Topic.REPORTS:
                return "incidents", self._month, Permission.VIEW_INCIDENTS
        assert_never(decision.topic)

    @Slot()
    def _choose(self) -> None:
        self._month = self.bar.chosen
        self.refresh()

    @Slot()
    def show_meeting(self) -> None:
        """Show the month on the whole screen, in large letters."""
        if self.report is not None:
            MeetingView(self.report, self.window()).show_whole()

    @Slot()
    def _open_report(self) -> None:
        self.open_requested.emit("reports", (self._month, self.bar.site_id))

    @Slot(str)
    def _open_month(self, month: str) -> None:
        if self.desk.may(Permission.VIEW_INCIDENTS):
            self.open_requested.emit("incidents", month)

    def _refused(self, problem: Problem) -> None:
        self.desk.messages.warn(problem_text(problem))


def _same(one: MonthlyReport, other: MonthlyReport) -> bool:
    """Do both say the same, but for when they were made?"""
    return replace(one, made_at=other.made_at, audit_head=other.audit_head) == other


def _tighten(card: Card) -> None:
    card.body.setContentsMargins(px(16), px(8), px(16), px(8))
    card.body.setSpacing(px(4))


def _headed(words: QLabel, button: Button) -> QHBoxLayout:
    """What a card begins with, and what turns its chart into a table."""
    head = row(words, button, gap=12)
    head.setStretch(0, 1)
    head.setAlignment(button, Qt.AlignmentFlag.AlignTop)
    return head


def _read(ctx: Context, wanted: str | None, site_id: UUID | None, language: str) -> _Month:
    offered = list_report_months(ctx)
    month = wanted if wanted in offered else offered[min(1, len(offered) - 1)]
    with wording.speaking(language):
        report = read_month(ctx, month, site_id)
    return _Month(offered, list_sites(ctx), month, report)
