"""Closing an analysis: what it still needs, each with a link; afterwards, when it was closed, and reopening."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from incident_tracker.domain.errors import Problem
from incident_tracker.domain.learning.actions import Action, only_weaker
from incident_tracker.domain.learning.analyses import Analysis, AnalysisStatus, gaps_before_closing
from incident_tracker.wording import _
from ui.icons import Icon
from ui.learning.growing_field import GrowingField
from ui.learning.section import Section
from ui.page import PageDesk
from ui.screen_text import day_text
from ui.theme.spacing import px
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.form import Form
from ui.widgets.layout import empty_out, row
from ui.widgets.text import Badge, text_label


class ClosingSection(Section):
    """Signals: `close_wanted()`, `reopen_wanted()`, `jump_wanted(field)` to what is missing."""

    fields = frozenset({"weaker_reason"})
    close_wanted = Signal()
    reopen_wanted = Signal()
    jump_wanted = Signal(str)

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("Close the analysis"), "", parent)
        self._analysis: Analysis | None = None
        self._actions: tuple[Action, ...] = ()
        self._needs: list[tuple[str, str, bool]] = []  # as they are shown, each with whether it is met
        self._say = text_label("", "note")
        self._list = QVBoxLayout()
        self._list.setSpacing(px(6))
        self._form = Form()
        self._reason = GrowingField(lines=2)
        self._reason.changed.connect(self._look_again)
        self._reason.changed.connect(self.tell_changed)
        self._form.add(
            "weaker_reason",
            _("Why nothing stronger is possible"),
            self._reason,
            _(
                "All actions are of the weaker kind, or there is none yet. A stronger one is better; "
                "if there is none, say why."
            ),
        )
        self._close = Button(_("Close the analysis"), "primary", Icon.DONE, self.close_wanted.emit)
        self._reopen = Button(_("Open it again"), "", Icon.UNDO, self.reopen_wanted.emit)
        self._reason_given = text_label("")
        self.add(self._say, self._list, self._form, self._reason_given, row(self._close, self._reopen, None))

    def show_analysis(self, analysis: Analysis) -> None:
        self._reason.show_text(analysis.weaker_reason)

    def written(self, analysis: Analysis) -> Analysis:
        return replace(analysis, weaker_reason=self._reason.text())

    def ask_to_save(self) -> None:
        """Say that what is typed has to be saved before the analysis is closed."""
        self._problem.setText(_("Please save or discard first what you typed. Ctrl+S saves it."))
        self._problem.show()
        announce(self, self._problem.text(), at_once=True)

    def show_state(self, analysis: Analysis, actions: Sequence[Action]) -> None:
        """Say what `analysis`, as it is on the screen, still needs."""
        self._analysis, self._actions = analysis, tuple(actions)
        self._look_again()

    def set_read_only(self, read_only: bool) -> None:
        """Only people who may analyze can close or reopen."""
        self.setVisible(not read_only)

    def show_problem(self, problem: Problem) -> bool:
        return self._form.show_problem(problem)

    def clear_problem(self) -> None:
        super().clear_problem()
        self._form.clear_problems()

    def go_here(self) -> None:
        (self._reason if self._form.isVisibleTo(self) else self._close).setFocus()

    def _look_again(self) -> None:
        analysis = self._analysis
        if analysis is None:
            return
        closed = analysis.status is AnalysisStatus.CLOSED
        self._close.setVisible(not closed)
        self._reopen.setVisible(closed)
        self._reason_given.setVisible(closed and bool(analysis.weaker_reason))
        reason = _("Why nothing stronger was possible: {reason}")
        self._reason_given.setText(reason.format(reason=analysis.weaker_reason))
        self._form.setVisible(not closed and only_weaker(self._actions))
        gaps = gaps_before_closing(analysis, self._actions, self._reason.text())
        missing = {gap.field for gap in gaps}
        needs = [] if closed else [(field, text, field not in missing) for field, text in _needs()]
        if needs != self._needs:
            self._needs = needs
            empty_out(self._list)
            for need in needs:
                self._list.addWidget(self._need(*need))
        if closed and analysis.closed_at:
            day = day_text(analysis.closed_at.astimezone(self.desk.zone).date())
            self._say.setText(_("Closed on {day}. Its actions go on in the plan.").format(day=day))
            return
        self._say.setText(
            _("Nothing is missing. Closing keeps it as it is; you can open it again.")
            if not gaps
            else _("An analysis needs four things. You can do the open ones now, or another day.")
        )

    def _need(self, field: str, text: str, met: bool) -> QWidget:
        line = QWidget()
        badge = Badge(_("There") if met else _("Still open"), "good" if met else "notice")
        jump = Button(_("Go there"), "small", Icon.UP, partial(self.jump_wanted.emit, field))
        jump.setAccessibleName(_("Go to: {need}").format(need=text))
        if met:
            jump.hide()
        inner = row(badge, text_label(text), jump, gap=12)
        inner.setStretch(1, 1)
        line.setLayout(inner)
        return line


def _needs() -> tuple[tuple[str, str], ...]:
    return (
        ("factors", _("A factor within our clinic")),
        ("statement", _("A causal statement with all three parts")),
        ("equity_view", _("An answer to the question of equity")),
        ("weaker_reason", _("An action that is more than weaker, or the reason why there is none")),
    )
