"""Parts of a page behind tabs, as Qt's own, but without what a screen reader would read aloud of those behind."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from ui.widgets.one_in_front import OneInFront


class Tabs(QWidget):
    """Called as Qt's `QTabWidget`. Signals: `currentChanged(int)` when another tab came to the front."""

    currentChanged = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QTabBar()
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.currentChanged.connect(self._turn)
        self._parts: list[QWidget] = []
        self._shown = OneInFront()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self._shown, 1)

    def setAccessibleName(self, name: str) -> None:  # Qt's own name
        self.bar.setAccessibleName(name)

    def addTab(self, part: QWidget, words: str) -> None:  # as Qt calls it
        """Add a part; the first one is in front."""
        self._parts.append(part)
        self._shown.add(part)
        self.bar.addTab(words)

    def count(self) -> int:
        """How many there are."""
        return len(self._parts)

    def currentIndex(self) -> int:  # as Qt calls it
        """Which one is in front, counted from 0."""
        return self.bar.currentIndex()

    def currentWidget(self) -> QWidget | None:  # as Qt calls it
        """The part in front."""
        return self._shown.front

    def setCurrentIndex(self, place: int) -> None:  # as Qt calls it
        """Bring the part at this place to the front."""
        self.bar.setCurrentIndex(place)

    def setCurrentWidget(self, part: QWidget) -> None:  # as Qt calls it
        """Bring this part to the front."""
        self.bar.setCurrentIndex(next((place for place, one in enumerate(self._parts) if one is part), 0))

    @Slot(int)
    def _turn(self, place: int) -> None:
        self._shown.bring(self._parts[place])
        self.currentChanged.emit(place)
