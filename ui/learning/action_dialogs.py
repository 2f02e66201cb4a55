"""What can be done with an action: make, change, end, reopen, note its effect; each with a calm question and undo."""

from functools import partial
from uuid import UUID, uuid4

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.errors import Problem
from incident_tracker.domain.learning.actions import Action, ActionEffect, ActionStatus
from incident_tracker.domain.support.learning_items import LearningItem
from incident_tracker.usecases.learning.actions import (
    assign_action,
    change_action,
    end_action,
    note_effect,
    take_up_action,
)
from incident_tracker.wording import _, problem_text
from ui.clinic_choices import ClinicChoices
from ui.learning.action_form import ActionForm
from ui.learning.growing_field import GrowingField
from ui.learning.learning_text import effect_choices
from ui.page import PageDesk
from ui.runner import asked
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.dialogs import Question
from ui.widgets.form import Form

_WIDTH = 680


class ActionDialogs(QObject):
    """Asks for a page and says what was done; the page reloads because the area changed."""

    def __init__(self, desk: PageDesk, page: QWidget) -> None:
        super().__init__(page)
        self.desk = desk
        self.page = page
        self.clinic = ClinicChoices()

    def assign(self, analysis_id: UUID | None = None, site_id: UUID | None = None) -> None:
        """Ask for a new action, after an analysis or on its own."""
        AssignQuestion(self, analysis_id, site_id).open()

    def assign_from(self, item: LearningItem, analysis_id: UUID, site_id: UUID) -> None:
        """Ask for an action that starts from something learned in a debrief."""
        question = AssignQuestion(self, analysis_id, site_id)
        question.action_form.begin(item.text, item.factor, item.proposed_owner_id)
        question.open()

    def change(self, action: Action) -> None:
        """Ask how an open action should read now."""
        ChangeQuestion(self, action).open()

    def complete(self, action: Action) -> None:
        """Ask for the result, and mark it as done."""
        EndQuestion(self, action, ActionStatus.DONE).open()

    def drop(self, action: Action) -> None:
        """Ask why it is dropped, and mark it as dropped."""
        EndQuestion(self, action, ActionStatus.DROPPED).open()

    def take_up(self, action: Action) -> None:
        """Open an ended action again."""
        self.desk.runner.run(asked(take_up_action, action.id, action.version), owner=self.page, then=self._taken_up)

    def look_at_effect(self, action: Action) -> None:
        """Ask what the check of its measure found."""
        EffectQuestion(self, action).open()

    def ended(self, action: Action) -> None:
        """Say that an action is done or dropped; it can be reopened."""
        done = action.status is ActionStatus.DONE
        text = _("Done. Thank you.") if done else _("The action is dropped, with its reason.")
        self.desk.messages.tell(text, partial(self.take_up, action))

    def _taken_up(self, _action: Action) -> None:
        self.desk.messages.tell(_("The action is open again."))


class ActionQuestion(Question):
    """A question that stays open until what it asks for is saved."""

    def __init__(self, dialogs: ActionDialogs, heading_text: str, text: str, verb: str, width: int = 480) -> None:
        super().__init__(dialogs.page, heading_text, text, verb, width=width)
        self.dialogs = dialogs
        self.form = Form()

    def refused(self, problem: Problem) -> None:
        """Say a refusal at its field, or under the window's page."""
        self.verb.setEnabled(True)
        if not self.form.show_problem(problem):
            self.dialogs.desk.messages.warn(problem_text(problem))
            self.reject()

    def close_kept(self) -> None:
        """It is saved."""
        super().accept()


class _WithForm(ActionQuestion):
    """A question around the whole form of an action."""

    def __init__(self, dialogs: ActionDialogs, heading_text: str, verb: str, site_ids: tuple[UUID, ...]) -> None:
        super().__init__(dialogs, heading_text, "", verb, width=_WIDTH)
        desk = dialogs.desk
        self.action_form = ActionForm(dialogs.clinic, site_ids, desk.now().astimezone(desk.zone).date())
        self.body.addWidget(self.action_form)

    def refused(self, problem: Problem) -> None:
        self.verb.setEnabled(True)
        if not self.action_form.show_problem(problem):
            self.dialogs.desk.messages.warn(problem_text(problem))


