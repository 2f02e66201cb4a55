"""Who is signed in, at the foot of the sidebar; behind the name are settings, manual, pass phrase and the way out."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from incident_tracker.wording import _
from ui.icons import Icon, icon, paint_icon
from ui.shell.menus import Command, add_to_menu
from ui.theme.spacing import px


class OwnMenu(QPushButton):
    """A click, Space, Enter, Down or Up opens the menu; Esc closes it, and the focus is here again."""

    def __init__(self, person: str, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "own")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIcon(icon(Icon.PERSON, QPalette.ColorRole.Dark))
        self.setIconSize(QSize(px(18), px(18)))
        self._person, self._place = person, place
        self._narrow, self._room = False, px(192)
        self._menu = QMenu(self)
        self._menu.setAccessibleName(_("Your menu"))
        self.setAccessibleDescription(_("Opens your menu"))
        self.clicked.connect(self._open)
        self._word()

    def offer(self, commands: Sequence[Command]) -> None:
        """What the menu holds."""
        self._menu.clear()
        for command in commands:
            add_to_menu(self._menu, command)

    def name_person(self, name: str) -> None:
        """Say who is signed in."""
        self._person = name
        self._word()

    def be_narrow(self, narrow: bool, room: int) -> None:
        """Show only an icon, or the name too, in so many pixels."""
        self._narrow, self._room = narrow, room
        self._word()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        opens = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Menu)
        if event.key() in opens:
            self._open()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """An arrow says that something opens."""
        super().paintEvent(event)
        if not self._narrow:
            side = px(16)
            place = QRectF(self.width() - px(9) - side, (self.height() - side) / 2, side, side)
            painter = QPainter(self)
            paint_icon(painter, Icon.UP, place, QApplication.palette().color(QPalette.ColorRole.Dark))
            painter.end()

    @Slot()
    def _open(self) -> None:
        """Above the name, with its first line marked: the arrows go on from there."""
        height = self._menu.sizeHint().height()
        self._menu.popup(self.mapToGlobal(QPoint(0, -height)))
        if actions := self._menu.actions():
            self._menu.setActiveAction(actions[0])

    def _word(self) -> None:
        whole = f"{self._person}, {self._place}"
        self.setAccessibleName(whole)
        self.setToolTip(whole)
        if self._narrow:
            self.setText("")
            return
        metrics, room = QFontMetrics(self.font()), self._room - px(64)
        lines = (metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in (self._person, self._place))
        self.setText("\n".join(line.replace("&", "&&") for line in lines))
