"""The drawn half of a chart view: paints a scene and lets keys, mouse and screen readers walk over its points."""

from collections.abc import Callable
from math import ceil, hypot

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFontInfo,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from incident_tracker.charts.layout import Size
from incident_tracker.charts.palette import DARK, HIGH_CONTRAST, LIGHT, Palette
from incident_tracker.charts.scene import Point, Scene
from ui.widgets.announce import announce
from ui.widgets.chart_callout import paint_callout, paint_choice
from ui.widgets.chart_image import scene_to_image
from ui.widgets.scene_painter import paint_scene

BuildScene = Callable[[Size], Scene]
"""Lays a chart out again for a size: `lambda size: control_chart_scene(chart, words, size)`."""

_PIXELS_AT_SCALE_1 = 10.0
"""Height of the application's text at which a scene has the type scale 1."""
_MARGIN = 4.0
"""Room around the scene for rings and frames, in units of the type scale."""
_REACH = 24.0
"""This near a point, in units of the type scale, the mouse still means it."""
_YEAR = 12


def palette_for(palette: QPalette) -> Palette:
    """The chart's palette that goes with a widget's: light, dark or high contrast."""
    ground = palette.color(QPalette.ColorRole.Base)
    if ground.lightness() == 0:
        return HIGH_CONTRAST
    return DARK if ground.lightness() < 128 else LIGHT


