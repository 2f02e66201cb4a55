"""The start page: what is due and for whom, in order, each one key away from being done."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from incident_tracker.domain.capture.saved_drafts import SavedDraft
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.first_run import FirstStep
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.errors import Problem
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.reminder_kinds import ReminderKind, needs_someone
from incident_tracker.ports.context import Area, Context
from incident_tracker.usecases.capture.drafts import discard_draft, restore_draft
from incident_tracker.usecases.capture.stubs import claim_stub, discard_stub, set_aside_unreadable_stubs
from incident_tracker.usecases.clinic.first_run import dismiss_first_step, show_first_step
from incident_tracker.usecases.clinic.people import list_people
from incident_tracker.usecases.clinic.sites import list_sites
from incident_tracker.usecases.oversight.today import Matter, TodayItem, When, list_today
from incident_tracker.usecases.support.naming import ToName, debriefs_to_name
from incident_tracker.wording import _, ngettext, problem_text
from ui.icons import Icon
from ui.outsider_paper import OutsiderPaper
from ui.oversight.today_line import TodayLine
from ui.oversight.today_text import about_text, meaning, place_of, time_group_text, what_text, when_text
from ui.page import Page, PageDesk
from ui.runner import asked
from ui.screen_text import day_text
from ui.theme.spacing import px
from ui.who_answers import NameManagerQuestion
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import Card, PageFrame, empty_out, frame

_REMOVED = (
    Matter.STUB,
    Matter.STUB_UNREADABLE,
    Matter.DRAFT,
    Matter.COMPLETION,
    Matter.ANALYSIS_DRAFT,
    Matter.FIRST_STEP,
)
"""What the key Delete takes off the list."""

MOST_LINES = 8
"""A longer group is cut short, and says how many more there are."""


@dataclass(frozen=True)
class _Today:
    items: tuple[TodayItem, ...]
    people: tuple[Person, ...]
    sites: tuple[Site, ...]


class TodayPage(Page):
    """Groups of lines; Enter on a line opens the page where it is done."""

    areas = frozenset(
        {
            Area.DRAFTS,
            Area.INCIDENTS,
            Area.SUPPORT,
            Area.ACTIONS,
            Area.REMINDERS,
            Area.DENOMINATORS,
            Area.REPORTS,
            Area.CLINIC,
        }
    )

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._whole: set[When] = set()
        self._shown: _Today | None = None
        self._first: TodayLine | None = None
        self._lines: list[TodayLine] = []
        self._said: tuple[object, ...] | None = None
        self._arrived = False
        self._frame = frame(self, PageFrame(self._greeting()))
        self._paper = OutsiderPaper(self)
        self._may_log = desk.may(Permission.CREATE_INCIDENT)
        self._groups = QVBoxLayout()
        self._groups.setSpacing(px(20))
        self._frame.add(self._groups)

    def open(self, argument: object) -> None:
        self._arrived = True
        super().open(argument)

    def refresh(self) -> None:
        self._frame.title.setText(self._greeting())
        self.desk.runner.run(asked(_read_today, self.desk.zone.key), owner=self, then=self._show)

    def first_focus(self) -> QWidget | None:
        return self._first

    def _greeting(self) -> str:
        hour = self.desk.now().astimezone(self.desk.zone).hour
        if hour < 12:
            return _("Good morning")
        return _("Good afternoon") if hour < 18 else _("Good evening")

    def _show(self, today: _Today) -> None:
        self._shown = today
        self._say_summary(today.items)
        place = self._focused_line()
        said = self._said_of(today)
        if said == self._said:  # nothing is drawn again, and nothing moves
            self._go_to_line(place)
            return
        self._said = said
        empty_out(self._groups)
        self._first = None
        self._lines = []
        if not today.items:
            empty = self._empty()
            self._groups.addWidget(empty)
            empty.show()
            return
        for when in When:
            items = [item for item in today.items if item.when is when]
            if items:
                group = self._group(when, items, today)
                self._groups.addWidget(group)
                group.show()  # at once: what is not shown yet cannot take the focus
        self._go_to_line(place)

    def _said_of(self, today: _Today) -> tuple[object, ...]:
        """All that is shown, and what its lines lead to."""
        now, zone = self.desk.now(), self.desk.zone
        texts = tuple((item, what_text(item, now, zone), when_text(item, now, zone)) for item in today.items)
        return texts, today.people, today.sites, frozenset(self._whole)

    def _go_to_line(self, place: int | None) -> None:
        if place is not None and self._lines:
            self._lines[min(place, len(self._lines) - 1)].setFocus()

    def _focused_line(self) -> int | None:
        """Where the focus is among the lines; the first line for someone who has just arrived."""
        here = next((n for n, line in enumerate(self._lines) if line.hasFocus()), None)
        came, self._arrived = self._arrived, False
        return 0 if here is None and came else here

    def _say_summary(self, items: Sequence[TodayItem]) -> None:
        day = day_text(self.desk.now().astimezone(self.desk.zone).date())
        now = sum(item.when in (When.NOW, When.TODAY) for item in items)
        if not now:
            self._frame.say(_("{day}. Nothing is waiting for you today.").format(day=day))
            return
        if now > MOST_LINES:
            self._frame.say(_("{day}. Several things are waiting, the longest first.").format(day=day))
            return
        waits = ngettext("One thing is waiting for you.", "{n} things are waiting for you.", now).format(n=now)
        self._frame.say(f"{day}. {waits}")

    def _group(self, when: When, items: Sequence[TodayItem], today: _Today) -> Card:
        names: dict[object, str] = {person.id: person.name for person in today.people}
        sites: dict[object, str] = {site.id: site.name for site in today.sites}
        card = Card(time_group_text(when))
        card.body.setContentsMargins(px(12), px(16), px(12), px(12))
        card.body.setSpacing(px(2))
        heading_item = card.body.itemAt(0)
        if heading_item is not None and (heading := heading_item.widget()) is not None:
            heading.setContentsMargins(px(12), 0, px(12), px(4))
        shown = items if when in self._whole else items[:MOST_LINES]
        for item in shown:
            line = TodayLine(
                meaning(item),
                what_text(item, self.desk.now(), self.desk.zone),
                about_text(item, names, sites, self.desk.now(), self.desk.zone),
                when_text(item, self.desk.now(), self.desk.zone),
                partial(self._open, item),
                partial(self._remove, item) if item.matter in _REMOVED else None,
            )
            self._first = self._first or line
            self._lines.append(line)
            card.add(line)
        if len(items) > len(shown):
            more = len(items) - len(shown)
            text = ngettext("Show {n} more", "Show {n} more", more).format(n=more)
            button = Button(text, "quiet", Icon.DOWN, partial(self._show_all, when))
            card.body.addWidget(button)
        return card

    def _empty(self) -> EmptyState:
        sentence = (
            _("If something happens at the desk or on the phone, it takes half a minute to write it down.")
            if self._may_log
            else _("The pages on the left are there whenever you need them.")
        )
        action = _("&Log an incident") if self._may_log else ""
        return EmptyState(_("Nothing is waiting for you"), sentence, Icon.EMPTY, action, self._log)

    def _open(self, item: TodayItem) -> None:
        if item.matter is Matter.STUB and item.subject_id is not None:
            self.desk.runner.run(
                asked(claim_stub, item.subject_id), owner=self, then=self._claimed, otherwise=self._not_there
            )
        elif self._is_for_leaders(item) or item.matter is Matter.NAME_MANAGER:
            self.desk.runner.run(asked(debriefs_to_name), owner=self, then=partial(self._name_manager, item))
        else:
            self.open_requested.emit(*place_of(item))

    def _is_for_leaders(self, item: TodayItem) -> bool:
        """An administrator is told of it because no one who leads the site could be."""
        of_support = isinstance(item.matter, ReminderKind) and needs_someone(item.matter)
        return of_support and not self.desk.may(Permission.SEE_SUPPORT)

    def _name_manager(self, item: TodayItem, waiting: Sequence[ToName]) -> None:
        found = next((one for one in waiting if one.debrief_id == item.subject_id), None)
        if found is None and isinstance(item.matter, ReminderKind):
            self.desk.messages.warn(
                _("This is for those who lead the site. Under Accounts you can give someone there an account.")
            )
        elif found is None:
            self.refresh()
        else:
            NameManagerQuestion(self.desk, self, found, self._named).open()

    def _named(self, debrief: Debrief) -> None:
        """The person who answers from elsewhere gets a card."""
        if debrief.outsider_id is not None:
            self._paper.show_card(debrief.id)

    def _claimed(self, draft: SavedDraft) -> None:
        self.open_requested.emit("log", draft.id)

    def _remove(self, item: TodayItem) -> None:
        run = self.desk.runner.run
        if item.step is not None:
            run(asked(dismiss_first_step, item.step), owner=self, then=partial(self._dismissed, item.step))
        elif item.matter is Matter.STUB_UNREADABLE:
            run(asked(set_aside_unreadable_stubs), owner=self)
        elif item.matter is Matter.STUB and item.subject_id is not None:
            run(asked(discard_stub, item.subject_id), owner=self, then=self._thrown_away, otherwise=self._not_there)
        elif item.subject_id is not None:
            run(asked(discard_draft, item.subject_id), owner=self, then=self._thrown_away, otherwise=self._not_there)

    def _dismissed(self, step: FirstStep, _nothing: None) -> None:
        self.desk.messages.tell(_("It is off the list."), undo=partial(self._show_again, step))

    def _show_again(self, step: FirstStep) -> None:
        self.desk.runner.run(asked(show_first_step, step), owner=self)

    def _thrown_away(self, draft: SavedDraft) -> None:
        self.desk.messages.tell(_("Discarded."), undo=partial(self._bring_back, draft.id))

    def _bring_back(self, draft_id: UUID) -> None:
        self.desk.runner.run(asked(restore_draft, draft_id), owner=self)

    def _not_there(self, problem: Problem) -> None:
        """Someone else was quicker."""
        self.desk.messages.warn(problem_text(problem))
        self.refresh()

    def _show_all(self, when: When) -> None:
        self._whole.add(when)
        if self._shown is not None:
            self._show(self._shown)

    @Slot()
    def _log(self) -> None:
        self.open_requested.emit("log", None)


def _read_today(ctx: Context, zone: str) -> _Today:
    items = list_today(ctx, zone)
    named = any(item.persons for item in items)
    return _Today(items, list_people(ctx) if named else (), list_sites(ctx))
