"""What scrolls where there is too little room for it, and shows no scroll bar where there is enough."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.theme.spacing import px
from ui.widgets.flow_layout import flowing_policy


class ScrollingBody(QScrollArea):
    """Shows `inner` at the height that its width asks for.

    Qt alone keeps a scroll bar that it once showed: beside the bar the words need another line, and for that line the
    bar is needed. Here the bar goes whenever everything fits without it.
    """

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inner = inner
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(flowing_policy())
        inner.setProperty("look", "body")
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)

    def event(self, event: QEvent) -> bool:
        asks_anew = event.type() == QEvent.Type.LayoutRequest
        if asks_anew:
            self._choose_bar()
        handled = super().event(event)
        if asks_anew:
            self.updateGeometry()
        return handled

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._choose_bar()
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        return self._inner.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(px(60), self._inner.minimumSizeHint().height()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inner = self._inner
        return inner.heightForWidth(width) if inner.hasHeightForWidth() else inner.sizeHint().height()

    def _choose_bar(self) -> None:
        room = self.maximumViewportSize()
        needed = max(self.heightForWidth(room.width()), self._inner.minimumSizeHint().height())
        policy = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if needed > room.height() else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        if policy != self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(policy)