class ChartCanvas(QWidget):
    """Shows a scene. Left, Right, Up, Down, Home, End, Page Up and Page Down choose a point, Escape none.

    Signals: `point_chosen(int)` with the index, -1 for none; `drill_down(str)` with a point's key, on Enter and double
    click; `table_wanted()` on T. Ctrl+C copies the chart as a picture with its finding as text.
    """

    point_chosen = Signal(int)
    drill_down = Signal(str)
    table_wanted = Signal()

    def __init__(self, build: BuildScene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build = build
        self._chosen = -1
        self._hovered = -1
        self._scene: Scene | None = None
        self._picture: QPixmap | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._describe()

    @property
    def scene(self) -> Scene:
        """The scene as laid out for the present size, text size and language."""
        if self._scene is None:
            area = self._area()
            self._scene = self._build(Size(area.width(), area.height(), self.type_scale))
            self.setMinimumHeight(ceil(self._scene.least_height + 2 * area.y()))
        return self._scene

    @property
    def type_scale(self) -> float:
        """How much larger than on paper the scene's text is."""
        return QFontInfo(self.font()).pixelSize() / _PIXELS_AT_SCALE_1

    @property
    def chosen(self) -> Point | None:
        """The point that the reader is on."""
        return self.scene.points[self._chosen] if 0 <= self._chosen < len(self.scene.points) else None

    def show_scene(self, build: BuildScene) -> None:
        """Show another chart."""
        self._build = build
        self._chosen = self._hovered = -1
        self._lay_out_again()

    def choose(self, index: int, *, aloud: bool = True) -> None:
        """Go to the point `index`, or to none with -1; `aloud` lets a screen reader say its values."""
        index = max(-1, min(index, len(self.scene.points) - 1))
        if index == self._chosen:
            return
        self._chosen = index
        self._describe()
        self.update()
        self.point_chosen.emit(index)
        if aloud and (point := self.chosen):
            announce(self, point.spoken, at_once=True)

    def sizeHint(self) -> QSize:
        return QSize(round(400 * self.type_scale), round(240 * self.type_scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(180 * self.type_scale), round(140 * self.type_scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = palette_for(self.palette())
        painter = QPainter(self)
        if self._picture is None or self._picture.devicePixelRatio() != self.devicePixelRatioF():
            self._picture = self._painted(palette)
        painter.drawPixmap(0, 0, self._picture)
        self._to_scene(painter)
        if point := self._shown():
            paint_choice(painter, point, palette, self.type_scale)
            if not point.told:
                paint_callout(painter, point, self._area().size() / self._zoom(), palette, self.type_scale)
        if self.hasFocus():
            frame = QRectF(0, 0, self.width(), self.height()).adjusted(1, 1, -1, -1)
            painter.resetTransform()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Shadow), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, 4.0 * self.type_scale, 4.0 * self.type_scale)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out_again()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {
            QEvent.Type.PaletteChange,
            QEvent.Type.FontChange,
            QEvent.Type.StyleChange,
            QEvent.Type.LanguageChange,
        }:
            self._lay_out_again()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, at, last = event.key(), self._chosen, len(self.scene.points) - 1
        moves = {
            Qt.Key.Key_Right: min(at + 1, last),
            Qt.Key.Key_Left: at - 1 if at > 0 else (last if at < 0 else 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
            Qt.Key.Key_PageDown: min(at + _YEAR, last),
            Qt.Key.Key_PageUp: max(at - _YEAR, 0),
        }
        if key in moves:
            self.choose(moves[Qt.Key(key)])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.choose(self._vertical_neighbor(downwards=key == Qt.Key.Key_Down))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen:
            self._drill(self.chosen)
        elif key == Qt.Key.Key_T and not event.modifiers():
            self.table_wanted.emit()
        elif key == Qt.Key.Key_C and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._copy()
        elif key == Qt.Key.Key_Escape and self._chosen >= 0:
            self.choose(-1)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._nearest(event.position()))

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hover(self._nearest(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.choose(self._nearest(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self._nearest(event.position())
        if index >= 0:
            self._drill(self.scene.points[index])

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

    def _shown(self) -> Point | None:
        """The point under the mouse, else the chosen one while the chart has the focus."""
        points = self.scene.points
        if 0 <= self._hovered < len(points):
            return points[self._hovered]
        return self.chosen if self.hasFocus() else None

    def _drill(self, point: Point) -> None:
        if point.key is not None:
            self.drill_down.emit(point.key)

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.update()

    def _nearest(self, position: QPointF) -> int:
        """The point whose box holds the position, else the nearest within reach, else -1."""
        area = self._area()
        x, y = (position.x() - area.x()) / self._zoom(), (position.y() - area.y()) / self._zoom()
        best, nearest = -1, _REACH * self.type_scale
        for point in self.scene.points:
            if abs(x - point.x) <= point.width / 2 and abs(y - point.y) <= point.height / 2:
                return point.index
            if not point.width and (distance := hypot(x - point.x, y - point.y)) < nearest:
                best, nearest = point.index, distance
        return best

    def _vertical_neighbor(self, *, downwards: bool) -> int:
        """The next point in the same column (cells, bars); without columns the next or previous one."""
        if (here := self.chosen) is None:
            return 0
        sign = 1 if downwards else -1
        column = [
            point for point in self.scene.points if abs(point.x - here.x) < 1.0 and (point.y - here.y) * sign > 1.0
        ]
        if here.width:
            return min(column, key=lambda point: abs(point.y - here.y)).index if column else here.index
        return max(0, min(here.index + sign, len(self.scene.points) - 1))

    def _copy(self) -> None:
        clipboard = QGuiApplication.clipboard()
        clipboard.setImage(scene_to_image(self.scene, 2.0, LIGHT))
        announce(self, self.scene.title)

    def _zoom(self) -> float:
        """Below 1 only where the widget is smaller than the smallest layout."""
        area = self._area()
        return max(min(1.0, area.width() / self.scene.width, area.height() / self.scene.height), 0.01)

    def _area(self) -> QRectF:
        """Where the scene is."""
        margin = _MARGIN * self.type_scale
        return QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)

    def _to_scene(self, painter: QPainter) -> None:
        painter.translate(self._area().topLeft())
        painter.scale(self._zoom(), self._zoom())

    def _painted(self, palette: Palette) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self._to_scene(painter)
        paint_scene(painter, self.scene, palette)
        painter.end()
        return picture

    def _lay_out_again(self) -> None:
        self._scene = self._picture = None
        self._describe()
        self.update()

    def _describe(self) -> None:
        """The name is the chart's title; the description is the chosen point, or what the whole chart shows."""
        point = self.chosen
        self.setAccessibleName(self.scene.title)
        self.setAccessibleDescription(point.spoken if point else self.scene.description)
