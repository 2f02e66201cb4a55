"""Buttons by rank: primary (one a page), normal, quiet, care, and small."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QShortcutEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QToolButton, QWidget

from ui.icons import Icon, icon
from ui.theme.spacing import px

ICON_GAP = 5
"""Added to an icon's width where words follow it."""
_RING, _BORDER = 2, 3  # pixels of the line inside a focused button on the accent, and of the style sheet's border

_ICON_ROLE = {
    "primary": QPalette.ColorRole.Base,
    "quiet": QPalette.ColorRole.Link,
    "care": QPalette.ColorRole.BrightText,
}


def press_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Enter presses the button that has the keyboard, once however long it is held; False for other keys.

    Qt does so on some desktops only, and in dialogs for the default button, whichever has the keyboard.
    """
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


class PushButton(QPushButton):
    """Qt's button, pressed by Enter as by Space."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_by_enter(self, event):
            super().keyPressEvent(event)


class Button(PushButton):
    """A push button. `kind`: "primary", "" (normal), "quiet", "care" or "small"; `clicked` is the slot to call.

    Ampersands in `text` mark the mnemonic as everywhere in Qt.
    """

    def __init__(
        self,
        text: str,
        kind: str = "",
        meaning: Icon | None = None,
        clicked: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._meaning = meaning
        self._draw_icon()
        if clicked is not None:
            self.clicked.connect(clicked)

    def be_kind(self, kind: str) -> None:
        """Change its rank."""
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            self.style().polish(self)
            self._draw_icon()

    def _draw_icon(self) -> None:
        if self._meaning is not None:
            role = _ICON_ROLE.get(self.property("kind"), QPalette.ColorRole.ButtonText)
            self.setIcon(icon(self._meaning, role))
            self.setIconSize(QSize(px(18 + ICON_GAP), px(18)))

    def event(self, event: QEvent) -> bool:
        """Its letter presses it at once. Qt waits a tenth of a second, and what is typed meanwhile would be lost."""
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.click()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.property("kind") == "primary" and self.hasFocus():
            self._paint_inner_ring()

    def _paint_inner_ring(self) -> None:
        """A second line within the border: no single border stands out from both the page and the accent in every
        palette.
        """
        inset = _BORDER + _RING / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(QApplication.palette().color(QPalette.ColorRole.Base), _RING)
        )  # otherwise the style decides
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), px(5), px(5))
        painter.end()


class IconButton(QToolButton):
    """A button that shows only an icon; its name is spoken and shown as a tool tip."""

    def __init__(
        self, meaning: Icon, name: str, clicked: Callable[[], object] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setIcon(icon(meaning, QPalette.ColorRole.Dark))
        self.setIconSize(QSize(px(18), px(18)))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.rename(name)
        if clicked is not None:
            self.clicked.connect(clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_by_enter(self, event):
            super().keyPressEvent(event)

    def rename(self, name: str) -> None:
        """Change what it is called."""
        self.setAccessibleName(name)
        self.setToolTip(name)
