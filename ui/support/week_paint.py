"""Draws the days of a week: times that suit, what is in the way, breaks, what is booked, and the last moment."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from incident_tracker.domain.support.week import HalfHour, Hindrance, TimeFound, TimeHindered
from incident_tracker.wording import _
from ui.screen_text import time_text
from ui.support.week_layout import Board, BoardDay, BookedBlock
from ui.support.week_words import found_lines, hindered_text, span_text
from ui.theme.palettes import Tones
from ui.theme.spacing import px

_SILENT = frozenset({Hindrance.PAST})


class WeekPainter:
    """Paints one board in the given tones and font; `top` and `row` are pixels of the first row and of each."""

    def __init__(self, board: Board, tones: Tones, font: QFont) -> None:
        self._board, self._tones = board, tones
        self._font, self._heavy = QFont(font), QFont(font)
        self._font.setPixelSize(max(10, round(font.pixelSize() * 0.82)))
        self._heavy.setPixelSize(self._font.pixelSize())
        self._heavy.setWeight(QFont.Weight.DemiBold)
        self._metrics = QFontMetricsF(self._font)

    def day(self, painter: QPainter, number: int, place: QRectF, row: float) -> None:
        """One day in its column: `place` is the whole of it, rows that are scrolled away included."""
        painter.save()
        self._day(painter, number, place, row)
        painter.restore()

    def focus(self, painter: QPainter, number: int, row_number: int, place: QRectF, row: float, *, here: bool) -> None:
        """The cell where the arrows are: what would be booked there, or a frame around the half hour."""
        painter.save()
        self._focus(painter, number, row_number, place, row, here=here)
        painter.restore()

    def _day(self, painter: QPainter, number: int, place: QRectF, row: float) -> None:
        day = self._board.days[number]
        painter.fillRect(place, QColor(self._tones.sunken if day.is_closed else self._tones.surface))
        runs = [
            (QRectF(place.left(), place.top() + first * row, place.width(), (last - first + 1) * row), one)
            for first, last, one in _runs(day)
        ]
        for box, one in runs:
            self._ground(painter, box, one)
        painter.setPen(QPen(QColor(self._tones.line), 1))
        for line in range(0, len(day.starts) + 1, 2):
            _line(painter, place.left(), place.right(), place.top() + line * row)
        painter.drawLine(place.topLeft(), place.bottomLeft())
        self._now(painter, day, place, row)  # before the words, which it would go through
        for box, one in runs:
            if isinstance(one, TimeFound):
                self._found(painter, box, one, row)
            elif isinstance(one, TimeHindered):
                self._hindered(painter, box, one)
        for block in day.blocks:
            self._block(painter, self._box(day, block.starts_at, block.ends_at, place, row), block)
        self._last_moment(painter, day, place, row)

    def _focus(self, painter: QPainter, number: int, row_number: int, place: QRectF, row: float, *, here: bool) -> None:
        day = self._board.days[number]
        one = day.half_hours[row_number]
        pen = QPen(QColor(self._tones.focus if here else self._tones.border), max(2, px(2)))
        box = QRectF(place.left(), place.top() + row_number * row, place.width(), row)
        block = day.block_at(row_number)
        if isinstance(one, TimeFound) and here:
            pen.setColor(QColor(self._tones.ink))
            box = self._box(day, one.starts_at, one.ends_at, place, row)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._tones.accent))
            painter.drawRoundedRect(box.adjusted(2, 1, -2, -1), px(4), px(4))
            lines = [span_text(one.starts_at, one.ends_at, self._board.zone)]
            lines += [line for line in found_lines(one, self._board.outside, self._board.names)[1:] if line]
            self._lines(painter, box.adjusted(px(6), px(2), -px(4), 0), lines, self._tones.on_accent, heavy_first=True)
        elif isinstance(one, TimeFound):
            painter.fillRect(QRectF(box.left(), box.top(), px(4), box.height()), pen.color())
            return  # a frame would go through the words of the times that suit
        elif block is not None:
            box = self._lane(self._box(day, block.starts_at, block.ends_at, place, row), block)
            pen.setColor(QColor(self._tones.ink if here else self._tones.border))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(2, 1, -2, -1), px(4), px(4))

    def _ground(self, painter: QPainter, box: QRectF, one: HalfHour | None) -> None:
        if isinstance(one, TimeFound):
            painter.fillRect(box, QColor(self._tones.notice_soft if one.late else self._tones.accent_soft))
        elif isinstance(one, TimeHindered):
            painter.fillRect(box, QColor(self._ground_of(one.why)))
            if one.why is Hindrance.IN_A_BREAK:
                painter.fillRect(box, QBrush(QColor(self._tones.line), Qt.BrushStyle.BDiagPattern))

    def _ground_of(self, why: Hindrance) -> str:
        match why:
            case Hindrance.CLOSED | Hindrance.NO_HOURS | Hindrance.AWAY | Hindrance.NOT_AT_WORK | Hindrance.IN_A_BREAK:
                return self._tones.sunken
            case Hindrance.PAST:
                return self._tones.paper
            case Hindrance.TOO_EARLY | Hindrance.BUSY | Hindrance.NO_LEADER | Hindrance.NO_COVER:
                return self._tones.surface

    def _found(self, painter: QPainter, box: QRectF, one: TimeFound, row: float) -> None:
        late, high = one.late, self._metrics.height()
        edge = QColor(self._tones.notice if late else self._tones.accent)
        ink = self._tones.notice if late else self._tones.on_accent_soft
        lines = [line for line in found_lines(one, self._board.outside, self._board.names) if line]
        room = int(box.height() // high)
        if room < len(lines) and len(lines) > 1 and not late:
            lines = lines[1:]  # the ground says that it suits
        if room < len(lines):
            lines = [" · ".join(lines)]
        inner = box.adjusted(px(6), px(2), -px(4), 0)
        under = QRectF(box.left() + 3, box.top() + 2, box.width() - 6, min(box.height() - 3, len(lines) * high + px(3)))
        painter.fillRect(
            under, QColor(self._tones.notice_soft if late else self._tones.accent_soft)
        )  # no line in words
        painter.setPen(QPen(edge, 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(2, 1, -2, -1), px(4), px(4))
        soft = QColor(edge)
        soft.setAlpha(80)
        painter.setPen(QPen(soft, 1, Qt.PenStyle.DotLine))
        y = box.top() + row
        while y < box.bottom() - 1:
            if y > under.bottom():
                _line(painter, box.left() + px(4), box.right() - px(4), y)
            y += row
        self._lines(painter, inner, lines, ink, heavy_first=len(lines) > 1)

    def _hindered(self, painter: QPainter, box: QRectF, one: TimeHindered) -> None:
        if one.why not in _SILENT:
            words = hindered_text(one, self._board.names)
            self._lines(painter, box.adjusted(px(6), px(2), -px(4), 0), [words], self._tones.muted, wrapped=True)

    def _block(self, painter: QPainter, whole: QRectF, block: BookedBlock) -> None:
        box = self._lane(whole, block).adjusted(2, 1, -2, -1)
        tones = self._tones
        ground, ink = (tones.care_soft, tones.word_of_care) if block.clashes else (tones.sunken, tones.ink)
        painter.setPen(QPen(QColor(tones.word_of_care if block.clashes else tones.accent), max(1, px(1))))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, px(4), px(4))
        mark = QRectF(box.left(), box.top(), px(4), box.height())
        painter.fillRect(mark, QColor(tones.word_of_care if block.clashes else tones.accent))
        lines = [block.head, *([_("Not possible as planned")] if block.clashes else []), block.below]
        self._lines(painter, box.adjusted(px(8), px(1), -px(3), 0), lines, ink, heavy_first=True)

    def _now(self, painter: QPainter, day: BoardDay, place: QRectF, row: float) -> None:
        board = self._board
        if board.now.astimezone(board.zone).date() == day.day:
            y = self._y(day, board.now, place, row)
            painter.setPen(QPen(QColor(self._tones.ink), max(1, px(1))))
            _line(painter, place.left(), place.right(), y)

    def _last_moment(self, painter: QPainter, day: BoardDay, place: QRectF, row: float) -> None:
        """The last moment of the chosen debrief, if it is on this day."""
        board = self._board
        last = board.chosen.debrief.by if board.chosen is not None else None
        if last is not None and last.astimezone(board.zone).date() == day.day:
            y = min(self._y(day, last, place, row), place.bottom() - 1)
            painter.setPen(QPen(QColor(self._tones.word_of_care), max(2, px(2))))
            _line(painter, place.left(), place.right(), y)
            words = _("hold by {time}").format(time=time_text(last, board.zone))
            height = self._metrics.height()
            above = QRectF(place.left() + px(6), y - height - px(2), place.width() - px(8), height)
            ground = above.adjusted(-px(2), 0, 0, 0)
            ground.setWidth(min(ground.width(), self._metrics.horizontalAdvance(words) + px(8)))
            painter.fillRect(ground, QColor(self._tones.care_soft))
            self._lines(painter, above, [words], self._tones.word_of_care)

    def _lines(
        self,
        painter: QPainter,
        box: QRectF,
        lines: list[str],
        ink: str,
        *,
        heavy_first: bool = False,
        wrapped: bool = False,
    ) -> None:
        """So many lines as there is room for, each cut where the column ends."""
        painter.setPen(QColor(ink))
        step = self._metrics.height()
        if wrapped and box.height() >= 2 * step:
            painter.setFont(self._font)
            painter.drawText(box, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop), lines[0])
            return
        y = box.top()
        for number, line in enumerate(lines):
            if number and y + step > box.bottom() + px(3):
                break
            painter.setFont(self._heavy if heavy_first and number == 0 else self._font)
            words = QFontMetricsF(painter.font()).elidedText(line, Qt.TextElideMode.ElideRight, box.width())
            flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(QRectF(box.left(), y, box.width(), step), flags, words)
            y += step

    def _box(self, day: BoardDay, start: datetime, end: datetime, place: QRectF, row: float) -> QRectF:
        top, bottom = self._y(day, start, place, row), self._y(day, end, place, row)
        return QRectF(place.left(), top, place.width(), max(row * 0.5, bottom - top))

    def _lane(self, box: QRectF, block: BookedBlock) -> QRectF:
        width = box.width() / block.lanes
        return QRectF(box.left() + block.lane * width, box.top(), width, box.height())

    def _y(self, day: BoardDay, moment: datetime, place: QRectF, row: float) -> float:
        part = (moment - day.starts[0]) / timedelta(minutes=30)
        return place.top() + max(0.0, min(float(len(day.starts)), part)) * row


def _runs(day: BoardDay) -> Iterator[tuple[int, int, TimeFound | TimeHindered | None]]:
    """Half hours that mean the same, from which row to which."""
    first = 0
    for row in range(1, len(day.half_hours) + 1):
        if row == len(day.half_hours) or not _alike(day.half_hours[row], day.half_hours[first]):
            yield first, row - 1, day.half_hours[first]
            first = row


def _alike(one: TimeFound | TimeHindered | None, other: TimeFound | TimeHindered | None) -> bool:
    if isinstance(one, TimeFound) and isinstance(other, TimeFound):
        return (one.leader_id, dict(one.covers), one.late) == (other.leader_id, dict(other.covers), other.late)
    if isinstance(one, TimeHindered) and isinstance(other, TimeHindered):
        return (one.why, one.person_ids) == (other.why, other.person_ids)
    return one is None and other is None


def _line(painter: QPainter, left: float, right: float, y: float) -> None:
    painter.drawLine(QPointF(left, y), QPointF(right, y))
