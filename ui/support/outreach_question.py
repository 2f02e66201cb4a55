"""A talk with others after an incident: the words to say, and what came of it; only that is saved."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from incident_tracker.domain.errors import Problem
from incident_tracker.domain.support.outreach import (
    LONGEST_AGREEMENT,
    MOST_PEOPLE,
    OutreachKind,
    OutreachOutcome,
    outreach_script,
)
from incident_tracker.labels.support.outreach import outreach_kind_text, outreach_outcome_text
from incident_tracker.usecases.support.outreach import OutreachDraft
from incident_tracker.wording import _, translated
from ui.page import PageDesk
from ui.theme.spacing import px
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.dialogs import Question
from ui.widgets.form import Form
from ui.widgets.guidance import Guidance
from ui.widgets.moment_field import MomentField


class OutreachQuestion(Question):
    """Signals: `noted(OutreachKind, OutreachDraft)`; the question stays open until the answer is on record."""

    noted = Signal(object, object)

    def __init__(self, parent: QWidget, desk: PageDesk, kind: OutreachKind, staff: Sequence[Choice]) -> None:
        super().__init__(
            parent,
            outreach_kind_text(kind),
            _("The words are a help; use your own. Only what came of it is saved."),
            _("Keep this"),
            width=600,
        )
        self.kind = kind
        self.body.addWidget(Guidance(_("You might say"), [translated(text) for text in outreach_script(kind)]))
        outcomes = [Choice(one, outreach_outcome_text(one)) for one in OutreachOutcome]
        self.outcome = ChoiceChips(_("What came of it"), outcomes)
        self.people = QSpinBox()
        self.people.setRange(0, MOST_PEOPLE)
        self.people.setSpecialValueText(_("not known"))
        self.people.setMaximumWidth(px(140))
        self.agreement = QLineEdit()
        self.agreement.setMaxLength(LONGEST_AGREEMENT)
        self.by = ChoiceBox(_("Who spoke with them"), staff, "")
        self.by.choose(desk.actor.person_id)
        self.happened_at = MomentField(desk.now, desk.zone, about=False, chips=False, one_line=True)
        self._not_a_moment = ""
        self.form = Form()
        help_text = _("Each answer is fine; a no ends it, and no one asks why.")
        self.form.add("outcome", _("What &came of it"), self.outcome, help_text)
        if kind is OutreachKind.REPAIR:
            said = _("Without names: what both sides will do next time.")
            self.form.add("agreement", _("What you &agreed"), self.agreement, said, optional=True)
        else:
            self.form.add("people", _("How &many people"), self.people, optional=True)
        self.form.add("by_id", _("&Who spoke with them"), self.by)
        self.form.add("happened_at", _("Whe&n"), self.happened_at)
        self.body.addWidget(self.form)
        self.happened_at.changed.connect(self._moment_is_clear)
        self.happened_at.unread.connect(self._moment_is_not_clear)
        self.verb.clicked.disconnect()
        self.verb.clicked.connect(self._keep)

    def refused(self, problem: Problem) -> bool:
        """Say at the field what was refused; False if it is not about a field here."""
        return self.form.show_problem(problem)

    def _moment(self) -> datetime | None:
        return self.happened_at.moment()

    @Slot()
    def _moment_is_clear(self) -> None:
        self._not_a_moment = ""
        self.form.clear_problems()

    @Slot(str)
    def _moment_is_not_clear(self, why: str) -> None:
        self._not_a_moment = why
        self.form.show_message("happened_at", why)

    @Slot()
    def _keep(self) -> None:
        self.form.clear_problems()
        outcome, by = self.outcome.code(), self.by.code()
        if not isinstance(outcome, OutreachOutcome):
            self.form.show_message("outcome", _("Please choose one; every answer is fine."))
        elif self.happened_at.cannot_be_read:
            self.form.show_message("happened_at", self._not_a_moment)
        else:
            draft = OutreachDraft(
                outcome,
                self.people.value() or None,
                self.agreement.text(),
                by if isinstance(by, UUID) else None,
                self._moment(),
            )
            self.noted.emit(self.kind, draft)
