"""One thing that is owed, as a line: for whom, by when, and its next step as one button."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

from incident_tracker.wording import _
from ui.icons import icon
from ui.support.beside import Beside
from ui.support.owed_groups import OwedRow
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.layout import column, row
from ui.widgets.text import note, say_with, text_label


class OwedLine(QWidget):
    """`clicked` is called by its button; without one (no names, no steps) the line only tells."""

    def __init__(
        self, line: OwedRow, clicked: Callable[[], object] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.line = line
        picture = QLabel()
        picture.setPixmap(icon(line.icon, QPalette.ColorRole.Link).pixmap(QSize(px(20), px(20))))
        what = text_label(line.what, "label")
        what.setWordWrap(True)
        below = " · ".join(part for part in (line.about, line.when) if part)
        further = note(below)
        left = column(what, further, gap=2)
        self.button: Button | None = None
        children: list[QWidget] = []
        if clicked is not None:
            self.button = Button(line.verb, "", None, clicked)
            spoken = _("{verb}: {what}, {when}").format(verb=line.verb, what=line.what, when=line.when)
            self.button.setAccessibleName(spoken)
            self.button.setAccessibleDescription(line.about)
            say_with(self.button, what, further)
            children.append(self.button)
        layout = row(picture, Beside(left, *children, gap=14, edge=0), gap=14)
        layout.setStretch(1, 1)
        layout.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
        layout.setContentsMargins(px(12), px(8), px(12), px(8))
        self.setLayout(layout)
