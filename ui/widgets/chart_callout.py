"""The callout beside the chosen point of a chart: painted, and kept inside the chart."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from incident_tracker.charts.palette import Palette
from incident_tracker.charts.scene import Ink, Point, Weight
from incident_tracker.charts.type_metrics import CAP_HEIGHT, text_width, wrap_words
from ui.widgets.scene_painter import paint_text

_WIDEST = 240.0


def paint_choice(painter: QPainter, point: Point, palette: Palette, type_scale: float) -> None:
    """A ring around a point, or a frame around a bar or a cell."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(palette[Ink.FOCUS]), 1.8 * type_scale))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if point.width and point.height:
        area = QRectF(point.x - point.width / 2, point.y - point.height / 2, point.width, point.height)
        beyond = 3.0 * type_scale if point.told else -1.0
        painter.drawRoundedRect(
            area.adjusted(-beyond, -beyond / 2, beyond, beyond / 2), 3.0 * type_scale, 3.0 * type_scale
        )
    else:
        radius = 6.5 * type_scale
        painter.drawEllipse(QPointF(point.x, point.y), radius, radius)
    painter.restore()


def paint_callout(painter: QPainter, point: Point, area: QSizeF, palette: Palette, type_scale: float) -> None:
    """The point's heading and lines in a box beside it, inside `area`; dark on light, light on dark."""
    size, pad = 8.5 * type_scale, 6.0 * type_scale
    widest = min(_WIDEST * type_scale, area.width() * 0.8)
    lines = [(line, Weight.SEMIBOLD) for line in wrap_words(point.heading, widest, size, Weight.SEMIBOLD)]
    lines += [(line, Weight.REGULAR) for text in point.lines for line in wrap_words(text, widest, size)]
    height = size * 1.45
    box = QSizeF(
        max(text_width(text, size, weight) for text, weight in lines) + 2 * pad, len(lines) * height + 1.4 * pad
    )
    place = QRectF(_place(point, box, area, 12.0 * type_scale), box)
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.setPen(QPen(QColor(palette[Ink.PAPER]), 1.5 * type_scale))
    painter.setBrush(QColor(palette[Ink.INK]))
    painter.drawRoundedRect(place, 4.0 * type_scale, 4.0 * type_scale)
    top = place.y() + 0.7 * pad
    for number, (text, weight) in enumerate(lines):
        baseline = top + (number + 0.5) * height + CAP_HEIGHT * size / 2
        paint_text(painter, place.x() + pad, baseline, text, size, weight, QColor(palette[Ink.PAPER]))
    painter.restore()


def _place(point: Point, box: QSizeF, area: QSizeF, clear: float) -> QPointF:
    """Right of the point, else left of it, else above or below; never outside the area if the box fits at all."""
    beside = clear + (point.width / 2 if point.width < area.width() / 3 else 0.0)
    x = point.x + beside
    if x + box.width() > area.width():
        x = point.x - beside - box.width()
    y = point.y - box.height() / 2
    if x < 0:
        x = point.x - box.width() / 2
        y = point.y - clear - point.height / 2 - box.height()
        if y < 0:
            y = point.y + clear + point.height / 2
    return QPointF(
        max(0.0, min(x, area.width() - box.width())),
        max(0.0, min(y, area.height() - box.height())),
    )
