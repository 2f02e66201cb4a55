"""A thin line that moves while something takes longer, and a bar for what can be counted."""

from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from incident_tracker.wording import _
from ui.theme.spacing import px


class BusyLine(QProgressBar):
    """Moves while shown; takes no room of its own while hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, 1)
        self.setTextVisible(False)
        self.setAccessibleName(_("Working"))
        self.setFixedHeight(max(3, px(3)))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_busy(self, busy: bool) -> None:
        """Move, or rest."""
        self.setRange(0, 0 if busy else 1)
        self.setVisible(busy)


class CountedProgress(QProgressBar):
    """How much of a long piece of work is done."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTextVisible(False)

    def say(self, done: int, of: int) -> None:
        """`done` of `of` pieces."""
        self.setRange(0, max(1, of))
        self.setValue(done)
