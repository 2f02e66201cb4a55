"""The paid hours of a member of staff: for each weekday start, end and break."""

from collections.abc import Callable
from datetime import time

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from incident_tracker.domain.clinic.calendars import Break, Shift
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.oversight.clinic_changes import Moves
from incident_tracker.usecases.clinic.people import ShiftDraft, set_shifts
from incident_tracker.usecases.oversight.clinic_changes import if_shifts
from incident_tracker.wording import _, pgettext
from ui.moving import Moving
from ui.page import PageDesk
from ui.runner import Asked, asked
from ui.screen_text import locale
from ui.theme.spacing import is_roomy, px
from ui.widgets.check_box import CheckBox
from ui.widgets.layout import grid_of_days
from ui.widgets.text import text_label
from ui.widgets.time_field import TimeField


class ShiftsDialog(Moving[tuple[Shift, ...]]):
    """One line a weekday. A debrief is only planned within these hours, and never in a break."""

    def __init__(
        self,
        desk: PageDesk,
        parent: QWidget,
        person: Person,
        shifts: tuple[Shift, ...],
        then: Callable[[tuple[Shift, ...]], object],
    ) -> None:
        text = _("Debriefs are planned into paid hours, and never into a break. No break: both its times are the same.")
        heading = _("Working hours of {name}").format(name=person.name)
        super().__init__(desk, parent, heading, text, _("Save"), then)
        self._person = person
        self._others = tuple(shift for shift in shifts if shift not in _first_of_each_day(shifts).values())
        self.days = [_Day(weekday, _first_of_each_day(shifts).get(weekday)) for weekday in range(7)]
        grid = _on_one_line(self.days) if is_roomy() else _on_two_lines(self.days)
        self.body.insertLayout(0, grid)

    def foresee(self) -> Asked[Moves] | None:
        return asked(if_shifts, self._person.id, self._drafts())

    def send(self) -> None:
        self.run(asked(set_shifts, self._person.id, self._drafts()))

    def _drafts(self) -> tuple[ShiftDraft, ...]:
        drafts = [draft for day in self.days if (draft := day.draft()) is not None]
        return *drafts, *(ShiftDraft(one.weekday, one.start, one.end, one.breaks) for one in self._others)


class _Day:
    """The fields of one weekday."""

    def __init__(self, weekday: int, shift: Shift | None) -> None:
        self.weekday = weekday
        self._more_breaks = shift.breaks[1:] if shift else ()
        pause = shift.breaks[0] if shift and shift.breaks else None
        name = locale().standaloneDayName(weekday + 1)
        self.works = CheckBox(name)
        self.works.setMinimumWidth(self.works.fontMetrics().horizontalAdvance(name) + px(36))
        self.start = TimeField(shift.start if shift else time(8), _("{day} from").format(day=name))
        self.end = TimeField(shift.end if shift else time(17), _("{day} to").format(day=name))
        self.break_start = TimeField(pause.start if pause else time(12), _("{day} break from").format(day=name))
        # A break of no length is no break: both fields then show the same time.
        self.break_end = TimeField(pause.end if pause else time(12), _("{day} break to").format(day=name))
        self.paid = CheckBox()
        self.paid.setAccessibleName(_("{day} break is paid").format(day=name))
        self.paid.setChecked(pause is not None and pause.paid)
        self.fields: tuple[QWidget, ...] = (
            self.works,
            self.start,
            self.end,
            self.break_start,
            self.break_end,
            self.paid,
        )
        self.works.setChecked(shift is not None)
        self.works.toggled.connect(self._enable)
        self._enable()

    def draft(self) -> ShiftDraft | None:
        """What is filled in; None for a free day."""
        if not self.works.isChecked():
            return None
        start, end = self.break_start.chosen(), self.break_end.chosen()
        pause = () if start == end else (Break(start, end, self.paid.isChecked()),)
        return ShiftDraft(self.weekday, self.start.chosen(), self.end.chosen(), (*pause, *self._more_breaks))

    @Slot()
    def _enable(self) -> None:
        for field in self.fields[1:]:
            field.setEnabled(self.works.isChecked())


def _first_of_each_day(shifts: tuple[Shift, ...]) -> dict[int, Shift]:
    first: dict[int, Shift] = {}
    for shift in sorted(shifts, key=lambda one: (one.weekday, one.start)):
        first.setdefault(shift.weekday, shift)
    return first


def _on_one_line(days: "list[_Day]") -> QGridLayout:
    """Each day has one line, under the names of the columns."""
    grid = grid_of_days()
    paid = pgettext("a break", "Paid")
    for place, name in enumerate((_("Day"), _("From"), _("To"), _("Break from"), _("Break to"), paid)):
        grid.addWidget(text_label(name, "small"), 0, place)
    for line, day in enumerate(days, 1):
        for place, field in enumerate(day.fields):
            grid.addWidget(field, line, place)
    return grid


def _on_two_lines(days: "list[_Day]") -> QGridLayout:
    """Each day has two lines, the second one for its break, so that large letters find room."""
    grid = grid_of_days()
    for line, day in enumerate(days):
        day.paid.setText(pgettext("a break", "Paid"))
        grid.addWidget(day.works, 4 * line + 1, 0)
        for place, (name, field) in enumerate(((_("From"), day.start), (_("To"), day.end)), 1):
            grid.addWidget(text_label(name, "small"), 4 * line, place)
            grid.addWidget(field, 4 * line + 1, place)
        grid.addWidget(day.paid, 4 * line + 3, 0)
        for place, (name, field) in enumerate(((_("Break from"), day.break_start), (_("Break to"), day.break_end)), 1):
            grid.addWidget(text_label(name, "small"), 4 * line + 2, place)
            grid.addWidget(field, 4 * line + 3, place)
    return grid
