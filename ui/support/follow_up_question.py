"""The check with one person: questions to ask; only the result, and what was offered, is saved."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.errors import Problem
from incident_tracker.domain.support.follow_ups import FollowUp, FollowUpOutcome
from incident_tracker.domain.support.guided_steps import CHECK_IN, FOLLOW_UP_QUESTIONS
from incident_tracker.domain.support.offers import OfferKind
from incident_tracker.domain.support.windows import SupportStep
from incident_tracker.wording import _, translated
from ui.support.support_names import outcome_choices
from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.dialogs import Question
from ui.widgets.form import Form
from ui.widgets.guidance import Guidance
from ui.widgets.term_picker import TermPicker


class FollowUpQuestion(Question):
    """Signals: `answered(FollowUp, FollowUpOutcome, tuple of OfferKind)` when the result was chosen."""

    answered = Signal(object, object, object)

    def __init__(self, parent: QWidget, follow_up: FollowUp, name: str, offers: Sequence[Choice]) -> None:
        """`offers` are the kinds of support that were not offered to the person yet."""
        super().__init__(
            parent,
            _("Speak with {name}").format(name=name),
            _("In private and in paid time. The answers stay between you; the program keeps only what came of it."),
            _("Keep this"),
            width=560,
        )
        self._follow_up = follow_up
        first = follow_up.step is SupportStep.CHECK_IN
        prompts = [prompt for step in CHECK_IN for prompt in step.prompts] if first else list(FOLLOW_UP_QUESTIONS)
        self.body.addWidget(Guidance(_("You might ask"), [translated(prompt) for prompt in prompts]))
        self.outcome = ChoiceChips(_("Result"), outcome_choices())
        self.form = Form()
        help_text = _("Being well and not wanting to talk both count as answered.")
        self.form.add("outcome", _("&What was the result?"), self.outcome, help_text)
        self.offered = TermPicker(_("What you offered"), offers, several=True)
        if offers:
            self.form.add("offered", _("What you &offered"), self.offered, optional=True)
        self.body.addWidget(self.form)
        self.verb.clicked.disconnect()
        self.verb.clicked.connect(self._keep)

    def refused(self, problem: Problem) -> bool:
        """Say at the field what was refused; False if it is not about a field here."""
        return self.form.show_problem(problem)

    @Slot()
    def _keep(self) -> None:
        outcome = self.outcome.code()
        if not isinstance(outcome, FollowUpOutcome):
            self.form.show_message("outcome", _("Please choose one; every answer is fine."))
            return
        kinds = tuple(OfferKind(str(code)) for code in self.offered.codes())
        self.answered.emit(self._follow_up, outcome, kinds)
