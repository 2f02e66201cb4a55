"""The members of staff: a list, and what can be done with the selected one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from incident_tracker.domain.clinic.access import Permission, Scope, grant
from incident_tracker.domain.clinic.calendars import Shift
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.searching import folded, wanted_words
from incident_tracker.usecases.clinic.people import ShiftDraft, set_shifts, shifts_of
from incident_tracker.usecases.support.staff import change_person
from incident_tracker.wording import _, ngettext, pgettext
from ui.absence_dialogs import AbsencesDialog
from ui.clinic.person_dialogs import PersonDialog
from ui.clinic.shifts_dialog import ShiftsDialog
from ui.clinic_choices import ClinicChoices
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import day_text, number_text
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import Choice
from ui.widgets.empty_state import EmptyState, nothing_matches
from ui.widgets.filter_bar import FilterBar
from ui.widgets.held_rows import HeldRows, sorted_by_any
from ui.widgets.kept_views import ListView
from ui.widgets.layout import column
from ui.widgets.master_detail import MasterDetail
from ui.widgets.one_in_front import OneInFront
from ui.widgets.preview import Preview, PreviewAction, facts_of
from ui.widgets.record_model import ListColumn
from ui.widgets.record_table import RecordTable
from ui.widgets.row_menu import fill_row_menu
from ui.widgets.view_chips import ViewChips


class StaffPanel(QWidget):
    """The list; its page places `filter` and the buttons. Enter on a person changes them.

    Signals: `chosen()` when another row is selected; `print_wanted()` from the menu of the rows.
    """

    chosen = Signal()
    print_wanted = Signal()

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._names = ClinicChoices()
        self._away_until: Mapping[UUID, date] = {}
        self._people: tuple[Person, ...] = ()
        self._awaited: UUID | None = None
        self.table = RecordTable(
            _("People"),
            sorted_by_any(self._columns()),
            desk.theme,
        )
        whose = str(desk.actor.user_id)
        self.filter = FilterBar(_("Search people"))
        states = [
            Choice("here", _("Works here")),
            Choice("away", pgettext("a person", "Away")),
            Choice("left", _("Has left")),
        ]
        self.filter.add_choice("state", _("State"), states, _("Everyone"))
        self.filter.add_choice("debriefs", _("Debriefs"), [Choice("leads", _("May lead debriefs"))], shown=False)
        self.views = ViewChips(self.filter, _built_in_views(), whose, "people")
        self.views.changed.connect(self._count_views)
        self.filter.add_tool(self.views)
        self.filter.changed.connect(self._start)
        self.table.remember(whose, "people")
        self.table.menu_opens.connect(self._fill_menu)
        self._held = HeldRows(self.table)
        self.table.opened.connect(self.change)
        self.table.selected.connect(self._follow)
        self.add = Button(_("&Add a person"), "", Icon.ADD_PERSON, self.begin)
        self.edit = Button(_("&Change"), "", Icon.EDIT, self.change)
        self.hours = Button(_("Working ho&urs"), "", Icon.TIME, self.ask_hours)
        self.away = Button(_("A&way"), "", Icon.CALENDAR, self.ask_away)
        self._empty = EmptyState(
            _("No one is on the list yet"),
            _("People on the list can be named in reports and offered support; they need no account for that."),
            Icon.PEOPLE,
            _("Add a person"),
            self.begin,
        )
        self.master = MasterDetail(self.table)
        self.master.remember(whose, "people")
        self.master.asked.connect(self._preview)
        self._nothing_found = nothing_matches(_("Try fewer words."), self.filter.clear)
        self._stack = OneInFront(self.master, self._empty, self._nothing_found)
        self.setLayout(column(self._stack))
        self._follow()

    def show_people(self, names: ClinicChoices, away: Mapping[UUID, date]) -> None:
        """Show everyone, and until when those who are `away` are; people who left come last."""
        self._names, self._away_until = names, away
        self._people = tuple(sorted(names.people, key=lambda person: (not person.active, person.name.casefold())))
        self._start()
        awaited, self._awaited = self._awaited, None
        if awaited is not None:
            self.go_to(awaited)

    @Slot()
    def _start(self) -> None:
        choices = self.filter.chosen()
        fitting = tuple(person for person in self._people if self._fits(person, choices))
        n = len(fitting)
        self.filter.say_count(ngettext("{n} person", "{n} people", n).format(n=number_text(n)))
        self.filter.setVisible(bool(self._people))
        empty = self._nothing_found if self._people else self._empty
        self._stack.bring(self.master if n else empty)
        self._held.show(fitting)
        self._count_views()
        self._follow()

    def go_to(self, wanted: UUID) -> None:
        """Come to the row of this person; a filter that hides it is cleared."""
        if not self._held.go_to(wanted):
            self.filter.choose_all({})
            self._start()
            self._held.go_to(wanted)

    def _fits(self, person: Person, choices: Mapping[str, str]) -> bool:
        wanted = wanted_words(choices.get("words", ""))
        said = folded(f"{person.name} {self._job(person)} {self._where(person)}")
        return (
            self._in_state(person, choices.get("state"))
            and ("debriefs" not in choices or (person.may_facilitate and person.active))
            and all(word in said for word in wanted)
        )

    def _in_state(self, person: Person, state: str | None) -> bool:
        match state:
            case "here":
                return person.active
            case "away":
                return person.active and person.id in self._away_until
            case "left":
                return not person.active
            case _:
                return True

    @Slot()
    def _count_views(self) -> None:
        self.views.count(lambda choices: sum(self._fits(person, choices) for person in self._people))

    @Slot()
    def begin(self) -> None:
        """Ask for a new person."""
        PersonDialog(self.desk, self, self._names, self._sites(), None, self._added).open()

    @Slot()
    def change(self) -> None:
        """Change the person of the current row."""
        person = self.table.current()
        if person is not None:
            PersonDialog(self.desk, self, self._names, self._sites(), person, partial(self._changed, person)).open()

    @Slot()
    def ask_hours(self) -> None:
        """Show the working hours of the person of the current row."""
        person = self.table.current()
        if person is not None:
            self.desk.runner.run(asked(shifts_of, person.id), owner=self, then=partial(self._show_hours, person))

    @Slot()
    def ask_away(self) -> None:
        """Show when the person of the current row is away."""
        person = self.table.current()
        if person is not None:
            AbsencesDialog(self.desk, self, [person]).open()

    def _sites(self) -> tuple[Site, ...]:
        own_only = grant(self.desk.actor.role, Permission.MANAGE_CLINIC).scope is Scope.SITE
        return tuple(site for site in self._names.open_sites if not own_only or site.id in self.desk.actor.sites)

    def _show_hours(self, person: Person, shifts: tuple[Shift, ...]) -> None:
        ShiftsDialog(self.desk, self, person, shifts, partial(self._hours_kept, person, shifts)).open()

    def _added(self, person: Person) -> None:
        self._awaited = person.id
        undo = partial(self._take_back, replace(person, active=False), person)
        self.desk.messages.tell(_("{name} is on the list.").format(name=person.name), undo=undo)

    def _changed(self, before: Person, after: Person) -> None:
        undo = partial(self._take_back, before, after)
        self.desk.messages.tell(_("Saved: {name}.").format(name=after.name), undo=undo)

    def _take_back(self, before: Person, after: Person) -> None:
        self.desk.runner.run(asked(change_person, replace(before, version=after.version)), owner=self)

    def _hours_kept(self, person: Person, before: tuple[Shift, ...], _after: object) -> None:
        undo = partial(self._hours_back, person, before)
        self.desk.messages.tell(_("The working hours of {name} are saved.").format(name=person.name), undo=undo)

    def _hours_back(self, person: Person, before: tuple[Shift, ...]) -> None:
        drafts = tuple(ShiftDraft(one.weekday, one.start, one.end, one.breaks) for one in before)
        self.desk.runner.run(asked(set_shifts, person.id, drafts), owner=self)

    @Slot()
    def _follow(self) -> None:
        person = self.table.current()
        reached = person is not None and any(site.id == person.site_id for site in self._sites())
        self.edit.setEnabled(reached)
        self.hours.setEnabled(reached)
        self.away.setEnabled(reached)
        self.chosen.emit()

    def _steps(self) -> tuple[PreviewAction, ...]:
        if not self.edit.isEnabled():
            return ()
        return (
            PreviewAction(_("Change"), self.change, primary=True),
            PreviewAction(_("Working hours"), self.ask_hours),
            PreviewAction(_("Away"), self.ask_away),
        )

    @Slot(object)
    def _fill_menu(self, menu: QMenu) -> None:
        fill_row_menu(menu, self.master, self._steps(), self.print_wanted.emit, may_print=self.table.total > 0)

    @Slot(object)
    def _preview(self, person: Person) -> None:
        facts = facts_of(self.table.all_columns, person, without=("name", "state"))
        self.master.show_preview(
            person, Preview(person.name, ((self._state(person), self._state_tone(person)),), facts, (), self._steps())
        )

    def _columns(self) -> list[ListColumn]:
        return [
            ListColumn("name", _("Name"), _name_of, 18, weight=9),
            ListColumn("job", _("Job"), self._job, 18),
            ListColumn("where", _("Where"), self._where, 22, stretch=True, short=self._desk),
            ListColumn("manager", _("Manager"), self._manager, 16, spare=True),
            ListColumn("debriefs", _("Debriefs"), _debriefs, 8, spare=True),
            ListColumn("state", _("State"), self._state, 10, tone=self._state_tone),
        ]

    def _state(self, person: Person) -> str:
        if not person.active:
            return _("left")
        until = self._away_until.get(person.id)
        return _("away until {day}").format(day=day_text(until)) if until is not None else _("works here")

    def _state_tone(self, person: Person) -> str:
        if not person.active:
            return "quiet"
        return "notice" if person.id in self._away_until else "good"

    def _job(self, person: Person) -> str:
        return self._names.label("job", person.job)

    def _where(self, person: Person) -> str:
        return " · ".join(filter(None, (self._names.site(person.site_id), self._names.desk(person.desk_id))))

    def _desk(self, person: Person) -> str:
        """The half of it that tells people at one site apart."""
        return self._names.desk(person.desk_id) or self._names.site(person.site_id)

    def _manager(self, person: Person) -> str:
        return self._names.person(person.manager_id) if person.manager_id else ""


def _built_in_views() -> list[ListView]:
    return [
        ListView(_("Works here"), {"state": "here"}),
        ListView(pgettext("a person", "Away"), {"state": "away"}),
        ListView(_("May lead debriefs"), {"debriefs": "leads"}),
    ]


def _name_of(person: Person) -> str:
    return person.name


def _debriefs(person: Person) -> str:
    return _("may lead") if person.may_facilitate else ""
