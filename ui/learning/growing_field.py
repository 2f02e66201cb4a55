"""A field for a few sentences that grows with its text."""

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from ui.theme.spacing import px

_FRAME = 18  # padding and border above and below, as the style sheet has them


class GrowingField(QPlainTextEdit):
    """Wraps, never scrolls up to `most_lines`; Tab goes on to the next field.

    Signals: `changed()` when someone typed or pasted, not when text was shown.
    """

    changed = Signal()

    def __init__(
        self, name: str = "", hint: str = "", lines: int = 1, most_lines: int = 12, parent: QWidget | None = None
    ) -> None:
        """`name` is spoken, `hint` is shown while it is empty; never lower than `lines`."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self._lines, self._most_lines = lines, most_lines
        self._showing = False
        self._shown, self._touched = "", False
        self.document().setDocumentMargin(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(px(120))
        self.textChanged.connect(self._text_changed)
        self._fit()

    def text(self) -> str:
        """The text without spaces around it; a text that was shown and not edited is returned unchanged."""
        return self.toPlainText().strip() if self._touched else self._shown

    def show_text(self, text: str) -> None:
        """Show `text`; if it is already there, the cursor stays."""
        if text != self.text():
            self._showing = True
            self.setPlainText(text)
            self._shown, self._touched = text, False
            self._showing = False

    def setReadOnly(self, read_only: bool) -> None:  # Qt's own name
        super().setReadOnly(read_only)
        self.style().polish(self)  # it looks like words, not like a field

    def sizeHint(self) -> QSize:
        return QSize(px(320), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _height(self) -> int:
        line = QFontMetrics(self.font()).lineSpacing()
        lines = round(self.document().size().height())
        if self.document().isEmpty():
            lines = self._lines_of_hint(line)
        return min(max(lines, self._lines), self._most_lines) * line + px(_FRAME)

    def _lines_of_hint(self, line: int) -> int:
        room = QRect(0, 0, max(1, self.viewport().width()), 0)
        words = QFontMetrics(self.font()).boundingRect(room, Qt.TextFlag.TextWordWrap, self.placeholderText())
        return max(1, round(words.height() / line))

    @Slot()
    def _text_changed(self) -> None:
        self._fit()
        if not self._showing:
            self._touched = True
            self.changed.emit()

    def _fit(self) -> None:
        # A scroll bar takes width, which wraps lines, which takes height: only where the height no longer follows.
        over = round(self.document().size().height()) > self._most_lines
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if over else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() != bar:
            self.setVerticalScrollBarPolicy(bar)
        if self.height() != self._height() or self.minimumHeight() != self._height():
            self.setFixedHeight(self._height())
        if not over:
            self.verticalScrollBar().setValue(0)  # where it was while it was lower
