"""A future day: typed, chosen from a calendar, or by a chip such as "in a month"."""

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtWidgets import QDateEdit, QWidget

from incident_tracker.wording import _
from ui.icons import Icon
from ui.screen_text import locale
from ui.theme.spacing import px
from ui.widgets.buttons import Button, IconButton
from ui.widgets.calendar import CalendarPopup
from ui.widgets.flow_layout import flowing
from ui.widgets.layout import column
from ui.widgets.time_field import indent


class _Days(QDateEdit):
    """Up and Down go on from day to day, past the end of a week or a month, where Qt stops."""

    def stepBy(self, steps: int) -> None:
        if self.currentSection() is not QDateEdit.Section.DaySection:
            super().stepBy(steps)
            return
        place = self.currentSectionIndex()
        self.setDate(self.date().addDays(steps))
        self.setCurrentSectionIndex(place)
        self.setSelectedSection(self.currentSection())

    def stepEnabled(self) -> QDateEdit.StepEnabledFlag:
        return QDateEdit.StepEnabledFlag.StepUpEnabled | QDateEdit.StepEnabledFlag.StepDownEnabled


class DayField(QWidget):
    """A date at the site goes in and out. Signals: `changed()`."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None, *, chips: bool = True) -> None:
        """`today` at the site; the `chips`, where they are wanted, count from it."""
        super().__init__(parent)
        self._edit = _Days()
        self._calendar: CalendarPopup | None = None
        self._edit.setLocale(locale())
        self._edit.setDisplayFormat(_("ddd d MMM yyyy"))
        indent(self._edit)
        self._edit.dateChanged.connect(self.changed)
        self.setFocusProxy(self._edit)
        self.set_day(today)
        offers = ((_("In 2 weeks"), 14), (_("In a month"), 30), (_("In 3 months"), 91))
        later = [
            Button(text, "small", None, partial(self.set_day, today + timedelta(days=days)))
            for text, days in (offers if chips else ())
        ]
        opener = IconButton(Icon.CALENDAR, _("Choose a day"), self._show_calendar)
        self.setLayout(column(flowing(self._edit, opener, *later, gap=px(6), centered=True)))

    def setAccessibleName(self, name: str) -> None:  # Qt's own name
        super().setAccessibleName(name)
        self._edit.setAccessibleName(name)

    def day(self) -> date:
        """The chosen day."""
        chosen = self._edit.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    @Slot()
    def _show_calendar(self) -> None:
        if self._calendar is None:  # Qt's own opens by mouse only
            self._calendar = CalendarPopup(self._edit)
            self._calendar.chosen.connect(self._day_chosen)
        self._calendar.ask(self._edit.date())

    @Slot(QDate)
    def _day_chosen(self, day: QDate) -> None:
        self._edit.setDate(day)
        self._edit.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def set_day(self, day: date) -> None:
        """Show a day."""
        self._edit.setDate(QDate(day.year, day.month, day.day))
