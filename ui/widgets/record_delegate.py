"""Draws the cells of a record table: plain words, or a word in a coloured pill."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme.palettes import Tones
from ui.theme.spacing import px
from ui.widgets.record_model import TONE_ROLE, RecordModel

_GROUNDS = {
    "good": ("good_soft", "good"),
    "notice": ("notice_soft", "notice"),
    "care": ("care_soft", "word_of_care"),
    "accent": ("accent_soft", "on_accent_soft"),
    "quiet": ("sunken", "muted"),
}
_SIDE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_OTHER_SIDE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class RecordDelegate(QStyledItemDelegate):
    """Paints without asking the style, which is several times faster over a screen full of cells."""

    def __init__(self, tones: Tones) -> None:
        super().__init__()
        self.tones = tones

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(80), row_height(option.fontMetrics))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        if not isinstance(model, RecordModel):
            return
        rect: QRect = option.rect
        palette: QPalette = option.palette
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.AlternateBase))
        painter.setPen(palette.color(QPalette.ColorRole.Midlight))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        text = model.data(index)
        tone = model.data(index, TONE_ROLE)
        inner = rect.adjusted(px(12), 0, -px(12), 0)
        metrics = option.fontMetrics
        if metrics.horizontalAdvance(text) > inner.width():
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        if tone in _GROUNDS and text:
            self._pill(painter, inner, text, tone, metrics)
        else:
            role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
            painter.setPen(palette.color(role))
            painter.drawText(inner, _OTHER_SIDE if model.columns[index.column()].right else _SIDE, text)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Shadow), max(2, px(2))))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _pill(self, painter: QPainter, inner: QRect, text: str, tone: str, metrics: QFontMetrics) -> None:
        ground, word = _GROUNDS[tone]
        width = min(metrics.horizontalAdvance(text) + px(20), inner.width())
        height = metrics.height() + px(4)
        pill = QRect(inner.left(), inner.top() + (inner.height() - height) // 2, width, height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(self.tones, ground)))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.restore()
        painter.setPen(QColor(getattr(self.tones, word)))
        room = width - px(20)
        painter.drawText(
            pill, int(Qt.AlignmentFlag.AlignCenter), metrics.elidedText(text, Qt.TextElideMode.ElideRight, room + 1)
        )


def row_height(metrics: QFontMetrics) -> int:
    """The height of one row at the present text size."""
    return metrics.height() + px(20)
