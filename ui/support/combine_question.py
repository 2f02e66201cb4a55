"""One debrief for two incidents: asked of each person first, and told what it means for the time."""

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.wording import _
from ui.support.support_names import SupportNames
from ui.widgets.dialogs import Question
from ui.widgets.text import text_label
from ui.widgets.tick_box import TickBox


class CombineQuestion(Question):
    """Signals: `agreed(tuple)` with the ids of those who said that one debrief may serve both."""

    agreed = Signal(object)

    def __init__(self, parent: QWidget, persons: Iterable[UUID], names: SupportNames) -> None:
        super().__init__(
            parent,
            _("One debrief for both?"),
            _("The stricter limit and the longer time count. Tick only what you heard from them."),
            _("Combine"),
        )
        self.ticks = {
            person: TickBox(_("{name} agrees to one debrief for both").format(name=names.person(person)))
            for person in persons
        }
        for tick in self.ticks.values():
            self.body.addWidget(tick)
        self._problem = text_label("", "error")
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.verb.clicked.disconnect()
        self.verb.clicked.connect(self._combine)

    @Slot()
    def _combine(self) -> None:
        if not all(tick.isChecked() for tick in self.ticks.values()):
            self._problem.setText(_("Each person has to agree to one debrief for both. Please ask all of them first."))
            self._problem.show()
            return
        self.agreed.emit(tuple(self.ticks))
        self.accept()
