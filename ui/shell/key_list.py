"""The list of all keys (?)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from incident_tracker.wording import _, pgettext
from ui.theme.spacing import px
from ui.widgets.dialogs import Question
from ui.widgets.text import text_label
from ui.widgets.two_columns import TwoColumns


class KeyList(Question):
    """All keys on one card, in two columns where there is room."""

    def __init__(self, keys: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent, _("Keys"), "", pgettext("a window", "Close"), width=860)
        self.back.hide()
        half = (len(keys) + 1) // 2
        left = QWidget()
        left.setLayout(_key_column(keys[:half]))
        self.body.addWidget(TwoColumns(left, _key_column(keys[half:]), left_first=True))


def _key_column(keys: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(6))
    grid.setColumnStretch(1, 1)
    for line, (what, how) in enumerate(keys):
        grid.addWidget(text_label(how, "key"), line, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(text_label(what), line, 1)
    return grid
