"""The plan: every action with its owner and due day, whether it is done, and whether it helped."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu, QWidget

from incident_tracker.charts.period_labels import month_name
from incident_tracker.domain.clinic.access import Permission, Scope, grant
from incident_tracker.domain.learning.actions import Action, ActionStatus, effect_is_due
from incident_tracker.domain.searching import folded, wanted_words
from incident_tracker.labels.learning.actions import action_effect_text, action_status_text, tier_text
from incident_tracker.ports.context import Area
from incident_tracker.usecases.learning.actions import list_plan
from incident_tracker.usecases.oversight.list_paper import ListKind
from incident_tracker.wording import _, ngettext
from ui.clinic_choices import ClinicChoices, read_clinic
from ui.icons import Icon
from ui.learning.action_card import action_measure_text
from ui.learning.action_dialogs import ActionDialogs
from ui.learning.action_steps import action_steps, beside_the_list
from ui.learning.learning_text import action_due_text, tier_tone
from ui.page import PageDesk
from ui.paper.list_to_paper import ListToPaper
from ui.paper.printed_list_page import PrintedListPage
from ui.runner import asked
from ui.screen_text import brief_day_text, number_text
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.filter_bar import FilterBar
from ui.widgets.held_rows import HeldRows, sorted_by_any
from ui.widgets.kept_views import ListView
from ui.widgets.layout import PageFrame, frame
from ui.widgets.master_detail import MasterDetail
from ui.widgets.one_in_front import OneInFront
from ui.widgets.preview import Preview, PreviewAction, facts_of
from ui.widgets.record_model import ListColumn
from ui.widgets.record_table import RecordTable
from ui.widgets.row_menu import fill_row_menu
from ui.widgets.view_chips import ViewChips

_ALL = "all"
_OPEN_FIRST = (ActionStatus.OPEN, ActionStatus.DONE, ActionStatus.DROPPED)


class ActionsPage(PrintedListPage):
    """A list; the selected action is shown in full beside it, with its steps. `open(action_id)` chooses one."""

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
        late = [Choice("past", _("Past the agreed day")), Choice("check", _("Time to ask if it helped"))]
        self.filter.add_choice("due", _("When"), late, shown=False)
        whose = str(desk.actor.user_id)
        self.views = ViewChips(self.filter, self._built_in_views(), whose, "actions")
        self.views.changed.connect(self._count_views)
        self.filter.add_tool(self.views)
        self.filter.changed.connect(self._start)
        self.table = RecordTable(_("Actions"), sorted_by_any(self._columns()), desk.theme)
        self.table.remember(whose, "actions")
        self._held = HeldRows(self.table)
        self.table.selected.connect(self._note_choice)
        self.table.menu_opens.connect(self._fill_menu)
        self._paper = ListToPaper(_("Actions"), ListKind.ACTIONS, self.table, self)
        self.master = MasterDetail(self.table)
        self.master.remember(whose, "actions", at_first=True)
        self.master.asked.connect(self._preview)
        self.table.opened.connect(self._go_to_steps)
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
        self._shown = OneInFront(self.master, self._nothing_yet, self._nothing_found)
        self._frame.body.addWidget(self._shown, 1)

    def open(self, argument: object) -> None:
        if isinstance(argument, UUID):
            self._chosen = self._asked_for = argument
        self.refresh()

    def refresh(self) -> None:
        self.desk.runner.run(asked(read_clinic), owner=self, then=self._name)

    def search(self) -> None:
        self.filter.search()

    def narrow(self) -> None:
        self.filter.narrow()

    def first_focus(self) -> QWidget | None:
        return self.table

    def _empty_text(self) -> str:
        if self._own_only:
            return _("When you take on something that changes how things go at the desk, it appears here.")
        return _("Actions come out of analyses and debriefs, or begin here: one change, one person, one day.")

    def _columns(self) -> list[ListColumn]:
        return [
            ListColumn("text", _("What will change"), self._text, 24, stretch=True, least=24, weight=9),
            ListColumn("due", _("When"), self._due, 22, rank=_by_due, weight=8, short=self._day),
            ListColumn("owner", _("Who"), self._owner, 16),
            ListColumn("tier", _("Strength"), self._tier, 13, rank=_by_tier, tone=self._tier_tone),
            ListColumn("state", _("State"), self._state, 12, tone=self._state_tone),
        ]

    def _text(self, action: Action) -> str:
        return action.text

    def _owner(self, action: Action) -> str:
        return self._clinic.person(action.owner_id)

    def _due(self, action: Action) -> str:
        return action_due_text(action, self._today(), self.desk.zone, by_month=self.desk.sees_no_names)

    def _day(self, action: Action) -> str:
        if self.desk.sees_no_names:
            return month_name(action.due_on)
        return brief_day_text(action.due_on, self._today())

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
        choices = self.filter.chosen()
        self._fitting = tuple(action for action in self._plan if self._fits(action, choices))
        n = len(self._fitting)
        self.filter.say_count(ngettext("{n} action", "{n} actions", n).format(n=number_text(n)))
        self.filter.setVisible(bool(self._plan))
        self._add.setVisible(bool(self._plan) and self._may_assign)
        self._shown.bring(self.master if n else self._nothing_found if self._plan else self._nothing_yet)
        self._fitting = tuple(sorted(self._fitting, key=_by_due))
        self._held.show(self._fitting)
        if n and self._chosen is not None:
            self._held.go_to(self._chosen)
        self._count_views()

    def _fits(self, action: Action, choices: Mapping[str, str]) -> bool:
        wanted = wanted_words(choices.get("words", ""))
        status = choices.get("status", ActionStatus.OPEN.value)
        return (
            status in (_ALL, action.status.value)
            and ("whose" not in choices or action.owner_id == self.desk.actor.person_id)
            and self._is_due(action, choices.get("due"))
            and all(word in folded(f"{action.text} {self._owner(action)} {action.ref}") for word in wanted)
        )

    def _is_due(self, action: Action, how: str | None) -> bool:
        if how == "past":
            return action.open and action.due_on < self._today()
        return how is None or effect_is_due(action, self._today())

    def _built_in_views(self) -> list[ListView]:
        views = [
            ListView(_("Past the agreed day"), {"due": "past"}),
            ListView(_("Time to ask if it helped"), {"status": _ALL, "due": "check"}),
        ]
        if not self._own_only and self.desk.actor.person_id is not None:
            views.append(ListView(_("Mine"), {"whose": "mine"}))
        return views

    @Slot()
    def _count_views(self) -> None:
        self.views.count(lambda choices: sum(self._fits(action, choices) for action in self._plan))

    def _today(self) -> date:
        return self.desk.now().astimezone(self.desk.zone).date()

    @Slot(object)
    def _note_choice(self, action: Action | None) -> None:
        if action is not None:
            self._chosen = action.id

    @Slot(object)
    def _preview(self, action: Action) -> None:
        facts = [
            *facts_of(self.table.all_columns, action, without=("text", "tier", "state")),
            (_("Kind of change"), self._clinic.label("action_category", action.category)),
            (_("Contributing factor"), self._clinic.label("factor", action.factor)),
            (_("Measure"), action_measure_text(action)),
            (_("Result"), action.outcome),
        ]
        badges = ((self._state(action), self._state_tone(action)), (self._tier(action), self._tier_tone(action)))
        steps = self._steps(action)
        self.master.show_preview(action, Preview(action.text, badges, tuple(facts), actions=steps))

    def _steps(self, action: Action) -> tuple[PreviewAction, ...]:
        """What can be done with it, and where it came from."""
        steps = beside_the_list(action_steps(action, self.dialogs))
        if action.analysis_id is not None and self.desk.may_at(Permission.SEE_ANALYSES, action.site_id, own=True):
            go = partial(self.open_requested.emit, "analysis", action.analysis_id)
            return (*steps, PreviewAction(_("Open its analysis"), go))
        if action.incident_id is not None and self.desk.may_at(Permission.VIEW_INCIDENTS, action.site_id, own=True):
            go = partial(self.open_requested.emit, "incident", action.incident_id)
            return (*steps, PreviewAction(_("Open its incident"), go))
        return steps

    @Slot(object)
    def _fill_menu(self, menu: QMenu) -> None:
        action = self.table.current()
        steps = self._steps(action) if action is not None else ()
        fill_row_menu(menu, self.master, steps, self.print_paper, may_print=self._paper.is_ready)

    @Slot(object)
    def _go_to_steps(self, action: Action) -> None:
        self.master.open_preview()
        self._preview(action)
        self.master.pane.focus_first()

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