class AssignQuestion(_WithForm):
    """A new action."""

    def __init__(self, dialogs: ActionDialogs, analysis_id: UUID | None, site_id: UUID | None) -> None:
        reach = dialogs.desk.actor.sites
        sites = (site_id,) if site_id else tuple(site.id for site in dialogs.clinic.sites if site.id in reach)
        super().__init__(dialogs, _("A new action"), _("Add the action"), sites)
        self._analysis_id = analysis_id
        self._request_id = uuid4()

    def accept(self) -> None:
        """Save; stay open if something is refused."""
        if draft := self.action_form.draft(self._analysis_id):
            self.verb.setEnabled(False)
            site_id = self.action_form.site_id()
            self.dialogs.desk.runner.run(
                asked(assign_action, draft, site_id, self._request_id),
                owner=self,
                then=self._saved,
                otherwise=self.refused,
            )

    def _saved(self, _action: Action) -> None:
        self.dialogs.desk.messages.tell(_("The action is in the plan."))
        self.close_kept()


class ChangeQuestion(_WithForm):
    """Other words, owner, date, strength or measure."""

    def __init__(self, dialogs: ActionDialogs, action: Action) -> None:
        super().__init__(dialogs, _("Change this action"), _("Save"), (action.site_id,))
        self._action = action
        self.action_form.show_action(action)

    def accept(self) -> None:
        """Save; stay open if something is refused."""
        if draft := self.action_form.draft(self._action.analysis_id, self._action.incident_id):
            self.verb.setEnabled(False)
            self.dialogs.desk.runner.run(
                asked(change_action, self._action.id, draft, self._action.version),
                owner=self,
                then=self._saved,
                otherwise=self.refused,
            )

    def _saved(self, _action: Action) -> None:
        self.dialogs.desk.messages.tell(_("Saved."))
        self.close_kept()


class EndQuestion(ActionQuestion):
    """Done, with the result; or dropped, with the reason."""

    def __init__(self, dialogs: ActionDialogs, action: Action, status: ActionStatus) -> None:
        done = status is ActionStatus.DONE
        super().__init__(
            dialogs,
            _("Is it done?") if done else _("Drop this action?"),
            action.text,
            _("Mark as done") if done else _("Drop the action"),
        )
        self._action, self._status = action, status
        self._outcome = GrowingField(lines=2)
        if done:
            self.form.add("outcome", _("&What was the result?"), self._outcome, optional=True)
        else:
            self.form.add("outcome", _("&Why it is dropped"), self._outcome, _("The committee reads this reason."))
        self.body.addWidget(self.form)

    def accept(self) -> None:
        """Save; stay open if the reason is missing."""
        self.verb.setEnabled(False)
        self.dialogs.desk.runner.run(
            asked(end_action, self._action.id, self._status, self._outcome.text(), self._action.version),
            owner=self,
            then=self._saved,
            otherwise=self.refused,
        )

    def _saved(self, action: Action) -> None:
        self.dialogs.ended(action)
        self.close_kept()


class EffectQuestion(ActionQuestion):
    """What the check of the measure found."""

    def __init__(self, dialogs: ActionDialogs, action: Action) -> None:
        super().__init__(dialogs, _("Did it help?"), action.text, _("Keep this"))
        self._action = action
        self._chips = ChoiceChips(_("What the check found"), effect_choices())
        if action.measure and action.measure.effect:
            self._chips.choose(action.measure.effect)
        self.form.add("measure", _("What the check &found"), self._chips)
        self.body.addWidget(self.form)

    def accept(self) -> None:
        """Save; stay open while nothing is chosen."""
        code = self._chips.code()
        if code is None:
            self.form.show_message("measure", _("Please choose what fits best."))
            return
        self.verb.setEnabled(False)
        self.dialogs.desk.runner.run(
            asked(note_effect, self._action.id, ActionEffect(str(code)), self._action.version),
            owner=self,
            then=self._saved,
            otherwise=self.refused,
        )

    def _saved(self, _action: Action) -> None:
        self.dialogs.desk.messages.tell(_("Saved. The plan shows it."))
        self.close_kept()
