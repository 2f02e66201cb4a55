"""The paid hours of a member of staff: for each weekday from when to when, and the break."""

from collections.abc import Callable
from datetime import time

from PySide6.QtCore import QTime, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QTimeEdit, QWidget

from incident_tracker.domain.clinic.calendars import Break, Shift
from incident_tracker.domain.clinic.people import Person
from incident_tracker.usecases.clinic.people import ShiftDraft, set_shifts
from incident_tracker.wording import _, pgettext
from ui.asking import Asking
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import locale
from ui.theme.spacing import px
from ui.widgets.text import text_label


class ShiftsDialog(Asking[tuple[Shift, ...]]):
    """One line a weekday. A debrief is only ever planned into these hours, and never into a break."""

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
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(6))
        paid = pgettext("a break", "Paid")
        for place, text_ in enumerate((_("Day"), _("From"), _("To"), _("Break from"), _("Break to"), paid)):
            grid.addWidget(text_label(text_, "small"), 0, place)
        self.days = [_Day(weekday, _first_of_each_day(shifts).get(weekday)) for weekday in range(7)]
        for line, day in enumerate(self.days, 1):
            for place, field in enumerate(day.fields):
                grid.addWidget(field, line, place)
        self.body.insertLayout(0, grid)

    def send(self) -> None:
        drafts = [draft for day in self.days if (draft := day.draft()) is not None]
        kept = [ShiftDraft(shift.weekday, shift.start, shift.end, shift.breaks) for shift in self._others]
        self.run(asked(set_shifts, self._person.id, (*drafts, *kept)))


class _Day:
    """The fields of one weekday."""

    def __init__(self, weekday: int, shift: Shift | None) -> None:
        self.weekday = weekday
        self._more_breaks = shift.breaks[1:] if shift else ()
        pause = shift.breaks[0] if shift and shift.breaks else None
        name = locale().standaloneDayName(weekday + 1)
        self.works = QCheckBox(name)
        self.works.setMinimumWidth(self.works.fontMetrics().horizontalAdvance(name) + px(36))
        self.start = _time_field(shift.start if shift else time(8), _("{day} from").format(day=name))
        self.end = _time_field(shift.end if shift else time(17), _("{day} to").format(day=name))
        self.break_start = _time_field(pause.start if pause else time(12), _("{day} break from").format(day=name))
        # A break of no length is no break: both fields then show the same time.
        self.break_end = _time_field(pause.end if pause else time(12), _("{day} break to").format(day=name))
        self.paid = QCheckBox()
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
        start, end = _time_of(self.break_start), _time_of(self.break_end)
        pause = () if start == end else (Break(start, end, self.paid.isChecked()),)
        return ShiftDraft(self.weekday, _time_of(self.start), _time_of(self.end), (*pause, *self._more_breaks))

    @Slot()
    def _enable(self) -> None:
        for field in self.fields[1:]:
            field.setEnabled(self.works.isChecked())


def _first_of_each_day(shifts: tuple[Shift, ...]) -> dict[int, Shift]:
    first: dict[int, Shift] = {}
    for shift in sorted(shifts, key=lambda one: (one.weekday, one.start)):
        first.setdefault(shift.weekday, shift)
    return first


def _time_field(at: time, name: str) -> QTimeEdit:
    field = QTimeEdit(QTime(at.hour, at.minute))
    twelve = "A" in locale().timeFormat(locale().FormatType.ShortFormat).upper()
    field.setDisplayFormat("h:mm AP" if twelve else "HH:mm")
    field.setAccessibleName(name)
    field.setMinimumWidth(field.fontMetrics().horizontalAdvance("12:00 PM" if twelve else "00:00") + px(52))
    return field


def _time_of(field: QTimeEdit) -> time:
    return time(field.time().hour(), field.time().minute())
