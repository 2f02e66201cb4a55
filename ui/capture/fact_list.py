"""What is known of an incident: headings with their texts."""

from itertools import zip_longest

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from incident_tracker.labels.facts import Fact
from ui.theme.spacing import is_roomy, px
from ui.widgets.layout import column
from ui.widgets.one_in_front import show_part
from ui.widgets.text import note, text_label


class FactList(QWidget):
    """Headings at the left, their text at the right, or below them where the letters are large."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(24))
        self._grid.setVerticalSpacing(px(8))
        if is_roomy():
            self._grid.setColumnMinimumWidth(0, px(190))
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: tuple[Fact, ...]) -> None:
        """Show these instead. Lines that are there already only get other words: to make one takes far longer."""
        while len(self._lines) < len(facts):
            self._add_line()
        for line, fact in zip_longest(self._lines, facts):
            for label, words in zip(line, fact or ("", ""), strict=True):
                if label.text() != words:
                    label.setText(words)
                show_part(label, fact is not None)
        self.setVisible(bool(facts))

    def _add_line(self) -> None:
        heading, text = note(""), text_label("")
        at = len(self._lines)
        if is_roomy():
            self._grid.addLayout(column(heading, None), at, 0)
            self._grid.addWidget(text, at, 1)
        else:
            self._grid.addLayout(column(heading, text, gap=0), at, 0, 1, 2)
        self._lines.append((heading, text))
