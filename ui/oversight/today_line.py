"""One thing that is due, as one large button: what, for whom, by when."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.icons import Icon, icon
from ui.theme.spacing import px
from ui.widgets.buttons import PushButton
from ui.widgets.layout import column, row
from ui.widgets.text import note, say_with, text_label


class TodayLine(PushButton):
    """As tall as its words need, with `low` closer to the next. A click calls `clicked`, the Delete key `removed`."""

    def __init__(
        self,
        meaning: Icon,
        what: str,
        about: str,
        when: str,
        clicked: Callable[[], object],
        removed: Callable[[], object] | None = None,
        low: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._removed = removed
        self.setProperty("kind", "row")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(what)
        self.setAccessibleDescription(", ".join(part for part in (about, when) if part))
        heading = text_label(what, "label")
        heading.setWordWrap(True)
        moment = note(when)
        moment.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        picture = QLabel()
        picture.setPixmap(icon(meaning, QPalette.ColorRole.Link).pixmap(QSize(px(20), px(20))))
        further = QLabel()
        further.setPixmap(icon(Icon.RIGHT, QPalette.ColorRole.Dark).pixmap(QSize(px(18), px(18))))
        left = column(heading, *([note(about)] if about else []), gap=2)
        self._line = row(picture, left, moment, further, gap=14)
        self._line.setStretch(1, 3)
        self._line.setStretch(2, 2 if when else 0)
        edge = px(4 if low else 10)
        self._line.setContentsMargins(px(12), edge, px(12), edge)
        self.setLayout(self._line)
        labels = self.findChildren(QLabel)
        for label in labels:
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        say_with(self, *(label for label in labels if label.text()))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._removed is not None and event.key() == Qt.Key.Key_Delete and not event.isAutoRepeat():
            self._removed()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return self._line.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._line.totalMinimumSize().width(), self._line.totalSizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._line.totalHeightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._line.setGeometry(self.rect())  # a button does not pass every change of its size on to its layout
