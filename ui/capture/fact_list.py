"""What is known of an incident: headings with their texts."""

from PySide6.QtWidgets import QGridLayout, QWidget

from incident_tracker.labels.facts import Fact
from ui.theme.spacing import is_roomy, px
from ui.widgets.layout import column, empty_out
from ui.widgets.text import note, text_label


class FactList(QWidget):
    """Headings at the left, their text at the right, or below them where the letters are large."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(24))
        self._grid.setVerticalSpacing(px(8))
        if is_roomy():
            self._grid.setColumnMinimumWidth(0, px(190))
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: tuple[Fact, ...]) -> None:
        """Show these instead."""
        empty_out(self._grid)
        for line, (heading, text) in enumerate(facts):
            if is_roomy():
                self._grid.addLayout(column(note(heading), None), line, 0)
                self._grid.addWidget(text_label(text), line, 1)
            else:
                self._grid.addLayout(column(note(heading), text_label(text), gap=0), line, 0, 1, 2)
        self.setVisible(bool(facts))
