"""A month to choose a day from, all of it by keyboard, in our own colors."""

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPalette, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QVBoxLayout, QWidget

from incident_tracker.wording import _
from ui.icons import Icon, icon
from ui.screen_text import locale
from ui.theme.spacing import px


class Calendar(QCalendarWidget):
    """Qt's own, whose buttons for month and year cannot have the focus and whose weekends are red on any background."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Day"))
        self.setLocale(locale())
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setGridVisible(False)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, QTextCharFormat())
        for part, name, meaning in (
            ("prevmonth", _("The month before"), Icon.LEFT),
            ("monthbutton", _("Month"), None),
            ("yearbutton", _("Year"), None),
            ("nextmonth", _("The month after"), Icon.RIGHT),
        ):
            button = self.findChild(QToolButton, f"qt_calendar_{part}")
            assert isinstance(button, QToolButton)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.installEventFilter(self)
            if meaning is not None:
                button.setIcon(icon(meaning, QPalette.ColorRole.ButtonText))
                button.setIconSize(QSize(px(18), px(18)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QToolButton) and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            watched.setProperty("focused", event.type() == QEvent.Type.FocusIn)  # it hides its focus from the style
            watched.style().polish(watched)
        return super().eventFilter(watched, event)


class CalendarPopup(QWidget):
    """A month under a field. Signals: `chosen(QDate)`."""

    chosen = Signal(QDate)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setProperty("look", "surface")
        self._field = field
        self._month = Calendar()
        self._month.clicked.connect(self._take)
        self._month.activated.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(4), px(4), px(4), px(4))
        layout.addWidget(self._month)

    def ask(self, day: QDate) -> None:
        """Open under the field, at `day`."""
        self._month.setSelectedDate(day)
        self.move(self._field.mapToGlobal(QPoint(0, self._field.height() + px(4))))
        self.show()
        self._month.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot(QDate)
    def _take(self, day: QDate) -> None:
        self.hide()
        self.chosen.emit(day)
