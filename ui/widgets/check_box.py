"""A check box whose letter checks it at once."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShortcutEvent
from PySide6.QtWidgets import QCheckBox


class CheckBox(QCheckBox):
    """Qt shows a box pressed for a tenth of a second after its letter, and what is typed meanwhile would be lost."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Shortcut and isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            if self.isEnabled():
                self.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self.click()
            return True
        return super().event(event)
