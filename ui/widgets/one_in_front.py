"""Several widgets in one place, one of them in front; those behind are in no list that a screen reader reads."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

_LEFT_OUT = "qt_rubberband"


def show_part(part: QWidget, here: bool) -> None:
    """Show a part, or hide it from a screen reader too.

    WORKAROUND: Qt tells a screen reader of every child of a window, hidden or not: a list that was visited once would
    still be there with its thousands of cells, and a screen reader asks each for its state. Qt leaves out only windows
    and what has this name. A window of its own, never shown, would do as well, but going there and back has the style
    of every widget made again, which takes longer than all else on a page.
    """
    part.setObjectName("" if here else _LEFT_OUT)
    part.setVisible(here)


class OneInFront(QWidget):
    """The first member is in front. Qt's own stack would be read aloud as a "layered pane".

    Signals: `turned()` after another one came to the front.
    """

    turned = Signal()

    def __init__(self, *members: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._members: list[QWidget] = []
        self._front: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        for member in members:
            self.add(member)

    @property
    def front(self) -> QWidget | None:
        """The one in front."""
        return self._front

    @property
    def place(self) -> int:
        """Which of the members is in front, counted from 0."""
        return next((place for place, member in enumerate(self._members) if member is self._front), 0)

    def add(self, member: QWidget) -> None:
        """One more; the first is in front."""
        self._members.append(member)
        show_part(member, False)
        self._layout.addWidget(member)
        if len(self._members) == 1:
            self.bring(member)

    def bring_place(self, place: int) -> None:
        """Bring the member of this place to the front."""
        self.bring(self._members[place])

    def bring(self, member: QWidget) -> None:
        """Bring this one to the front; one that is new here is kept from now on."""
        if member is self._front:
            return
        before, self._front = self._front, member
        self.setUpdatesEnabled(False)
        if before is not None:
            show_part(before, False)
        if all(member is not one for one in self._members):
            self._members.append(member)
            self._layout.addWidget(member)
        show_part(member, True)
        self.setUpdatesEnabled(True)
        self.turned.emit()
