"""When someone is away: the entries of one person, and the fields of one entry. That is all: no kind, and no reason."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, time
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QWidget

from incident_tracker.domain.clinic.absences import Absence, AbsenceDraft
from incident_tracker.domain.clinic.calendars import Span
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.oversight.clinic_changes import Moves
from incident_tracker.usecases.clinic.absences import (
    absences_of,
    add_absence,
    change_absence,
    end_absence,
    remove_absence,
)
from incident_tracker.usecases.oversight.clinic_changes import if_away
from incident_tracker.wording import _
from ui.moving import Moving
from ui.page import PageDesk
from ui.runner import Asked, asked
from ui.screen_text import day_text, time_text
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.day_field import DayField
from ui.widgets.dialogs import Question
from ui.widgets.flow_layout import flowing
from ui.widgets.form import Form
from ui.widgets.text import text_label
from ui.widgets.time_field import TimeField

_ABSENCE = Qt.ItemDataRole.UserRole
_LINES = 5
_NO_LENGTH = Span(time(8), time(12))


def absence_text(absence: Absence, zone: ZoneInfo) -> str:
    """ "3 Mar 2026 to 6 Mar 2026", "3 Mar 2026", or "3 Mar 2026, 1:00 PM to 5:00 PM"."""
    first = day_text(absence.first)
    if absence.hours is not None:
        start, end = (time_text(moment, zone) for moment in absence.between(zone))
        return _("{day}, {start} to {end}").format(day=first, start=start, end=end)
    if absence.last == absence.first:
        return first
    return _("{start} to {end}").format(start=first, end=day_text(absence.last))


class AbsencesDialog(Question):
    """The entries of one of `people`, with what can be done about each. Every act closes it and can be undone."""

    def __init__(self, desk: PageDesk, parent: QWidget, people: Sequence[Person]) -> None:
        heading = _("Away: {name}").format(name=people[0].name) if len(people) == 1 else _("Who is away")
        text = _("No debrief is planned with someone who is away. The reason is not kept, and no one is asked for it.")
        super().__init__(parent, heading, text, _("Add days away"))
        self._desk, self._page = desk, parent
        self._people = QComboBox()
        for person in people:
            self._people.addItem(person.name, person)
        if len(people) > 1:
            form = Form()
            form.add("person", _("&Person"), self._people)
            self.body.addWidget(form)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Days away"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(self.list.fontMetrics().lineSpacing() * _LINES + px(16))
        self._none = text_label(_("Nothing is entered."), "small")
        self.edit = Button(_("&Change"), "small", None, self.change)
        self.back_today = Button(_("&Back today"), "small", None, self.end)
        self.out = Button(_("&Remove"), "small", None, self.take_out)
        self.body.addWidget(self._none)
        self.body.addWidget(self.list)
        self.body.addWidget(flowing(self.edit, self.back_today, self.out, gap=px(8)))
        self.list.currentRowChanged.connect(self._follow)
        self._people.currentIndexChanged.connect(self._ask)
        self._show(())
        self._ask()

    @property
    def person(self) -> Person:
        """Whose entries are shown."""
        person = self._people.currentData()
        assert isinstance(person, Person)
        return person

    @Slot()
    def accept(self) -> None:
        """Ask for the days of a new entry."""
        self.reject()
        AbsenceDialog(self._desk, self._page, self.person, None, partial(_added, self._desk, self._page)).open()

    @Slot()
    def change(self) -> None:
        """Ask for other days."""
        one = self._current()
        if one is not None:
            self.reject()
            then = partial(_changed, self._desk, self._page, one)
            AbsenceDialog(self._desk, self._page, self.person, one, then).open()

    @Slot()
    def end(self) -> None:
        """The person is back."""
        one = self._current()
        if one is not None:
            self.reject()
            question = asked(end_absence, one.id, one.version)
            self._desk.runner.run(question, owner=self._page, then=partial(_ended, self._desk, self._page, one))

    @Slot()
    def take_out(self) -> None:
        """The entry was a mistake."""
        one = self._current()
        if one is not None:
            self.reject()
            question = asked(remove_absence, one.id, one.version)
            self._desk.runner.run(question, owner=self._page, then=partial(_removed, self._desk, self._page, one))

    def _current(self) -> Absence | None:
        item = self.list.currentItem()
        one = item.data(_ABSENCE) if item is not None else None
        return one if isinstance(one, Absence) else None

    @Slot()
    def _ask(self) -> None:
        self._desk.runner.run(asked(absences_of, self.person.id), owner=self, then=self._show)

    def _show(self, found: tuple[Absence, ...]) -> None:
        self.list.clear()
        for one in found:
            item = QListWidgetItem(absence_text(one, self._desk.zone))
            item.setData(_ABSENCE, one)
            self.list.addItem(item)
        self._none.setVisible(not found)
        for part in (self.list, self.edit, self.back_today, self.out):
            part.setVisible(bool(found))
        coming = [row for row, one in enumerate(found) if one.last >= _today(self._desk)]
        self.list.setCurrentRow(coming[0] if coming else len(found) - 1)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        one, today = self._current(), _today(self._desk)
        month = today.replace(day=1)
        self.edit.setEnabled(one is not None and one.last >= month)
        self.back_today.setEnabled(one is not None and one.first <= today <= one.last)
        self.out.setEnabled(one is not None and one.first >= month)


class AbsenceDialog(Moving[Absence]):
    """From which day to which, or which part of one day."""

    def __init__(
        self,
        desk: PageDesk,
        parent: QWidget,
        person: Person,
        absence: Absence | None,
        then: Callable[[Absence], object],
    ) -> None:
        heading = _("{name} is away").format(name=person.name)
        super().__init__(desk, parent, heading, _("Both days count. The reason is not kept."), _("Save"), then)
        self._person, self._absence = person, absence
        today = _today(desk)
        hours = absence.hours if absence is not None else None
        self.first, self.last = DayField(today, chips=False), DayField(today, chips=False)
        if absence is not None:
            self.first.set_day(absence.first)
            self.last.set_day(absence.last)
        self.part = CheckBox(_("&Only part of that day"))
        self.part.setChecked(hours is not None)
        self.start = TimeField((hours or _NO_LENGTH).start, _("Away from"))
        self.end = TimeField((hours or _NO_LENGTH).end, _("Away to"))
        self.form.add("first", _("&First day"), self.first)
        self.form.add("last", _("&Last day"), self.last)
        self.form.add_widget(self.part)
        self.form.add("start", _("F&rom"), self.start)
        self.form.add("end", _("&To"), self.end)
        self.first.changed.connect(self._keep_order)
        self.part.toggled.connect(self._enable)
        self._enable()

    def foresee(self) -> Asked[Moves] | None:
        return asked(if_away, self._draft(), self._absence)

    def send(self) -> None:
        draft = self._draft()
        if self._absence is None:
            self.run(asked(add_absence, draft))
        else:
            wanted = replace(self._absence, first=draft.first, last=draft.last, hours=draft.hours)
            self.run(asked(change_absence, wanted))

    def _draft(self) -> AbsenceDraft:
        part = self.part.isChecked()
        hours = Span(self.start.chosen(), self.end.chosen()) if part else None
        first = self.first.day()
        return AbsenceDraft(self._person.id, first, first if part else self.last.day(), hours)

    @Slot()
    def _keep_order(self) -> None:
        """A later first day takes the last one along."""
        if self.last.day() < self.first.day():
            self.last.set_day(self.first.day())

    @Slot()
    def _enable(self) -> None:
        part = self.part.isChecked()
        self.last.setEnabled(not part)
        for field in (self.start, self.end):
            field.setEnabled(part)


def _today(desk: PageDesk) -> date:
    return desk.now().astimezone(desk.zone).date()


def _added(desk: PageDesk, page: QWidget, after: Absence) -> None:
    question = asked(remove_absence, after.id, after.version)
    words = _("Entered as away: {days}.").format(days=absence_text(after, desk.zone))
    desk.messages.tell(words, undo=partial(_undo, desk, page, question))


def _changed(desk: PageDesk, page: QWidget, before: Absence, after: Absence) -> None:
    question = asked(change_absence, replace(before, version=after.version))
    words = _("Entered as away: {days}.").format(days=absence_text(after, desk.zone))
    desk.messages.tell(words, undo=partial(_undo, desk, page, question))


def _ended(desk: PageDesk, page: QWidget, before: Absence, left: Absence | None) -> None:
    again = _again(before) if left is None else asked(change_absence, replace(before, version=left.version))
    desk.messages.tell(_("Back today. Free times count again."), undo=partial(_undo, desk, page, again))


def _removed(desk: PageDesk, page: QWidget, before: Absence, _nothing: None) -> None:
    words = _("No longer entered as away: {days}.").format(days=absence_text(before, desk.zone))
    desk.messages.tell(words, undo=partial(_undo, desk, page, _again(before)))


def _again(absence: Absence) -> Asked[Absence]:
    return asked(add_absence, AbsenceDraft(absence.person_id, absence.first, absence.last, absence.hours))


def _undo(desk: PageDesk, page: QWidget, question: Asked[Any]) -> None:
    desk.runner.run(question, owner=page)
