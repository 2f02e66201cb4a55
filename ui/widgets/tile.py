"""A large button with a heading and a sentence, for the few big choices of a page."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.theme.spacing import px
from ui.widgets.buttons import PushButton
from ui.widgets.text import say_with, text_label


class Tile(PushButton):
    """As tall as its words need at its width. `clicked` is the slot to call."""

    def __init__(
        self,
        heading_text: str,
        sentence: str,
        clicked: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "tile")
        self.setAutoDefault(False)
        self.setAccessibleName(heading_text)
        self.setAccessibleDescription(sentence)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(20), px(16), px(20), px(16))
        self._column.setSpacing(px(4))
        for label in (text_label(heading_text, "heading"), text_label(sentence, "note")):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            say_with(self, label)
            self._column.addWidget(label)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if clicked is not None:
            self.clicked.connect(clicked)

    def sizeHint(self) -> QSize:
        return self._column.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._column.totalMinimumSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._column.totalHeightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))
