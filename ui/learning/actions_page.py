"""The plan: every action with its owner and due day, whether it is done, and whether it helped."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from incident_tracker.domain.clinic.access import Permission, Scope, grant
from incident_tracker.domain.learning.actions import Action, ActionStatus
from incident_tracker.domain.searching import folded, wanted_words
from incident_tracker.labels.learning.actions import action_effect_text, action_status_text, tier_text
from incident_tracker.ports.context import Area
from incident_tracker.usecases.learning.actions import list_plan
from incident_tracker.usecases.oversight.list_paper import ListKind
from incident_tracker.wording import _, ngettext
from ui.clinic_choices import ClinicChoices, read_clinic
from ui.icons import Icon
from ui.learning.action_card import ActionCard
from ui.learning.action_dialogs import ActionDialogs
from ui.learning.learning_text import action_due_text, tier_tone
from ui.page import Page, PageCommand, PageDesk
from ui.paper.list_to_paper import ListToPaper
from ui.runner import asked
from ui.screen_text import number_text
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.filter_bar import FilterBar
from ui.widgets.held_rows import HeldRows, sorted_by_any
from ui.widgets.layout import PageFrame, column, empty_out, frame, row
from ui.widgets.record_model import ListColumn
from ui.widgets.record_table import RecordTable

_ALL = "all"
_OPEN_FIRST = (ActionStatus.OPEN, ActionStatus.DONE, ActionStatus.DROPPED)


class ActionsPage(Page):
    """A list; the selected action is shown in full below it, with its buttons. `open(action_id)` chooses one."""

    areas = frozenset({Area.ACTIONS, Area.CLINIC})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._clinic = ClinicChoices()
        self._plan: tuple[Action, ...] = ()
        self._fitting: tuple[Action, ...] = ()
        self._chosen: UUID | None = None
        self._asked_for: UUID | None = None
        self.dialogs = ActionDialogs(desk, self)
        self._own_only = grant(desk.actor.role, Permission.COMPLETE_ACTION).scope is Scope.OWN
        note = (
            _("What you promised to do.") if self._own_only else _("Who changes what, by when, and whether it helped.")
        )
        self.filter = FilterBar(_("Search actions"))
        self._frame = frame(self, PageFrame(_("Actions"), note, scrolls=False, tools=self.filter))
        self._may_assign = desk.may(Permission.ASSIGN_ACTION)
        self._add = Button(_("&New action"), "primary", Icon.NEW, self._assign)
        self._frame.buttons.addWidget(self._add)
        states = [Choice(one, action_status_text(one)) for one in (ActionStatus.DONE, ActionStatus.DROPPED)]
        self.filter.add_choice("status", _("State"), [*states, Choice(_ALL, _("Open and ended"))], _("Open"))
        if not self._own_only and desk.actor.person_id is not None:
            self.filter.add_choice("whose", _("Whose"), [Choice("mine", _("Mine"))], _("Everyone's"))
        self.filter.changed.connect(self._start)
        self.table = RecordTable(_("Actions"), sorted_by_any(self._columns()), desk.theme)
        self.table.remember(str(desk.actor.user_id), "actions")
        self._held = HeldRows(self.table)
        self.table.selected.connect(self._select)
        self.table.opened.connect(self._go_to_card)
        self._paper = ListToPaper(_("Actions"), ListKind.ACTIONS, self.table, self)
        self._card = QVBoxLayout()
        self._detail = QWidget()
        self._detail.setProperty("look", "body")
        self._detail.setLayout(self._card)
        self._card.setContentsMargins(0, 0, 0, 0)
        self._origin = Button("", "quiet", Icon.ANALYSES, self._open_origin)
        self._list = QWidget()
        self._list.setLayout(column(self.table, self._detail, row(self._origin, None), gap=12))
        self._nothing_yet = EmptyState(
            _("Nothing is planned yet"),
            self._empty_text(),
            Icon.BEGIN,
            _("Add an action") if self._may_assign else "",
            self._assign,
        )
        self._nothing_found = EmptyState(
            _("Nothing open here"),
            _("Everything that matches this filter is done."),
            Icon.GOOD,
            _("Show all actions"),
            self._show_all,
        )
        self._shown = QStackedWidget()
        for child in (self._list, self._nothing_yet, self._nothing_found):
            self._shown.addWidget(child)
        self._frame.body.addWidget(self._shown, 1)

    def open(self, argument: object) -> None:
        if isinstance(argument, UUID):
            self._chosen = self._asked_for = argument
        self.refresh()

    def refresh(self) -> None:
        self.desk.runner.run(asked(read_clinic), owner=self, then=self._name)

    def search(self) -> None:
        self.filter.search()

    def offers(self, command: PageCommand) -> bool:
        return self._paper.is_ready if command == "print_paper" else super().offers(command)

    def print_paper(self) -> None:
        self._paper.show()

    def first_focus(self) -> QWidget | None:
        return self.table

    def _empty_text(self) -> str:
        if self._own_only:
            return _("When you take on something that changes how things go at the desk, it appears here.")
        return _("Actions come out of analyses and debriefs, or begin here: one change, one person, one day.")

    def _columns(self) -> list[ListColumn]:
        return [
            ListColumn("text", _("What will change"), self._text, 24, stretch=True, least=24, weight=9),
            ListColumn("due", _("When"), self._due, 22, rank=_by_due, weight=8),
            ListColumn("owner", _("Who"), self._owner, 16),
            ListColumn("tier", _("Strength"), self._tier, 13, rank=_by_tier, tone=self._tier_tone),
            ListColumn("state", _("State"), self._state, 12, tone=self._state_tone),
        ]

    def _text(self, action: Action) -> str:
        return action.text

    def _owner(self, action: Action) -> str:
        return self._clinic.person(action.owner_id)

    def _due(self, action: Action) -> str:
        return action_due_text(action, self.desk.now().astimezone(self.desk.zone).date(), self.desk.zone)

    def _tier(self, action: Action) -> str:
        return tier_text(action.tier)

    def _tier_tone(self, action: Action) -> str:
        return tier_tone(action.tier)

    def _state(self, action: Action) -> str:
        if action.measure and action.measure.effect:
            return action_effect_text(action.measure.effect)
        return action_status_text(action.status)

    def _state_tone(self, action: Action) -> str:
        match action.status:
            case ActionStatus.OPEN:
                return "notice"
            case ActionStatus.DONE:
                return "good"
            case ActionStatus.DROPPED:
                return "quiet"

    def _name(self, clinic: ClinicChoices) -> None:
        self._clinic = clinic
        self.dialogs.clinic = clinic
        self.desk.runner.run(asked(list_plan), owner=self, then=self._list_plan)

    def _list_plan(self, plan: Sequence[Action]) -> None:
        self._plan = tuple(plan)
        if any(action.id == self._asked_for and not action.open for action in self._plan):
            self.filter.choose("status", _ALL)
        self._asked_for = None
        self._start()

    @Slot()
    def _start(self) -> None:
        wanted, status = wanted_words(self.filter.search_text()), self.filter.code("status") or ActionStatus.OPEN
        mine = not self._own_only and self.desk.actor.person_id is not None and self.filter.code("whose") == "mine"
        self._fitting = tuple(
            action
            for action in self._plan
            if status in (_ALL, action.status)
            and (not mine or action.owner_id == self.desk.actor.person_id)
            and all(word in folded(f"{action.text} {self._owner(action)} {action.ref}") for word in wanted)
        )
        n = len(self._fitting)
        self.filter.say_count(ngettext("{n} action", "{n} actions", n).format(n=number_text(n)))
        self.filter.setVisible(bool(self._plan))
        self._add.setVisible(bool(self._plan) and self._may_assign)
        self._shown.setCurrentWidget(self._list if n else self._nothing_found if self._plan else self._nothing_yet)
        self._fitting = tuple(sorted(self._fitting, key=_by_due))
        self._held.show(self._fitting)
        if n and self._chosen is not None:
            self._held.go_to(self._chosen)
        self._select(self.table.current())

    @Slot(object)
    def _select(self, action: Action | None) -> None:
        empty_out(self._card)
        self._origin.setVisible(False)
        if action is None:
            return
        self._chosen = action.id
        today = self.desk.now().astimezone(self.desk.zone).date()
        card = ActionCard(action, self._clinic, self.dialogs, today, writable=True)
        self._card.addWidget(card)
        card.show()  # at once, so that Enter finds its buttons
        linked = action.analysis_id or action.incident_id
        asked = Permission.SEE_ANALYSES if action.analysis_id else Permission.VIEW_INCIDENTS
        visible = self.desk.may_at(asked, action.site_id, own=True)
        self._origin.setVisible(linked is not None and visible)
        self._origin.setText(_("Open its analysis") if action.analysis_id else _("Open its incident"))

    @Slot(object)
    def _go_to_card(self, _action: Action) -> None:
        for button in self._detail.findChildren(Button):
            if button.isVisible():
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    @Slot()
    def _open_origin(self) -> None:
        action = self.table.current()
        if action is None:
            return
        if action.analysis_id:
            self.open_requested.emit("analysis", action.analysis_id)
        elif action.incident_id:
            self.open_requested.emit("incident", action.incident_id)

    @Slot()
    def _show_all(self) -> None:
        self.filter.clear()
        self.filter.choose("status", _ALL)

    @Slot()
    def _assign(self) -> None:
        self.dialogs.assign()


def _by_due(action: Action) -> tuple[int, int]:
    ended = -int(action.ended_at.timestamp()) if action.ended_at else 0
    return _OPEN_FIRST.index(action.status), ended or action.due_on.toordinal()


def _by_tier(action: Action) -> int:
    return ["stronger", "intermediate", "weaker"].index(action.tier)
