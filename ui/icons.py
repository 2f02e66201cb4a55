"""Icons by meaning, drawn in the colors of the present palette whenever they are painted."""

from enum import StrEnum
from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap, QPixmapCache


class Icon(StrEnum):
    """What an icon means → the file in resources/icons that shows it (Lucide, ISC license)."""

    TODAY = "house"
    NEW = "plus"
    INCIDENTS = "list-checks"
    SUPPORT = "heart-handshake"
    ANALYSES = "git-fork"
    ACTIONS = "square-check-big"
    TRENDS = "chart-line"
    REPORTS = "file-text"
    DENOMINATORS = "sliders-horizontal"
    PEOPLE = "users"
    SETTINGS = "settings"
    MANUAL = "book-open"
    SEARCH = "search"
    UNDO = "undo-2"
    CLOSE = "x"
    DONE = "check"
    DOWN = "chevron-down"
    RIGHT = "chevron-right"
    LEFT = "chevron-left"
    UP = "chevron-up"
    TIME = "clock"
    CALENDAR = "calendar-days"
    GOOD = "circle-check"
    SHOW = "eye"
    HIDE = "eye-off"
    PHONE = "phone"
    PERSON = "user"
    ADD_PERSON = "user-plus"
    CLINIC = "building-2"
    PROTECTED = "shield"
    KEY = "key-round"
    REMINDER = "bell"
    BACK = "arrow-left"
    FORWARD = "arrow-right"
    DOWNLOAD = "download"
    UPLOAD = "upload"
    PRINT = "printer"
    SAVE = "save"
    REMOVE = "trash-2"
    EDIT = "pencil"
    WORDS = "message-circle"
    COPY = "copy"
    START = "play"
    PAUSE = "pause"
    TIMER = "timer"
    FOLDER = "folder-open"
    EMPTY = "leaf"
    BEGIN = "sprout"
    MINUS = "minus"
    GOAL = "target"
    GAUGE = "gauge"


def icon(meaning: Icon, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """An icon in the palette's color `role`; it follows changes of the palette."""
    return QIcon(_Engine(meaning, role))


def paint_icon(painter: QPainter, meaning: Icon, rect: QRectF, color: QColor) -> None:
    """Draw an icon into `rect` in `color`."""
    from PySide6.QtSvg import QSvgRenderer  # loaded with the first icon, not with the first window

    QSvgRenderer(_svg(meaning.value, color.name())).render(painter, rect)


class _Engine(QIconEngine):
    """Draws one icon in a color that is looked up at the moment of painting."""

    def __init__(self, meaning: Icon, role: QPalette.ColorRole) -> None:
        super().__init__()
        self._meaning = meaning
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())  # a wider box leaves space between icon and words
        square = QRectF(rect.x(), rect.y() + (rect.height() - side) / 2, side, side)
        paint_icon(painter, self._meaning, square, self._color(mode))

    def _color(self, mode: QIcon.Mode) -> QColor:
        palette = QGuiApplication.palette()
        if mode == QIcon.Mode.Disabled:  # a disabled button has one background, whatever its rank
            return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
        return palette.color(QPalette.ColorGroup.Active, self._role)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Drawn once for all buttons that show it in this size and color."""
        key = f"{self._meaning} {self._color(mode).name()} {size.width()}x{size.height()}"
        pixmap = QPixmap()
        if QPixmapCache.find(key, pixmap):
            return pixmap
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        QPixmapCache.insert(key, pixmap)
        return pixmap

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, _scale: float) -> QPixmap:
        return self.pixmap(size, mode, state)

    def clone(self) -> QIconEngine:
        return _Engine(self._meaning, self._role)


@cache
def _drawing(name: str) -> str:
    return (files("ui") / "resources" / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def _svg(name: str, color: str) -> QByteArray:
    drawing = _drawing(name).replace("currentColor", color).replace('stroke-width="2"', 'stroke-width="1.75"')
    return QByteArray(drawing.encode())
