"""The name of a box that has no label beside it, for a screen reader."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QComboBox, QLabel


def name_box(box: QComboBox, name: str) -> None:
    """Call a box by this name. Where it has a label, that one is enough: it would be spoken twice.

    On Linux, Qt tells a screen reader what is chosen in a box instead of its name; the name is that of a label beside
    it. So it gets one that is never shown.
    """
    box.setAccessibleName(name)
    _UnseenLabel(box, name)


class _UnseenLabel(QObject):
    """Follows its box wherever a layout takes it."""

    def __init__(self, box: QComboBox, name: str) -> None:
        super().__init__(box)
        self._box = box
        self._label = QLabel(name.replace("&", "&&"), box.parentWidget() or box)
        self._label.setBuddy(box)
        self._label.hide()
        box.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ParentChange:
            self._label.setParent(self._box.parentWidget() or self._box)
        return False
