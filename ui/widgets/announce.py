"""Lets a screen reader say a sentence without moving the focus."""

import sys

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QWidget


def announce(widget: QWidget, text: str, at_once: bool = False) -> None:
    """Speak `text` on behalf of `widget`; `at_once` interrupts what is being read.

    Where nobody listens, nothing is done.
    """
    if not text or not QAccessible.isActive():
        return
    focused = QApplication.focusWidget()
    if sys.platform.startswith("linux") and focused is not None and focused.window() is widget.window():
        _Describing.of(focused).say(text)
        return
    event = QAccessibleAnnouncementEvent(widget, text)
    if at_once:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


class _Describing(QObject):
    """Says something as the description of what has the focus, until the focus goes on.

    WORKAROUND for Orca before version 45, which hears no announcements: it speaks what has the focus when its
    description changes.
    """

    def __init__(self, focused: QWidget) -> None:
        super().__init__(focused)
        self._focused = focused
        self._before = self._said = focused.accessibleDescription()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._go_on)

    @classmethod
    def of(cls, focused: QWidget) -> "_Describing":
        """The one that speaks through this widget."""
        return focused.findChild(cls, "", Qt.FindChildOption.FindDirectChildrenOnly) or cls(focused)

    def say(self, text: str) -> None:
        """Say it; the same words again are another description too."""
        if self._focused.accessibleDescription() != self._said:
            self._before = self._focused.accessibleDescription()  # its owner has described it otherwise meanwhile
        self._said = f"{text} " if text == self._said else text
        self._focused.setAccessibleDescription(self._said)

    @Slot(QWidget, QWidget)
    def _go_on(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is self._focused and now is not old:
            # later: the screen reader is told of the new focus first, and then of no change of it
            QTimer.singleShot(0, self._take_back)

    @Slot()
    def _take_back(self) -> None:
        if shiboken6.isValid(self._focused) and not self._focused.hasFocus():
            if self._focused.accessibleDescription() == self._said:
                self._focused.setAccessibleDescription(self._before)
            self.deleteLater()
