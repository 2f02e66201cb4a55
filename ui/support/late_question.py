"""Why support came after its limit: asked when it does, and never of the person it is for."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from incident_tracker.domain.errors import Problem, Refused
from incident_tracker.domain.support.lateness import LONGEST_WORDS, Lateness, LateReason, accept_lateness
from incident_tracker.labels.support.lateness import late_reason_text
from incident_tracker.wording import _
from ui.widgets.dialogs import Question
from ui.widgets.form import Form


class LateQuestion(Question):
    """Signals: `chosen(Lateness)`."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            _("Why it comes late"),
            _("Its limit has passed. The reason helps the clinic to be in time. Do not ask the person for one."),
            _("Keep the reason"),
            width=560,
        )
        self.reason = QComboBox()
        self.reason.addItem(_("Choose a reason"), None)
        for one in LateReason:
            self.reason.addItem(late_reason_text(one), one.value)
        self.words = QLineEdit()
        self.words.setMaxLength(LONGEST_WORDS)
        self.form = Form()
        self.form.add("late", _("&Reason"), self.reason)
        self.form.add("late_words", _("In your own &words"), self.words, _("No names, please."), optional=True)
        self.body.addWidget(self.form)
        self.verb.clicked.disconnect()
        self.verb.clicked.connect(self._keep)

    @Slot()
    def _keep(self) -> None:
        self.form.clear_problems()
        reason = self.reason.currentData()
        if reason is None:
            self.form.show_message("late", _("Please choose a reason."))
            return
        try:
            late = accept_lateness(Lateness(LateReason(reason), self.words.text()))
        except Refused as refused:
            self.form.show_problem(refused)
            return
        self.chosen.emit(late)
        self.accept()


def asks_why(parent: QWidget, problem: Problem, again: Callable[[Lateness], object]) -> bool:
    """Ask for the reason and then do it `again` with it, where that is what was refused; False for another problem."""
    if not isinstance(problem, Refused) or problem.field != "late":
        return False
    question = LateQuestion(parent)
    question.chosen.connect(again)
    question.open()
    return True
