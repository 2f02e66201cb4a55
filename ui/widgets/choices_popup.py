"""Choices behind one button, where large letters leave the room to a list or a page."""

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.theme.spacing import px
from ui.widgets.buttons import Button

_ANSWERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ChoicesButton(Button):
    """Opens the boxes that were added, one below the other; Enter or Escape closes them again."""

    def __init__(self, words: str, name: str) -> None:
        """`words` on the button; `name` is spoken when the boxes are shown."""
        super().__init__(words, "small", None, self.open_choices)
        self._popup = _Popup(self, name)
        self.hide()

    def add(self, box: QWidget) -> None:
        """One more box; the button is there from the first one on."""
        self._popup.column.addWidget(box)
        self.show()

    @Slot()
    def open_choices(self) -> None:
        """Show the boxes below the button, within the window, with the focus in the first."""
        self._popup.adjustSize()
        window, size = self.window(), self._popup.sizeHint()
        at = self.mapTo(window, QPoint(0, self.height()))
        left = max(0, min(at.x(), window.width() - size.width()))
        top = max(0, min(at.y(), window.height() - size.height()))
        self._popup.move(window.mapToGlobal(QPoint(left, top)))
        self._popup.show()
        self._popup.begin()


class _Popup(QFrame):
    def __init__(self, button: Button, name: str) -> None:
        super().__init__(button, Qt.WindowType.Popup)
        self.setProperty("look", "popup")
        self.setAccessibleName(name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(12), px(12), px(12), px(12))
        self.column.setSpacing(px(8))

    def begin(self) -> None:
        """Put the focus into the first box that is offered."""
        boxes = [item.widget() for at in range(self.column.count()) if (item := self.column.itemAt(at)) is not None]
        shown = [box for box in boxes if box is not None and not box.isHidden()]
        if shown:
            shown[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ANSWERS:
            self.close()
        else:
            super().keyPressEvent(event)
