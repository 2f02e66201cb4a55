"""Draws the cells of a record table: plain words, or a word in a colored pill."""

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QStaticText
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme.density import row_height
from ui.theme.palettes import Tones
from ui.theme.spacing import px
from ui.widgets.record_model import RecordModel

_GROUNDS = {
    "good": ("good_soft", "good"),
    "notice": ("notice_soft", "notice"),
    "care": ("care_soft", "word_of_care"),
    "accent": ("accent_soft", "on_accent_soft"),
    "quiet": ("sunken", "muted"),
}
# As plain numbers: taking Python's flags apart costs more than drawing the cell.
_SELECTED = QStyle.StateFlag.State_Selected.value
_UNDER_POINTER = QStyle.StateFlag.State_MouseOver.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value
_FIRST = (QStyleOptionViewItem.ViewItemPosition.Beginning, QStyleOptionViewItem.ViewItemPosition.OnlyOne)
_MARK = 4  # pixels before a selected row: its background alone is hardly visible
WORDS_KEPT = 2_000  # laid out and ready to be drawn again


class RecordDelegate(QStyledItemDelegate):
    """Paints without asking the style, and lays the same words out only once."""

    def __init__(self, model: RecordModel, tones: Tones) -> None:
        super().__init__()
        self._rows = model
        self._words: dict[tuple[str, int, bool], tuple[QStaticText, int, int]] = {}
        self._font, self._heavy = QFont(), QFont()
        self.use(tones, compact=False)

    def use(self, tones: Tones, *, compact: bool) -> None:
        """Paint in these tones, at the present text size, from now on."""
        self._compact = compact
        self.shortened = frozenset[int]()  # the columns too narrow for their words
        self._words.clear()
        self._chosen, self._hovered, self._mark = (
            QColor(tone) for tone in (tones.accent_soft, tones.sunken, tones.accent)
        )
        self._ink, self._chosen_ink = QPen(QColor(tones.ink)), QPen(QColor(tones.on_accent_soft))
        self._line, self._focus = QColor(tones.line), QPen(QColor(tones.focus), max(2, px(2)))
        self._grounds = {
            tone: (QColor(getattr(tones, ground)), QPen(QColor(getattr(tones, word))))
            for tone, (ground, word) in _GROUNDS.items()
        }
        self._side, self._pill_side, self._pill_room = px(8), px(8), px(2)

    def room_for(self, text: str, font: QFont, metrics: QFontMetrics, *, badge: bool) -> int:
        """Pixels of a cell in which these words are not cut."""
        if not badge:
            return metrics.horizontalAdvance(text) + 2 * self._side + 2
        self._know(font)
        return QFontMetrics(self._heavy).horizontalAdvance(text) + 2 * (self._side + self._pill_side) + 2

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(80), row_height(option.fontMetrics.height(), compact=self._compact))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()  # the view paints every cell with one painter: what is left set here colors the next cell
        self._paint(painter, option, index)
        painter.restore()

    def _paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        left, top, width, height = cast("tuple[int, int, int, int]", option.rect.getRect())
        state = option.state.value
        if state & _SELECTED:
            painter.fillRect(left, top, width, height, self._chosen)
            if option.viewItemPosition in _FIRST:
                painter.fillRect(left, top, _MARK, height, self._mark)
        elif state & _UNDER_POINTER:
            painter.fillRect(left, top, width, height, self._hovered)
        painter.fillRect(left, top + height - 1, width, 1, self._line)
        column = index.column()
        text, tone, right, short = self._rows.cell(index.row(), column)
        if short and column in self.shortened:
            text = short
        if text:
            room = width - 2 * self._side
            if tone in self._grounds:
                self._pill(painter, option.font, text, tone, (left + self._side, top, room, height))
            else:
                words, wide, high = self._laid_out(text, room, option.font)
                painter.setPen(self._chosen_ink if state & _SELECTED else self._ink)
                start = left + width - self._side - wide if right else left + self._side
                painter.drawStaticText(start, top + (height - high) // 2, words)
        if state & _FOCUSED:
            painter.setPen(self._focus)
            painter.setBrush(Qt.BrushStyle.NoBrush)  # a frame, not a plate over the words
            painter.drawRect(left + 1, top + 1, width - 3, height - 3)

    def _pill(self, painter: QPainter, font: QFont, text: str, tone: str, place: tuple[int, int, int, int]) -> None:
        left, top, room, height = place
        ground, pen = self._grounds[tone]
        words, wide, high = self._laid_out(text, room - 2 * self._pill_side, font, badge=True)
        tall = high + self._pill_room
        above = top + (height - tall) // 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(left, above, wide + 2 * self._pill_side, tall, tall / 2, tall / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(pen)
        painter.setFont(self._heavy)
        painter.drawStaticText(left + self._pill_side, above + (tall - high) // 2, words)

    def _know(self, font: QFont) -> None:
        """Badges are a little heavier: a single figure on a colored ground is hard to see otherwise."""
        if font != self._font:
            self._words.clear()
            self._font, self._heavy = QFont(font), QFont(font)
            self._heavy.setWeight(QFont.Weight.DemiBold)

    def _laid_out(self, text: str, room: int, font: QFont, *, badge: bool = False) -> tuple[QStaticText, int, int]:
        """The words as they fit, their width and their height."""
        kept = self._words.get((text, room, badge))
        if kept is None:
            if len(self._words) >= WORDS_KEPT:
                self._words.clear()
            self._know(font)
            if badge:
                font = self._heavy
            metrics = QFontMetrics(font)
            words = QStaticText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.prepare(font=font)
            size = words.size()
            kept = self._words[text, room, badge] = (words, round(size.width() + 0.5), round(size.height()))
        return kept
