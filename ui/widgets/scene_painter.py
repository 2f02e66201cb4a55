"""Paints a chart's scene with QPainter, mark by mark as on paper."""

from functools import cache
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from incident_tracker.charts.palette import Palette
from incident_tracker.charts.scene import (
    Ink,
    Mark,
    Marker,
    Polygon,
    Polyline,
    Rect,
    Scene,
    Shape,
    StraightLine,
    Text,
    TextAnchor,
    Weight,
)
from incident_tracker.charts.shapes import CROSS_ARM, STROKE, corners
from incident_tracker.charts.type_metrics import text_width

FAMILY = "Open Sans"
_DRAWN_AT = 48
"""Qt rounds the size of a font to whole pixels; one size, scaled by the painter, keeps the widths of `type_metrics`."""


def paint_scene(painter: QPainter, scene: Scene, palette: Palette) -> None:
    """Paint `scene` with its origin at the painter's, one point of the scene to one unit of the painter.

    Needs the bundled fonts loaded into the application.
    """
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    for mark in scene.marks():
        _paint(painter, mark, palette)
    painter.restore()


def paint_text(painter: QPainter, x: float, y: float, text: str, size: float, weight: Weight, color: QColor) -> None:
    """Paint one line of text, its left end at x on the baseline y, in the widths of `type_metrics`."""
    painter.save()
    painter.setFont(_font(weight))
    painter.setPen(color)
    painter.translate(x, y)
    painter.scale(size / _DRAWN_AT, size / _DRAWN_AT)
    painter.drawText(QPointF(0.0, 0.0), text)
    painter.restore()


def _weight(weight: Weight) -> QFont.Weight:
    match weight:
        case Weight.REGULAR | Weight.ITALIC:
            return QFont.Weight.Normal
        case Weight.SEMIBOLD:
            return QFont.Weight.DemiBold
        case Weight.BOLD:
            return QFont.Weight.Bold


@cache
def _font(weight: Weight) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(_DRAWN_AT)
    font.setWeight(_weight(weight))
    font.setItalic(weight is Weight.ITALIC)
    font.setKerning(False)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@cache
def _color(code: str) -> QColor:
    return QColor(code)


def _paint(painter: QPainter, mark: Mark, palette: Palette) -> None:
    match mark:
        case Text():
            _paint_text(painter, mark, palette)
        case StraightLine():
            painter.setPen(_pen(palette, mark.ink, mark.width, mark.dash))
            painter.drawLine(QPointF(mark.x1, mark.y1), QPointF(mark.x2, mark.y2))
        case Polyline():
            painter.setPen(_pen(palette, mark.ink, mark.width, mark.dash))
            if mark.dash:
                painter.drawPolyline(_polygon(mark.points))
            else:  # segment by segment, joined by the round caps: several times faster than stroking one long path
                painter.drawLines([QLineF(*start, *end) for start, end in pairwise(mark.points)])
        case Marker():
            _paint_marker(painter, mark, palette)
        case Rect():
            _fill_and_stroke(painter, mark.fill, mark.stroke, mark.stroke_width, palette)
            painter.drawRoundedRect(QRectF(mark.x, mark.y, mark.width, mark.height), mark.radius, mark.radius)
        case Polygon():
            _fill_and_stroke(painter, mark.fill, None, 0.0, palette)
            painter.drawPolygon(_polygon(mark.points))


def _paint_text(painter: QPainter, mark: Text, palette: Palette) -> None:
    left = 0.0
    if mark.anchor is not TextAnchor.START:
        width = text_width(mark.text, mark.size, mark.weight)
        left = -width if mark.anchor is TextAnchor.END else -width / 2
    color = _color(palette[mark.ink])
    if not mark.turn:
        paint_text(painter, mark.x + left, mark.y, mark.text, mark.size, mark.weight, color)
        return
    painter.save()
    painter.translate(mark.x, mark.y)
    painter.rotate(mark.turn)
    paint_text(painter, left, 0.0, mark.text, mark.size, mark.weight, color)
    painter.restore()


def _paint_marker(painter: QPainter, mark: Marker, palette: Palette) -> None:
    center = QPointF(mark.x, mark.y)
    match mark.shape:
        case Shape.CIRCLE:
            _fill_and_stroke(painter, mark.ink, None, 0.0, palette)
            painter.drawEllipse(center, mark.size / 2, mark.size / 2)
        case Shape.RING:
            _fill_and_stroke(painter, Ink.PAPER, mark.ink, mark.size * STROKE, palette)
            radius = mark.size * (1 - STROKE) / 2
            painter.drawEllipse(center, radius, radius)
        case Shape.CROSS:
            painter.setPen(_pen(palette, mark.ink, mark.size * STROKE))
            arm = mark.size * CROSS_ARM
            painter.drawLine(center - QPointF(arm, arm), center + QPointF(arm, arm))
            painter.drawLine(center - QPointF(arm, -arm), center + QPointF(arm, -arm))
        case Shape.SQUARE | Shape.DIAMOND | Shape.TRIANGLE_UP | Shape.TRIANGLE_DOWN:
            _fill_and_stroke(painter, mark.ink, None, 0.0, palette)
            painter.drawPolygon(_polygon(corners(mark)))


def _fill_and_stroke(painter: QPainter, fill: Ink | None, stroke: Ink | None, width: float, palette: Palette) -> None:
    painter.setBrush(_color(palette[fill]) if fill else Qt.BrushStyle.NoBrush)
    if stroke:
        painter.setPen(_pen(palette, stroke, width))
    else:
        painter.setPen(Qt.PenStyle.NoPen)


def _pen(palette: Palette, ink: Ink, width: float, dash: tuple[float, ...] = ()) -> QPen:
    return _made_pen(palette[ink], width, dash)


@cache
def _made_pen(code: str, width: float, dash: tuple[float, ...]) -> QPen:
    pen = QPen(QColor(code), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    if dash:
        pen.setDashPattern([length / width for length in dash])  # Qt counts dashes in widths of the line
    return pen


def _polygon(points: tuple[tuple[float, float], ...]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])
