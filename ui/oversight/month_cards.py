"""The cards of "This month": a figure with its verdict, what to decide, support owed and given."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import assert_never

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from incident_tracker.reports.month_figures import FigureVerdict, MonthFigure, verdict_text
from incident_tracker.reports.month_meeting import SupportLine, ToDecide, Topic
from incident_tracker.wording import _, ngettext
from ui.icons import Icon
from ui.oversight.today_line import TodayLine
from ui.theme.spacing import is_roomy, px
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import flowing
from ui.widgets.layout import Card, column, empty_out
from ui.widgets.text import Badge, note, text_label

MOST_SHOWN = 3
"""So many decisions are shown before someone asks for all of them."""


def verdict_tone(verdict: FigureVerdict) -> str:
    """The tone of its badge; the word carries the meaning."""
    match verdict:
        case FigureVerdict.USUAL | FigureVerdict.ON_TIME:
            return "good"
        case FigureVerdict.LOOK | FigureVerdict.DECIDE:
            return "notice"
        case FigureVerdict.GROWING:
            return "accent"
        case (
            FigureVerdict.NOTHING_DUE
            | FigureVerdict.TOO_EARLY
            | FigureVerdict.NOT_OVER
            | FigureVerdict.WHOLE_YEAR
            | FigureVerdict.UNKNOWN
        ):
            return ""
    assert_never(verdict)


def topic_icon(topic: Topic) -> Icon:
    """The icon of what is to be decided."""
    match topic:
        case Topic.ACTION:
            return Icon.ACTIONS
        case Topic.ANALYSIS:
            return Icon.ANALYSES
        case Topic.VISITS:
            return Icon.DENOMINATORS
        case Topic.REPORTS:
            return Icon.INCIDENTS
    assert_never(topic)


class FigureCard(QFrame):
    """One figure: how many, of what, one more fact, and the verdict in a word. A screen reader hears it as a whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._value = text_label("", "title")
        self._value.setWordWrap(False)
        self._badge = Badge("")
        self._caption = text_label("", "label", wraps=True)
        self._detail = text_label("", "small", wraps=True)
        head = flowing(self._value, self._badge, gap=px(10), centered=True)
        self.setLayout(column(head, self._caption, self._detail, None, gap=2))
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(px(16), px(8), px(12), px(8))

    def show_figure(self, figure: MonthFigure) -> None:
        """Show this figure."""
        self._value.setText(figure.value)
        self._badge.say(verdict_text(figure.verdict), verdict_tone(figure.verdict))
        self._caption.setText(figure.caption)
        self._detail.setText(figure.detail)
        self.setAccessibleName(f"{figure.value} {figure.caption}: {verdict_text(figure.verdict)}")
        self.setAccessibleDescription(figure.detail)


class DecisionsCard(Card):
    """What waits for the committee, each line a button that leads there; only a few until someone asks for all.

    `place_of` gives what opens a decision, None where this person cannot do anything about it.
    """

    def __init__(self, place_of: Callable[[ToDecide], Callable[[], object] | None]) -> None:
        super().__init__(_("Decisions for this meeting"))
        self.body.setContentsMargins(px(16), px(8), px(16), px(8))
        self.body.setSpacing(px(4))
        self._place_of = place_of
        self._shown: tuple[ToDecide, ...] = ()
        self._all = False
        self.lines: list[TodayLine] = []
        self._lines = column(gap=0)
        self.add(self._lines)

    def show_decisions(self, found: Sequence[ToDecide]) -> None:
        """Show these."""
        if tuple(found) != self._shown:
            self._all = False
        self._shown = tuple(found)
        self._fill()

    def show_all(self) -> None:
        """Show those that were left out, and go to the first of them."""
        self._all = True
        self._fill()
        if len(self.lines) > MOST_SHOWN:
            self.lines[MOST_SHOWN].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        empty_out(self._lines)
        self.lines = []
        shown = self._shown if self._all else self._shown[:MOST_SHOWN]
        for one in shown:
            act = self._place_of(one)
            widget: QWidget
            if act is None:
                widget = _Told(one)
            else:
                widget = TodayLine(topic_icon(one.topic), one.what, one.detail, "", act, low=True)
                self.lines.append(widget)
            self._lines.addWidget(widget)
            widget.show()
        if not shown:
            self._lines.addWidget(
                note(_("Nothing is waiting for a decision. Actions and analyses that need one appear here."))
            )
        more = len(self._shown) - len(shown)
        if more:
            words = ngettext("Show {n} more", "Show {n} more", more).format(n=more)
            self._lines.addWidget(Button(words, "quiet", Icon.DOWN, partial(self.show_all)), 0)


class _Told(QWidget):
    """A decision that someone else's role can act on."""

    def __init__(self, decision: ToDecide) -> None:
        super().__init__()
        layout = column(text_label(decision.what, "label", wraps=True), note(decision.detail), gap=2)
        layout.setContentsMargins(px(12), px(4), px(12), px(4))
        self.setLayout(layout)


class SupportCard(Card):
    """How often each promise was kept."""

    def __init__(self) -> None:
        super().__init__(_("Support owed and given"))
        self.body.setContentsMargins(px(16), px(8), px(16), px(8))
        self.body.setSpacing(px(6))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(2))
        self._grid.setColumnStretch(0, 1)
        self.add(self._grid)

    def show_support(self, lines: Sequence[SupportLine]) -> None:
        """Show these."""
        empty_out(self._grid)
        for place, line in enumerate(lines):
            value = text_label(line.value, "strong", wraps=True)
            value.setWordWrap(not is_roomy())
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text_label(line.label, "small", wraps=True), place, 0)
            self._grid.addWidget(value, place, 1)
        if not lines:
            self._grid.addWidget(note(_("No support is recorded for the incidents of this month.")), 0, 0)
