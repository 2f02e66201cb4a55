"""What scrolls where there is too little room: as tall as its width asks for, and without a bar where it fits."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.theme.spacing import px
from ui.widgets.flow_layout import flowing_policy


class ScrollingBody(QScrollArea):
    """Shows `inner` at the height that its width asks for, and fills what is left.

    With `shrinks` the parts of `inner` become as low as they can before anything scrolls (for tables, which scroll by
    themselves). `margin` are pixels at its end for which alone nobody has to scroll.

    Qt alone takes the least height of wrapped words and of rows of buttons for the one that they have where they are
    narrowest, and leaves an empty band for it at the end. It also keeps a scroll bar that it once showed: beside the
    bar the words need another line, and for that line the bar is needed. So the size is worked out here.
    """

    def __init__(self, inner: QWidget, parent: QWidget | None = None, shrinks: bool = False, margin: int = 0) -> None:
        super().__init__(parent)
        self._inner, self._shrinks, self._margin = inner, shrinks, margin
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner.setProperty("look", "body")
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        inner.installEventFilter(self)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self._inner and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
            self.updateGeometry()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _needed(self, width: int) -> int:
        layout = self._inner.layout()
        if not self._shrinks or layout is None:
            return _height(self._inner, width)
        if layout.hasHeightForWidth():
            return layout.totalMinimumHeightForWidth(width)
        return layout.totalMinimumSize().height()

    def _fit(self) -> None:
        """Give `inner` its size, and show the bars that it then needs."""
        room = self.maximumViewportSize()
        least = self._inner.minimumSizeHint().width()
        width, height = room.width(), room.height()
        if least > width:
            height -= self.horizontalScrollBar().sizeHint().height()
        scrolls = self._needed(max(width, least)) - self._margin > height
        if scrolls:
            width -= self.verticalScrollBar().sizeHint().width()
        width = max(width, least)
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(needed if scrolls else off)
        self._inner.resize(width, max(height, self._needed(width)))


class FittingBody(ScrollingBody):
    """What scrolls in a dialog: it asks for the height that `inner` needs, and scrolls where that is not given."""

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(inner, parent)
        self.setSizePolicy(flowing_policy())

    def sizeHint(self) -> QSize:
        return self._inner.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(px(60), self._inner.minimumSizeHint().height()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _height(self._inner, width)


def _height(inner: QWidget, width: int) -> int:
    return inner.heightForWidth(width) if inner.hasHeightForWidth() else inner.sizeHint().height()
