"""When it happened: typed in a few keys, chosen from chips or a calendar, exact or "about"."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from incident_tracker import wording
from incident_tracker.wording import _
from ui.icons import Icon
from ui.screen_text import locale, moment_text
from ui.theme.spacing import is_roomy, px
from ui.widgets.buttons import Button, IconButton
from ui.widgets.calendar import CalendarPopup
from ui.widgets.check_box import CheckBox
from ui.widgets.flow_layout import flowing
from ui.widgets.layout import row
from ui.widgets.moment_shortcuts import is_day_alone, read_moment
from ui.widgets.text import text_label

_AGO = (5, 15, 60)
_WIDE = datetime(2026, 9, 30, 22, 58, tzinfo=UTC)
"""As many letters as a moment has."""


class MomentField(QWidget):
    """A moment at the site; an aware UTC datetime goes in and out.

    Signals: `changed()` when the moment or its precision changed; `picked()` after a shortcut or Enter took one;
    with `one_line` also `unread(str)`, which says why what is typed is no moment.
    """

    changed = Signal()
    picked = Signal()
    unread = Signal(str)

    def __init__(
        self,
        now: Callable[[], datetime],
        zone: ZoneInfo,
        about: bool = True,
        chips: bool = True,
        one_line: bool = False,
        ahead: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`about`: offer "about this time"; `chips`: offer "5 min ago" and its like; `one_line`: all side by side;
        `ahead`: it is about what is planned.
        """
        super().__init__(parent)
        self._now = now
        self._zone = zone
        self._moment: datetime | None = None
        self._one_line = one_line
        self._ahead = ahead
        self._unreadable = ""  # what is typed, as long as it is no moment
        self._typed = QLineEdit()
        if one_line:
            self._typed.setPlaceholderText(_("14:05, y 9:30"))
            self._typed.setFixedWidth(self._typed.fontMetrics().horizontalAdvance(moment_text(_WIDE, zone)) + px(32))
        else:
            self._typed.setPlaceholderText(
                _("mon 3pm, tomorrow 14:05, in 2 h") if ahead else _("n = now, y 14:05, mon 3pm, 20 min ago")
            )
            words = self._typed.fontMetrics().horizontalAdvance(self._typed.placeholderText())
            self._typed.setMinimumWidth(words + px(28))
        self._typed.editingFinished.connect(self._take_typed)
        self._typed.returnPressed.connect(self._enter_typed)
        self._typed.installEventFilter(self)
        self.setFocusProxy(self._typed)
        self._calendar_button = IconButton(Icon.CALENDAR, _("Choose a day"), self._show_calendar)
        self._about = CheckBox(_("about this time"))
        if not about:
            self._about.hide()
        self._about.toggled.connect(self._about_changed)
        self._hint = text_label("", "error")
        self._hint.hide()
        self._calendar: CalendarPopup | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        if one_line:
            self._about.setText(_("about"))
            self._about.setToolTip(_("about this time"))
            self._about.setAccessibleName(_("about this time"))
            parts = (self._typed, self._calendar_button, *self._chips(), self._about)
            if is_roomy():
                layout.addLayout(row(*parts, gap=4))
            else:
                layout.addWidget(flowing(*parts, gap=px(4), centered=True))
        else:
            layout.addWidget(flowing(self._typed, self._calendar_button, self._about, gap=px(12), centered=True))
        if chips and not one_line:
            layout.addWidget(flowing(*self._chips(), gap=px(6)))
        layout.addWidget(self._hint)

    def setAccessibleName(self, name: str) -> None:  # Qt's own name
        super().setAccessibleName(name)
        self._typed.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:  # Qt's own name
        super().setAccessibleDescription(description)
        self._typed.setAccessibleDescription(description)

    def moment(self) -> datetime | None:
        """The moment in UTC; None while it is empty or cannot be read."""
        self._take_typed()
        return self._moment

    def shown(self) -> str:
        """The moment as it is written in the field."""
        return self._typed.text()

    @property
    def is_about(self) -> bool:
        """True if the moment is only about right."""
        return self._about.isChecked()

    @property
    def cannot_be_read(self) -> bool:
        """Is something typed that is not a moment?"""
        return bool(self._unreadable)

    @property
    def unread_text(self) -> str:
        """What is typed while it is no moment yet; empty if it is one."""
        self._take_typed()
        return self._unreadable

    def show_unread(self, text: str) -> None:
        """Show again what someone typed before it was a moment, and why it is none."""
        self._typed.setText(text)
        self._typed.setModified(True)
        self._take_typed()

    def set_moment(self, moment: datetime | None, about: bool = False) -> None:
        """Show an aware moment."""
        self._moment = moment.astimezone(UTC).replace(second=0, microsecond=0) if moment else None
        self._about.setChecked(about)
        self._typed.setText(moment_text(self._moment, self._zone) if self._moment else "")
        self._typed.setModified(False)
        self._typed.setCursorPosition(0)
        self._unreadable = ""
        self._hint.hide()
        self.changed.emit()

    def set_now(self) -> None:
        """The present moment, exact."""
        self.set_moment(self._now())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            self._typed.selectAll()
        return super().eventFilter(watched, event)

    def _chips(self) -> list[QWidget]:
        labels = {5: _("5 min ago"), 15: _("15 min ago"), 60: _("1 hour ago")}
        chips: list[QWidget] = [Button(_("Now"), "small", None, partial(self._minutes_ago, 0))]
        for minutes in _AGO:
            chip = Button(labels[minutes], "small", None, partial(self._minutes_ago, minutes))
            if self._one_line:
                chip.setAccessibleName(labels[minutes])
                chip.setToolTip(labels[minutes])
                chip.setText(f"−{minutes}")
            chips.append(chip)
        return chips

    def step_back(self) -> None:
        """Now becomes 5, then 15, then 60 minutes ago, and now again."""
        ago = (self._now() - (self.moment() or self._now())) // timedelta(minutes=1)
        self.set_moment(self._now() - timedelta(minutes=next((minutes for minutes in _AGO if minutes > ago), 0)))

    def _minutes_ago(self, minutes: int) -> None:
        self.set_moment(self._now() - timedelta(minutes=minutes))
        self.picked.emit()

    @Slot()
    def _enter_typed(self) -> None:
        if self.moment() is not None:
            self.picked.emit()

    @Slot()
    def _take_typed(self) -> None:
        if not self._typed.isModified():
            return
        text = self._typed.text().strip()
        if not text:
            self.set_moment(None)
            return
        day_first = wording.language() == "es" or not locale().dateFormat(locale().FormatType.ShortFormat).startswith(
            "M"
        )
        local = self._now().astimezone(self._zone)
        meant = read_moment(text, local, day_first, self._ahead)
        if meant is None:
            if self._unreadable == text:
                return  # said already: who hears of a change asks for the moment again
            self._moment = None
            self._unreadable = text
            self._typed.setModified(False)  # it is read once, also if the answer to `changed` asks for the moment
            if is_day_alone(text, local, day_first, self._ahead):
                why = _("This is a day. Please add the time, such as “{day} 14:05”.").format(day=text)
            elif self._ahead:
                why = _("This is not a date or time yet. Try 14:05, “tomorrow 9:30” or “mon 3pm”.")
            else:
                why = _("This is not a date or time yet. Try 14:05, “y 9:30” or “mon 3pm”.")
            self._hint.setText(why)
            self._hint.setVisible(not self._one_line)
            self.changed.emit()
            if self._one_line:
                self.unread.emit(why)
        else:
            self.set_moment(meant, self.is_about)

    @Slot(bool)
    def _about_changed(self, on: bool) -> None:
        self.changed.emit()

    @Slot()
    def _show_calendar(self) -> None:
        if self._calendar is None:
            self._calendar = CalendarPopup(self._typed)
            self._calendar.chosen.connect(self._day_chosen)
        local = (self._moment or self._now()).astimezone(self._zone)
        self._calendar.ask(QDate(local.year, local.month, local.day))

    @Slot(QDate)
    def _day_chosen(self, day: QDate) -> None:
        if self._moment is None:  # the time is still to be typed
            self._typed.setText(f"{day.toString(Qt.DateFormat.ISODate)} ")
            self._typed.setModified(True)
        else:
            local = self._moment.astimezone(self._zone)
            self.set_moment(local.replace(year=day.year(), month=day.month(), day=day.day()), self.is_about)
        self._typed.setFocus(Qt.FocusReason.PopupFocusReason)
