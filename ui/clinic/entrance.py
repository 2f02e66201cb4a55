"""The calm frame of everything before the workspace: one card in the middle of the paper."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.spacing import px
from ui.widgets.busy import BusyLine
from ui.widgets.scrolling import ScrollingBody
from ui.widgets.text import text_label


class EntranceFrame(QWidget):
    """A mark, a heading and a card of fixed width; fill the card through `body`. Scrolls where the screen is small."""

    def __init__(self, heading_text: str, note_text: str = "", width: int = 440, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.heading = text_label(heading_text, "title")
        self.note = text_label(note_text, "note")
        if not note_text:  # and never shown here: without a parent it would be a separate window for a moment
            self.note.hide()
        self.busy = BusyLine()
        card = QFrame()
        card.setProperty("look", "card")
        card.setMaximumWidth(px(width))
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(px(36), px(32), px(36), px(24))
        inner.setSpacing(px(8))
        inner.addWidget(ProgramMark(), 0, Qt.AlignmentFlag.AlignLeft)
        inner.addSpacing(px(8))
        inner.addWidget(self.heading)
        inner.addWidget(self.note)
        inner.addSpacing(px(12))
        self.body = QVBoxLayout()
        self.body.setSpacing(px(16))
        inner.addLayout(self.body)
        inner.addWidget(self.busy)
        holder = QWidget()
        holder.setProperty("look", "body")
        middle = QVBoxLayout(holder)
        middle.setContentsMargins(px(16), px(32), px(16), px(32))
        middle.addStretch(2)
        beside = QHBoxLayout()
        beside.addStretch(1)
        beside.addWidget(card, 1000)
        beside.addStretch(1)
        middle.addLayout(beside)
        middle.addStretch(3)
        self.area = ScrollingBody(holder, margin=px(32))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)

    def say(self, heading_text: str, note_text: str) -> None:
        """Change the words on top."""
        self.heading.setText(heading_text)
        self.note.setText(note_text)
        self.note.setVisible(bool(note_text))


class ProgramMark(QWidget):
    """The program's mark: two calm rings that overlap, drawn in the palette's accent."""

    def __init__(self, size: int = 44) -> None:
        super().__init__()
        self._size = size
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(px(self._size), px(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, float(self.width()), self.palette())
        painter.end()


def paint_mark(painter: QPainter, size: float, palette: QPalette) -> None:
    """Draw the mark into a square of `size` pixels."""
    accent = palette.color(QPalette.ColorRole.Accent)
    ground = palette.color(QPalette.ColorRole.Highlight)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    radius = size * 0.28
    painter.drawRoundedRect(QRectF(0, 0, size, size), radius, radius)
    pen = painter.pen()
    pen.setColor(accent)
    pen.setStyle(Qt.PenStyle.SolidLine)
    pen.setWidthF(size * 0.075)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = size * 0.36
    top = (size - ring) / 2
    for left in (0.19, 0.45):
        painter.drawEllipse(QRectF(size * left, top, ring, ring))
    painter.restore()
