"""What a page says when there is nothing yet: a kind sentence, what to do next, and one button for it."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from incident_tracker.wording import _
from ui.icons import Icon, paint_icon
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.text import text_label


class EmptyState(QWidget):
    """A drawing, a heading, a sentence and perhaps a button, in the middle of the free space."""

    def __init__(
        self,
        heading_text: str,
        sentence: str = "",
        meaning: Icon = Icon.EMPTY,
        action: str = "",
        clicked: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._heading = text_label(heading_text, "heading")
        self._sentence = text_label(sentence, "note")
        layout = QVBoxLayout(self)
        layout.setSpacing(px(8))
        layout.setContentsMargins(px(24), px(40), px(24), px(40))
        layout.addStretch(1)
        layout.addWidget(_Roundel(meaning), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(px(8))
        for label in (self._heading, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        if action:
            layout.addSpacing(px(8))
            layout.addWidget(Button(action, "primary", None, clicked), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

    def say(self, heading_text: str, sentence: str = "") -> None:
        """Change the words."""
        self._heading.setText(heading_text)
        self._sentence.setText(sentence)


def nothing_matches(advice: str, clear: Callable[[], object]) -> EmptyState:
    """What a list says when its filter leaves nothing; the button clears the filter."""
    return EmptyState(_("Nothing matches this filter"), advice, Icon.SEARCH, _("Clear the filter"), clear)


class _Roundel(QWidget):
    """An icon on a soft round background."""

    def __init__(self, meaning: Icon) -> None:
        super().__init__()
        self._meaning = meaning
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(px(64), px(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Highlight))
        painter.drawEllipse(self.rect())
        edge = self.width() * 0.28
        area = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        paint_icon(painter, self._meaning, area, self.palette().color(QPalette.ColorRole.Accent))
        painter.end()
