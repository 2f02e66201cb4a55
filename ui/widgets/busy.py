"""A thin line that moves while something takes longer."""

from PySide6.QtCore import QRectF, QTimer, Slot
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from incident_tracker.wording import _
from ui.theme.spacing import px

STEP = 40  # milliseconds between two pictures
ROUND = 40  # pictures until the line has gone all the way
SHARE = 0.3  # of the width that the moving part takes


class BusyLine(QWidget):
    """Moves while shown; takes no room of its own while hidden.

    It paints itself: a progress bar without an end under a style sheet leaves animations behind in Qt's style, which
    crash the process when the bar is gone.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at = 0
        self._clock = QTimer(self)
        self._clock.setInterval(STEP)
        self._clock.timeout.connect(self._move)
        self.setAccessibleName(_("Working"))
        self.setFixedHeight(max(3, px(3)))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_busy(self, busy: bool) -> None:
        """Move, or stop."""
        self.setVisible(busy)
        if busy:
            self._clock.start()
        else:
            self._clock.stop()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area, half = QRectF(self.rect()), self.height() / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(area, self.palette().color(QPalette.ColorRole.Midlight))
        left = (self._at / ROUND * (1 + SHARE) - SHARE) * area.width()
        painter.setPen(self.palette().color(QPalette.ColorRole.Accent))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Accent))
        painter.drawRoundedRect(QRectF(left, 0, area.width() * SHARE, area.height()), half, half)
        painter.end()

    @Slot()
    def _move(self) -> None:
        self._at = (self._at + 1) % (ROUND + 1)
        self.update()
