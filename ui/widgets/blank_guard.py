"""Keeps a blank in what is typed from opening the list of a box: "Bay View" is one name."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from ui.theme.style import Style


class BlankGuard(QObject):
    """Filters the events of every box in the application.

    Qt looks for the choice that begins with what is typed, but a blank opens the list. Here a blank that comes soon
    after a letter goes on with the name; by itself it opens the list as before.
    """

    def __init__(self, style: Style, parent: QObject) -> None:
        super().__init__(parent)
        self._typed_in: QObject | None = None
        self._typed_at = 0
        style.polished.connect(self._guard)

    @Slot(QWidget)
    def _guard(self, widget: QWidget) -> None:
        if isinstance(widget, QComboBox):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if not isinstance(watched, QComboBox) or watched.isEditable():
            return False
        goes_on = watched is self._typed_in and event.timestamp() - self._typed_at <= self._pause()
        is_blank = event.key() == Qt.Key.Key_Space and not event.modifiers()
        is_letter = event.text().isalnum() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        taken = is_blank and goes_on
        if is_letter or taken:
            self._typed_in, self._typed_at = watched, event.timestamp()
        else:
            self._typed_in = None
        if taken:
            _look_for_blank(watched)
        return taken

    @staticmethod
    def _pause() -> int:
        """Milliseconds after which Qt begins another word."""
        application = QApplication.instance()
        return application.keyboardInputInterval() if isinstance(application, QApplication) else 0


def _look_for_blank(box: QComboBox) -> None:
    """What Qt does with a letter: its list keeps what was typed, and finds the next that fits."""
    view, before = box.view(), box.currentIndex()
    view.setCurrentIndex(box.model().index(before, box.modelColumn(), box.rootModelIndex()))
    view.keyboardSearch(" ")
    found = view.currentIndex().row()
    if found not in (-1, before):
        box.setCurrentIndex(found)
        box.activated.emit(found)
