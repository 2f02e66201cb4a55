"""What an analysis is about: its question, the incidents it looks at, and what was learned in their debriefs."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from incident_tracker.domain.learning.analyses import Analysis
from incident_tracker.domain.support.learning_items import LearningItem
from incident_tracker.usecases.learning.analyses import LookedAt
from incident_tracker.wording import _
from ui.icons import Icon
from ui.learning.growing_field import GrowingField
from ui.learning.learning_text import joined
from ui.learning.section import Section, beside
from ui.page import PageDesk
from ui.screen_text import moment_text
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import flowing
from ui.widgets.layout import Hairline, column, empty_out, row
from ui.widgets.text import text_label

_SHOWN = 8


class SubjectSection(Section):
    """The question, and links to the incidents. Signals: `incident_wanted(id)`."""

    fields = frozenset({"question", "incidents"})
    incident_wanted = Signal(object)

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("The question"), "", parent)
        hint = _("Why do Mondays at check-in end in shouting?")
        self.question = GrowingField(_("The question of this analysis"), hint)
        self.question.changed.connect(self.tell_changed)
        self._incidents: tuple[LookedAt, ...] = ()
        self._all_shown = False
        self._caption = text_label(_("Incidents"), "label")
        self._list = QVBoxLayout()
        self._list.setSpacing(px(2))
        self._more = Button("", "small", Icon.DOWN, self._show_all)
        self.add(self.question, self._caption, self._list, row(self._more, None))

    def show_analysis(self, analysis: Analysis) -> None:
        self.question.show_text(analysis.question)

    def show_incidents(self, incidents: tuple[LookedAt, ...]) -> None:
        """Show the incidents as links, newest first; none for people who may not know about them."""
        self._incidents = tuple(sorted(incidents, key=_moment, reverse=True))
        self._place()

    def written(self, analysis: Analysis) -> Analysis:
        return replace(analysis, question=self.question.text())

    def set_read_only(self, read_only: bool) -> None:
        self.question.setReadOnly(read_only)

    def go_here(self) -> None:
        self.question.setFocus()

    @Slot()
    def _show_all(self) -> None:
        self._all_shown = True
        self._place()

    def _place(self) -> None:
        empty_out(self._list)
        shown = self._incidents if self._all_shown else self._incidents[:_SHOWN]
        for incident in shown:
            text = joined(
                (
                    moment_text(incident.occurred_at, self.desk.zone),
                    self.clinic.label("kind", incident.kind),
                    _("level {number}").format(number=int(incident.severity)),
                    self.clinic.label("channel", incident.channel),
                )
            )
            link = Button(incident.ref, "row", Icon.INCIDENTS, partial(self._open, incident))
            link.setMinimumWidth(px(170))  # references differ in width; what follows them is aligned
            link.setAccessibleName(_("Open incident {ref}").format(ref=incident.ref))
            link.setAccessibleDescription(text)
            line = beside(link, text_label(text))
            line.setStretch(1, 1)
            self._list.addLayout(line)
        left = len(self._incidents) - len(shown)
        self._caption.setVisible(bool(self._incidents))
        self._more.setText(_("Show {n} more").format(n=left))
        self._more.setVisible(left > 0)

    def _open(self, incident: LookedAt) -> None:
        self.incident_wanted.emit(incident.id)


class LearningPoints(QWidget):
    """What was learned in debriefs, to use here. Signals: `factor_wanted(code)`, `action_wanted(LearningItem)`."""

    factor_wanted = Signal(str)
    action_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = QVBoxLayout()
        self._list.setSpacing(px(8))
        self.setLayout(column(Hairline(), text_label(_("Learned in the debriefs"), "label"), self._list, gap=10))
        self.hide()

    def show_items(self, items: Sequence[LearningItem], factor_label: dict[str, str]) -> None:
        """Show what was learned in the debriefs; hidden if there is nothing."""
        empty_out(self._list)
        for item in items:
            text = text_label(item.text)
            factor = text_label(factor_label.get(item.factor, item.factor), "note")
            take = Button(_("Take over as a factor"), "small", Icon.NEW, partial(self.factor_wanted.emit, item.factor))
            take.setAccessibleName(_("Take over as a factor: {text}").format(text=item.text))
            make = Button(_("Make it an action"), "small", Icon.ACTIONS, partial(self._ask_action, item))
            make.setAccessibleName(_("Make it an action: {text}").format(text=item.text))
            line = QWidget()
            inner = beside(column(text, factor, gap=2), flowing(take, make, gap=8))
            inner.setStretch(0, 1)
            line.setLayout(inner)
            self._list.addWidget(line)
        self.setVisible(bool(items))

    def _ask_action(self, item: LearningItem) -> None:
        self.action_wanted.emit(item)


def _moment(incident: LookedAt) -> float:
    return incident.occurred_at.timestamp()
