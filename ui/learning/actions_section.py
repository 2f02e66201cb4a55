"""The actions that follow from an analysis."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.learning.actions import Action, Tier
from incident_tracker.domain.learning.analyses import Analysis
from incident_tracker.domain.support.learning_items import LearningItem
from incident_tracker.labels.learning.actions import tier_text
from incident_tracker.wording import _
from ui.clinic_choices import ClinicChoices
from ui.icons import Icon
from ui.learning.action_card import ActionCard
from ui.learning.action_dialogs import ActionDialogs
from ui.learning.section import Section
from ui.page import PageDesk
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.guidance import Guidance
from ui.widgets.layout import empty_out, row
from ui.widgets.text import text_label


class ActionsSection(Section):
    """A card for each action; each action is saved immediately, on its own."""

    fields = frozenset({"actions"})

    def __init__(self, desk: PageDesk, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("What will change"), _("Each action has one person and one day."), parent)
        self.dialogs = ActionDialogs(desk, page)
        self._analysis: Analysis | None = None
        self._actions: tuple[Action, ...] = ()
        self._read_only = False
        self._placed: tuple[object, ...] = ()  # what the cards show
        self._list = QVBoxLayout()
        self._list.setSpacing(px(12))
        self._nothing = text_label(_("Nothing has been planned yet."), "note")
        self._ladder = Guidance()
        self._add = Button(_("Add an action"), "small", Icon.NEW, self._assign)
        self.add(self._list, self._nothing, row(self._add, None), self._ladder)

    def offer(self, clinic: ClinicChoices) -> None:
        super().offer(clinic)
        self.dialogs.clinic = clinic
        examples = []
        for tier in Tier:
            terms = [
                choice.meaning.rstrip(".") or choice.label
                for choice in clinic.choices("action_category")
                if (term := clinic.term("action_category", str(choice.code))) and term.crosswalk.get("tier") == tier
            ]
            examples.append(f"{tier_text(tier)}: {'; '.join(terms[:3])}.")
        self._ladder.say(_("The stronger an action, the less it relies on people remembering"), examples)

    def show_analysis(self, analysis: Analysis) -> None:
        self._analysis = analysis

    def show_actions(self, actions: Sequence[Action]) -> None:
        """Show the actions by due date."""
        self._actions = tuple(actions)
        self._place()

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        may = not read_only and self.desk.may(Permission.ASSIGN_ACTION)
        self._add.setVisible(may)
        self._ladder.setVisible(may)
        self._place()

    def go_here(self) -> None:
        self._add.setFocus()

    def assign_from(self, item: LearningItem) -> None:
        """Begin an action with something learned in a debrief."""
        if self._analysis:
            self.dialogs.assign_from(item, self._analysis.id, self._analysis.site_id)

    @Slot()
    def _assign(self) -> None:
        if self._analysis:
            self.dialogs.assign(self._analysis.id, self._analysis.site_id)

    def _place(self) -> None:
        today = self.desk.now().astimezone(self.desk.zone).date()
        placed = self._actions, self._read_only, today, self.clinic
        if placed == self._placed:
            return
        self._placed = placed
        empty_out(self._list)
        for action in self._actions:
            self._list.addWidget(ActionCard(action, self.clinic, self.dialogs, today, not self._read_only))
        self._nothing.setVisible(not self._actions)
