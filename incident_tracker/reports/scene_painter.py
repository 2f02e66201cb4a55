"""Paints a chart's scene with ReportLab, as vectors with embedded fonts."""

from functools import cache

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from incident_tracker.charts.palette import PRINT, Palette
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
)
from incident_tracker.charts.shapes import CROSS_ARM, STROKE, corners
from incident_tracker.reports.typefaces import face_name, register_typefaces

_ROUND = 1


def draw_scene(canvas: Canvas, scene: Scene, x: float, y: float, width: float, palette: Palette = PRINT) -> float:
    """Paint `scene`, `width` points wide, with its lower left corner at (x, y) in the canvas's own coordinates.

    Returns the height taken, in points. The canvas is left as it was. Tagging (a figure whose alternative text is
    `scene.description`) is the document's part.
    """
    register_typefaces()
    zoom = width / scene.width
    canvas.saveState()
    canvas.translate(x, y)
    if zoom != 1:
        canvas.scale(zoom, zoom)
    canvas.setLineCap(_ROUND)
    canvas.setLineJoin(_ROUND)
    painter = _Painter(canvas, scene.height, palette)
    for mark in scene.marks():
        painter.paint(mark)
    canvas.restoreState()
    return scene.height * zoom


@cache
def _color(code: str) -> Color:
    return HexColor(code)


class _Painter:
    """Puts marks on one canvas; asks for a color, line or font only when it changes."""

    def __init__(self, canvas: Canvas, height: float, palette: Palette) -> None:
        self._canvas = canvas
        self._height = height
        self._palette = palette
        self._filled: Ink | None = None
        self._stroked: tuple[Ink, float, tuple[float, ...]] | None = None

    def paint(self, mark: Mark) -> None:
        match mark:
            case Text():
                self._text(mark)
            case StraightLine():
                self._pen(mark.ink, mark.width, mark.dash)
                self._canvas.line(mark.x1, self._height - mark.y1, mark.x2, self._height - mark.y2)
            case Polyline():
                self._pen(mark.ink, mark.width, mark.dash)
                self._path(mark.points, fill=False, stroke=True, closed=False)
            case Marker():
                self._marker(mark)
            case Rect():
                self._rect(mark)
            case Polygon():
                self._brush(mark.fill)
                self._path(mark.points, fill=True, stroke=False, closed=True)

    def _text(self, mark: Text) -> None:
        canvas = self._canvas
        self._brush(mark.ink)
        canvas.setFont(face_name(mark.weight), mark.size)
        x, y = mark.x, self._height - mark.y
        if mark.turn:
            canvas.saveState()
            canvas.translate(x, y)
            canvas.rotate(-mark.turn)
            x = y = 0
        match mark.anchor:
            case TextAnchor.START:
                canvas.drawString(x, y, mark.text)
            case TextAnchor.MIDDLE:
                canvas.drawCentredString(x, y, mark.text)
            case TextAnchor.END:
                canvas.drawRightString(x, y, mark.text)
        if mark.turn:
            canvas.restoreState()

    def _marker(self, mark: Marker) -> None:
        canvas, x, y = self._canvas, mark.x, self._height - mark.y
        match mark.shape:
            case Shape.CIRCLE:
                self._brush(mark.ink)
                canvas.circle(x, y, mark.size / 2, stroke=0, fill=1)
            case Shape.RING:
                self._brush(Ink.PAPER)
                self._pen(mark.ink, mark.size * STROKE)
                canvas.circle(x, y, mark.size * (1 - STROKE) / 2, stroke=1, fill=1)
            case Shape.CROSS:
                self._pen(mark.ink, mark.size * STROKE)
                arm = mark.size * CROSS_ARM
                canvas.line(x - arm, y - arm, x + arm, y + arm)
                canvas.line(x - arm, y + arm, x + arm, y - arm)
            case Shape.SQUARE | Shape.DIAMOND | Shape.TRIANGLE_UP | Shape.TRIANGLE_DOWN:
                self._brush(mark.ink)
                self._path(corners(mark), fill=True, stroke=False, closed=True)

    def _rect(self, mark: Rect) -> None:
        if mark.fill:
            self._brush(mark.fill)
        if mark.stroke:
            self._pen(mark.stroke, mark.stroke_width)
        draw = self._canvas.roundRect if mark.radius else self._canvas.rect
        corner = (mark.radius,) if mark.radius else ()
        draw(
            mark.x,
            self._height - mark.y - mark.height,
            mark.width,
            mark.height,
            *corner,
            stroke=int(mark.stroke is not None),
            fill=int(mark.fill is not None),
        )

    def _path(self, points: tuple[tuple[float, float], ...], *, fill: bool, stroke: bool, closed: bool) -> None:
        path = self._canvas.beginPath()
        path.moveTo(points[0][0], self._height - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, self._height - y)
        if closed:
            path.close()
        self._canvas.drawPath(path, stroke=int(stroke), fill=int(fill))

    def _brush(self, ink: Ink) -> None:
        if ink != self._filled:
            self._canvas.setFillColor(_color(self._palette[ink]))
            self._filled = ink

    def _pen(self, ink: Ink, width: float, dash: tuple[float, ...] = ()) -> None:
        if (ink, width, dash) != self._stroked:
            self._canvas.setStrokeColor(_color(self._palette[ink]))
            self._canvas.setLineWidth(width)
            self._canvas.setDash(list(dash))
            self._stroked = (ink, width, dash)
