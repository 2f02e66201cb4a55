"""The window of a debrief as a small line in time: what happened, not before, by, the slot, and now."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.wording import _
from ui.screen_text import near_text
from ui.theme.palettes import Tones
from ui.theme.spacing import px

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Mark:
    at: datetime
    label: str


class WindowLine(QWidget):
    """Drawn in the tones of the palette; a screen reader hears the same moments in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tones: Tones | None = None
        self._start = self._end = _NEVER
        self._window = (_NEVER, _NEVER)
        self._slot: tuple[datetime, datetime] | None = None
        self._now = _NEVER
        self._marks: list[_Mark] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_window(self, debrief: Debrief, now: datetime, zone: ZoneInfo, tones: Tones) -> None:
        """Show where `now` is in the window of this debrief."""
        self._tones = tones
        self._now = now
        self._window = (debrief.not_before, debrief.by)
        self._slot = (debrief.starts_at, debrief.ends_at) if debrief.starts_at and debrief.ends_at else None
        last = max(debrief.by, debrief.ends_at or debrief.by, min(now, debrief.by + timedelta(days=2)))
        self._start, self._end = debrief.occurred_at, last + (last - debrief.occurred_at) * 0.04
        happened = near_text(debrief.occurred_at, now, zone)
        marks = [_Mark(debrief.occurred_at, _("happened {moment}").format(moment=happened))]
        if debrief.not_before > debrief.occurred_at:
            marks.append(
                _Mark(debrief.not_before, _("from {moment}").format(moment=near_text(debrief.not_before, now, zone)))
            )
        marks.append(_Mark(debrief.by, _("by {moment}").format(moment=near_text(debrief.by, now, zone))))
        self._marks = marks
        self.setAccessibleName(_("The window in time"))
        self.setAccessibleDescription(", ".join(mark.label for mark in marks))
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(
            px(320), px(26) + max(self._rows(), default=0) * self.fontMetrics().height() + self.fontMetrics().height()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._tones is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tones, y = self._tones, px(12)
        painter.setPen(QPen(QColor(tones.border), px(2), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(px(6), y), QPointF(self.width() - px(6), y))
        left, right = self._x(self._window[0]), self._x(self._window[1])
        painter.setPen(QPen(QColor(tones.accent), 1))
        painter.setBrush(QColor(tones.accent_soft))
        painter.drawRoundedRect(QRectF(left, y - px(6), max(px(6), right - left), px(12)), px(6), px(6))
        if self._slot is not None:
            start, end = self._x(self._slot[0]), self._x(self._slot[1])
            painter.setBrush(QColor(tones.accent))
            painter.drawRoundedRect(QRectF(start, y - px(9), max(px(6), end - start), px(18)), px(3), px(3))
        self._draw_now(painter, y)
        self._draw_words(painter, y)
        painter.end()

    def _draw_now(self, painter: QPainter, y: int) -> None:
        assert self._tones is not None
        if not self._start <= self._now <= self._end:
            return
        x = self._x(self._now)
        painter.setPen(QPen(QColor(self._tones.ink), px(2)))
        painter.drawLine(QPointF(x, y - px(10)), QPointF(x, y + px(10)))

    def _draw_words(self, painter: QPainter, y: int) -> None:
        assert self._tones is not None
        line = self.fontMetrics().height()
        for mark, row in zip(self._marks, self._rows(), strict=True):
            painter.setPen(QColor(self._tones.muted))
            place = QPointF(self._left(mark), y + px(14) + row * line + self.fontMetrics().ascent())
            painter.drawText(place, mark.label)
            painter.setPen(QPen(QColor(self._tones.border), px(2)))
            painter.drawLine(QPointF(self._x(mark.at), y - px(6)), QPointF(self._x(mark.at), y + px(6)))

    def _rows(self) -> list[int]:
        """In which line under the axis each mark's words fit without touching another's."""
        rows: list[int] = []
        spans: list[list[tuple[float, float]]] = [[] for _mark in self._marks]
        for mark in self._marks:
            left = self._left(mark)
            right = left + self.fontMetrics().horizontalAdvance(mark.label)
            row = next(
                n for n, taken in enumerate(spans) if all(left > e + px(16) or right < s - px(16) for s, e in taken)
            )
            spans[row].append((left, right))
            rows.append(row)
        return rows

    def _left(self, mark: _Mark) -> float:
        width = self.fontMetrics().horizontalAdvance(mark.label)
        return min(max(0.0, self._x(mark.at) - px(6)), max(0.0, self.width() - width))

    def _fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())

    def _x(self, moment: datetime) -> float:
        whole = (self._end - self._start) / timedelta(minutes=1)
        part = (moment - self._start) / timedelta(minutes=1)
        return px(6) + max(0.0, min(1.0, part / whole if whole else 0.0)) * (self.width() - px(12))
