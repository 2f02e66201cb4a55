"""A description that stays hidden until someone wants to read it (key V); a control, not a warning."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget

from incident_tracker.wording import _
from ui.icons import Icon, icon
from ui.theme.spacing import px
from ui.widgets.buttons import Button


class Veil(QFrame):
    """Text behind a button "Description – show". A screen reader hears that it is hidden, never the text.

    Signals: `shown(bool)` when it was opened or folded.
    """

    shown = Signal(bool)

    def __init__(self, name: str, open_at_first: bool = False, parent: QWidget | None = None) -> None:
        """`name`: what is folded, such as "Description"; `open_at_first`: the person's own choice in the settings."""
        super().__init__(parent)
        self._name = name
        self._text = ""
        self._button = Button("", "quiet", Icon.SHOW, self.toggle)
        self._reader = _Reader()
        self._reader.setAccessibleName(name)
        self.setFocusProxy(self._button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(4))
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._reader)
        self._open = open_at_first
        self._say()

    def set_text(self, text: str) -> None:
        """The hidden text; plain text."""
        self._text = text
        self._say()

    @Slot()
    def toggle(self) -> None:
        """Show it, or hide it again."""
        self._open = not self._open
        self._say()
        self.shown.emit(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_V and not event.modifiers():
            self.toggle()
            return
        super().keyPressEvent(event)

    def _say(self) -> None:
        self._button.setText(
            _("{name} – hide").format(name=self._name) if self._open else _("{name} – show").format(name=self._name)
        )
        self._button.setIcon(icon(Icon.HIDE if self._open else Icon.SHOW, QPalette.ColorRole.Link))
        self._button.setAccessibleName(
            _("{name}, shown, press V to hide").format(name=self._name)
            if self._open
            else _("{name}, hidden, press V to show").format(name=self._name)
        )
        # while hidden the text is nowhere in the window, so that nothing can read or copy it
        self._reader.setPlainText(self._text if self._open else "")
        self._reader.setVisible(self._open)
        self._reader.fit()


class _Reader(QTextBrowser):
    """Text as tall as it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)

    def fit(self) -> None:
        """Take the height that the text needs at this width."""
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(int(self.document().size().height()) + px(4) + 2 * self.frameWidth())

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt's event, passed on
        self.fit()
