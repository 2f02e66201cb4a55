"""Scrolls when there is too little room: as tall as its width needs, and without a scroll bar if it fits."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QScrollArea, QWidget

from ui.theme.spacing import px
from ui.widgets.flow_layout import flowing_policy


class ScrollingBody(QScrollArea):
    """Shows `inner` at the height that its width asks for, and fills what is left.

    With `shrinks` the parts of `inner` become as low as they can before anything scrolls (for tables, which scroll by
    themselves). `margin` are pixels at its end for which alone nobody has to scroll.

    Qt alone takes the least height of wrapped words and of rows of buttons for the one that they have where they are
    narrowest, and leaves an empty band for it at the end. It also keeps a scroll bar that it once showed: beside the
    bar the words need another line, and for that line the bar is needed. So the size is worked out here.

    It stays at the top, or as far down as needed to see the focus, until someone scrolls or moves on.
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
        self._at_its_start = True
        self.verticalScrollBar().actionTriggered.connect(self._leave_start)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def start(self) -> None:
        """Show it from its top, even while its contents are still arriving."""
        self._at_its_start = True
        self._show_start()

    def shrink(self) -> None:
        """From now on its parts become as low as they can before it scrolls."""
        self._shrinks = True

    def to(self, child: QWidget) -> None:
        """Scroll until `child` is at the top."""
        self._leave_start()
        self.verticalScrollBar().setValue(child.mapTo(self._inner, QPoint(0, 0)).y() - px(16))

    def ensureWidgetVisible(self, childWidget: QWidget, xmargin: int = 50, ymargin: int = 50) -> None:
        """Qt alone shows no more than the line with the cursor of a field with several lines."""
        self._leave_start()
        super().ensureWidgetVisible(childWidget, xmargin, ymargin)
        bar, room, edge = self.verticalScrollBar(), self.viewport().height(), px(4)
        top = childWidget.mapTo(self._inner, QPoint(0, 0)).y() - edge
        foot = top + childWidget.height() + 2 * edge
        if foot - top <= room:
            bar.setValue(min(max(bar.value(), foot - room), top))

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._leave_start()
        super().wheelEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inner and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
            self.updateGeometry()
        return super().eventFilter(watched, event)  # Qt's own keeps the range of the bars true

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._keep_focus_in_sight(event.oldSize().height())

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
        if self._at_its_start:
            self._show_start()

    def _show_start(self) -> None:
        focused, room, edge = self.window().focusWidget(), self.viewport().height(), px(8)
        down = 0
        if focused is not None and self._inner.isAncestorOf(focused):
            seen = _where_focus_is(focused)
            top, height = focused.mapTo(self._inner, seen.topLeft()).y(), seen.height()
            if top + height > room:
                down = top - edge if height + edge > room else top + height + edge - room
        self.verticalScrollBar().setValue(down)

    def _keep_focus_in_sight(self, room_before: int) -> None:
        """What has the focus stays in sight when a message at the foot of the window takes some of the room."""
        focused, room = self.window().focusWidget(), self.viewport().height()
        if focused is None or self._at_its_start or not self._inner.isAncestorOf(focused) or room >= room_before:
            return
        top = focused.mapTo(self._inner, QPoint(0, 0)).y() - self.verticalScrollBar().value()
        if top >= 0 and top + focused.height() <= room_before and top + focused.height() > room:
            self.ensureWidgetVisible(focused, 0, px(8))

    @Slot()
    def _leave_start(self) -> None:
        self._at_its_start = False

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._at_its_start and now is not None and self._inner.isAncestorOf(now):
            if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
                self._show_start()
            else:
                self._leave_start()  # nothing moves under the pointer
        elif now is not None and self._inner.isAncestorOf(now) and not self._is_seen(now):
            self.ensureWidgetVisible(now, 0, px(8))

    @staticmethod
    def _is_seen(widget: QWidget) -> bool:
        """All of it, or it has just been pressed, and nothing moves under the pointer."""
        pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        return pressed or widget.visibleRegion().boundingRect() == widget.rect()


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


def _where_focus_is(focused: QWidget) -> QRect:
    """All of it; in a list that does not scroll by itself, the current row."""
    if isinstance(focused, QAbstractItemView) and not focused.verticalScrollBar().maximum():
        line = focused.visualRect(focused.currentIndex())
        return line.translated(focused.viewport().pos()) if line.isValid() else focused.rect()
    return focused.rect()


def _height(inner: QWidget, width: int) -> int:
    return inner.heightForWidth(width) if inner.hasHeightForWidth() else inner.sizeHint().height()
