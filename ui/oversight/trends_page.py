"""A question about reports over time, its charts, and what they say in words."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.charts.control_chart_scene import control_chart_scene
from incident_tracker.charts.heat_map_scene import heat_map_scene, week_map
from incident_tracker.charts.layout import ChartText, Size
from incident_tracker.charts.pareto_scene import Category, pareto_scene
from incident_tracker.charts.period_labels import period_name
from incident_tracker.charts.scene import Scene
from incident_tracker.domain.capture.moments import month_of
from incident_tracker.domain.capture.tallies import Aspect
from incident_tracker.domain.clinic.access import Permission, Scope, grant
from incident_tracker.domain.errors import Problem
from incident_tracker.domain.oversight import months
from incident_tracker.ports.context import Area
from incident_tracker.reports.list_sheet import ListOnPaper, PaperChart
from incident_tracker.statistics.chart_choice import ChoiceReason
from incident_tracker.statistics.chart_results import ControlChart
from incident_tracker.statistics.heat import Heat
from incident_tracker.statistics.interval_sentences import heat_sentence
from incident_tracker.statistics.pareto import Pareto, pareto
from incident_tracker.usecases.oversight.list_paper import ListKind, draw_list
from incident_tracker.usecases.oversight.trends import Trend, show_pareto, show_trend, show_week
from incident_tracker.wording import _, problem_text
from ui.clinic_choices import ClinicChoices, read_clinic
from ui.icons import Icon
from ui.oversight.reach import sites_within_reach
from ui.oversight.trend_choices import TrendChoices, behind_point
from ui.oversight.trend_text import (
    build_up_text,
    causes_text,
    freeze_text,
    measure_text,
    missing_text,
    provisional_text,
    reason_text,
    total_text,
)
from ui.page import Page, PageCommand, PageDesk
from ui.paper.list_file import note_list
from ui.paper.to_paper import ToPaper
from ui.runner import asked
from ui.theme.spacing import is_roomy, px
from ui.widgets.buttons import Button
from ui.widgets.chart_view import ChartView
from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import Card, PageFrame, column, frame, row
from ui.widgets.text import note

RUN, CONTROL = "run", "control"
PAPER_WIDTH, PAPER_HEIGHT = 500, 260
"""Points that a chart is laid out for on paper."""
CAUSES_OVER = 12
"""Causes and hours are counted over this many months: one month is usually too few."""


class TrendsPage(Page):
    """Reports over time as a control chart or run chart, their causes, and when in the week they came."""

    areas = frozenset({Area.INCIDENTS, Area.DENOMINATORS})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._trend: Trend | None = None
        self._pareto: Pareto | None = None
        self._heat: Heat | None = None
        self._names = ClinicChoices()
        self._kind_is_own = False
        self._named = grant(desk.actor.role, Permission.SEE_TRENDS).scope is not Scope.DEIDENTIFIED
        note_text = _("Reports, not incidents: more reports often mean that people report more.")
        self._frame = frame(self, PageFrame(_("Trends"), note_text, widest=1120))
        self._to_paper = ToPaper(_("Trends"), self)
        self.choices = TrendChoices(one_at_a_time=not self._named)
        self.choices.changed.connect(self._ask)
        self._empty = EmptyState(
            _("Nothing has been reported in this period"),
            _("Once there are reports, a chart appears here, with a sentence that says what it means."),
            Icon.TRENDS,
        )
        self._frame.add(self.choices, self._course(), self._causes(), self._week(), self._empty)
        self._show_parts(reported=None)

    def refresh(self) -> None:
        self.desk.runner.run(asked(read_clinic), owner=self, then=self._name)

    def offers(self, command: PageCommand) -> bool:
        if command == "print_paper":
            return self._trend is not None and self._trend.chart is not None
        return super().offers(command)

    def print_paper(self) -> None:
        size = Size(PAPER_WIDTH, PAPER_HEIGHT)
        course = self._build_course(size, on_paper=True)
        charts = [PaperChart(_("Reports each month"), self._reason.text(), course)]
        if self._pareto is not None:
            causes = self._build_causes(size, on_paper=True)
            charts.append(PaperChart(_("Causes and triggers"), self._recent_text(), causes))
        if self._heat is not None:
            week = self._build_week(size, on_paper=True)
            charts.append(PaperChart(_("When in the week"), self._recent_text(), week))
        shown = ListOnPaper(_("Trends"), (), (), 0, tuple(charts))
        note_act = partial(note_list, ListKind.TRENDS, len(charts))
        self._to_paper.show(asked(draw_list, ListKind.TRENDS, shown), "trends.pdf", note_act)

    def first_focus(self) -> QWidget | None:
        return self.choices.box("period")  # at the top: the chart would pull the page down to itself

    def narrow(self) -> None:
        self.choices.box("period").setFocus()

    def _course(self) -> Card:
        self.kind = ChoiceChips(
            _("Kind of chart"),
            [Choice(CONTROL, _("Control chart")), Choice(RUN, _("Run chart"))],
            numbered=False,
        )
        self.kind.choose(CONTROL)
        self.kind.changed.connect(self._choose_kind)
        self._reason = note("")
        self.course = ChartView(self._build_course)
        self.course.setMinimumHeight(px(400))
        self.course.drill_down.connect(self._open_month)
        self._build_up = note("")
        self._enter = Button(_("Enter visits and hours"), "quiet", Icon.DENOMINATORS, self._open_denominators)
        self._course_card = Card(_("Reports each month"))
        opens = note(
            _("Enter or a double click on a month opens its incidents.")
            if self._named
            else _("Enter or a double click on a month opens the incidents of level 3 or more of its quarter.")
        )
        top = row(self.kind, None, self.course.switch) if is_roomy() else column(self.kind, self.course.switch)
        self._course_card.add(
            self.course.finding, self._reason, top, row(self._enter, None), self.course, opens, self._build_up
        )
        return self._course_card

    def _causes(self) -> Card:
        self.aspect = ChoiceChips(
            _("Causes and triggers"),
            [
                Choice(Aspect.FACTOR, _("Contributing factors")),
                Choice(Aspect.TRIGGER, _("Triggers")),
                Choice(Aspect.TECHNIQUE, _("What was tried")),
                Choice(Aspect.WARNING_SIGN, _("Warning signs")),
                Choice(Aspect.IDENTITY_ABUSE, _("Abuse aimed at who someone is")),
                Choice(Aspect.OUTCOME, _("How it ended")),
            ],
            numbered=False,
        )
        self.aspect.choose(Aspect.FACTOR)
        self.aspect.changed.connect(self._ask_causes)
        self._causes_period = note("")
        self.causes = ChartView(self._build_causes)
        self._no_causes = note(_("Nothing of this kind was recorded in these months."))
        self._causes_card = Card(_("Causes and triggers"))
        self._causes_card.add(self.causes.finding, self._causes_period, self.aspect, self.causes, self._no_causes)
        return self._causes_card

    def _week(self) -> Card:
        self._week_period = note("")
        self.week = ChartView(self._build_week)
        self.week.setMinimumHeight(px(300))
        self._week_card = Card(_("When in the week"))
        self._week_card.add(self.week.finding, self._week_period, self.week)
        return self._week_card

    def _name(self, names: ClinicChoices) -> None:
        self._names = names
        self.choices.offer_sites(sites_within_reach(self.desk, Permission.SEE_TRENDS, names.sites))
        self.choices.know_channels(frozenset(str(choice.code) for choice in names.choices("channel")))
        self._ask()

    @Slot()
    def _ask(self) -> None:
        last = self._last_month()
        question = self.choices.question(last)
        run = self.desk.runner.run
        run(asked(show_trend, question), owner=self, then=self._show_trend, otherwise=self._refused, long=True)
        if self._named:
            week = asked(show_week, *self._recent(), self.choices.site_ids())
            run(week, owner=self, then=self._show_week, otherwise=self._refused, long=True)
        self._ask_causes()

    @Slot()
    def _ask_causes(self) -> None:
        aspect = self.aspect.code()
        if isinstance(aspect, Aspect):
            self.desk.runner.run(
                asked(show_pareto, aspect, *self._recent(), self.choices.site_ids()),
                owner=self,
                then=partial(self._show_pareto, aspect),
                otherwise=self._refused,
                long=True,
            )

    def _last_month(self) -> str:
        """The last whole month: the present one is still growing and would look like a fall."""
        return months.shift(month_of(self.desk.now().astimezone(self.desk.zone).date()), -1)

    def _recent(self) -> tuple[str, str]:
        last = self._last_month()
        return months.shift(last, 1 - CAUSES_OVER), last

    def _show_trend(self, trend: Trend) -> None:
        self._trend = trend
        self.offers_changed.emit()
        self._show_parts(reported=trend.chart is not None)
        if trend.chart is None:
            return
        if not self._kind_is_own and trend.choice is not None:
            self.kind.choose(RUN if trend.choice.reason is ChoiceReason.FEW_POINTS else CONTROL)
        can_enter = bool(missing_text(trend, self._names)) and self.desk.may(Permission.ENTER_DENOMINATORS)
        self._enter.setVisible(can_enter)
        self._build_up.setText(build_up_text(trend))
        self._build_up.setVisible(bool(self._build_up.text()))
        self._draw_course()

    def _show_pareto(self, aspect: Aspect, found: Pareto | None) -> None:
        if found is not None:  # in the reader's words, which the sentence below the bars quotes
            counts: dict[str, int] = {}
            for bar in found.bars:
                label = self._names.label(aspect.value, bar.label)
                counts[label] = counts.get(label, 0) + bar.count
            found = pareto(counts)
        self._pareto = found
        self._causes_period.setText(self._recent_text())
        self.causes.setVisible(found is not None)
        self.causes.finding.setVisible(found is not None)
        self._no_causes.setVisible(found is None)
        if found is not None:
            self.causes.setMinimumHeight(px(90 + 26 * len(found.bars)))
            self.causes.show_scene(self._build_causes)

    def _show_week(self, found: Heat | None) -> None:
        self._heat = found
        self._week_period.setText(self._recent_text())
        self._week_card.setVisible(found is not None and not self._course_card.isHidden())
        if found is not None:
            self.week.show_scene(self._build_week)

    def _show_parts(self, *, reported: bool | None) -> None:
        """None while nothing is known yet."""
        self._course_card.setVisible(bool(reported))
        self._causes_card.setVisible(bool(reported))
        self._week_card.setVisible(bool(reported) and self._heat is not None)
        self._empty.setVisible(reported is False)

    @Slot()
    def _choose_kind(self) -> None:
        self._kind_is_own = True
        self._draw_course()

    def _draw_course(self) -> None:
        trend = self._trend
        if trend is None or trend.chart is None:
            return
        why = reason_text(trend, self._names)
        if self.kind.code() == RUN:
            why = " ".join(
                filter(
                    None,
                    (
                        _("The figures and their median, and how long they stay on one side of it (run chart)."),
                        missing_text(trend, self._names),
                    ),
                )
            )
        parts = (f"{total_text(trend)}.", why, provisional_text(trend), freeze_text(trend))
        self._reason.setText(" ".join(filter(None, parts)))
        self.course.show_scene(self._build_course)

    def _chart(self) -> ControlChart | None:
        if self._trend is None:
            return None
        return self._trend.run if self.kind.code() == RUN else self._trend.chart

    def _build_course(self, size: Size, on_paper: bool = False) -> Scene:
        """On the screen the finding stands above the chart, on paper below it; so for the other two."""
        base = self._trend.base if self._trend else None
        chart = self._chart()
        heading = ChartText(_("Reports each month"), measure_text(base), headed=False, concluded=on_paper)
        return control_chart_scene(chart, heading, size) if chart else pareto_scene((), heading, size)

    def _build_causes(self, size: Size, on_paper: bool = False) -> Scene:
        found = self._pareto
        sentence, measure = causes_text(found) if found else "", _("reports that name it")
        heading = ChartText(_("Causes and triggers"), measure, sentence, headed=False, concluded=on_paper)
        return pareto_scene([Category(bar.label, bar.count) for bar in found.bars] if found else (), heading, size)

    def _build_week(self, size: Size, on_paper: bool = False) -> Scene:
        if self._heat is None:
            return pareto_scene((), ChartText(_("When in the week"), headed=False), size)
        sentence = heat_sentence(self._heat)
        heading = ChartText(_("When in the week"), _("reports"), sentence, headed=False, concluded=on_paper)
        return heat_map_scene(week_map(self._heat), heading, size)

    def _recent_text(self) -> str:
        first, last = self._recent()
        return _("{first} to {last}, all levels and channels.").format(first=period_name(first), last=period_name(last))

    @Slot(str)
    def _open_month(self, month: str) -> None:
        if self._trend is None or not self._named:
            self.open_requested.emit("serious", month)
        else:
            self.open_requested.emit("incidents", behind_point(self._trend.question, month))

    @Slot()
    def _open_denominators(self) -> None:
        self.open_requested.emit("denominators", None)

    def _refused(self, problem: Problem) -> None:
        self.desk.messages.warn(problem_text(problem))
