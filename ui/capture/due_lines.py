"""What is due, line by line: what, when, who."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QGridLayout, QWidget

from incident_tracker.domain.support.windows import Due
from incident_tracker.labels.support.windows import duty_text, support_step_text
from incident_tracker.wording import _
from ui.capture.due_text import due_window_text
from ui.theme.spacing import is_roomy, px
from ui.widgets.layout import column, empty_out
from ui.widgets.text import note, text_label

MOST_SHOWN = 6
_Line = tuple[str, bool, str, str]  # what, whether only if one wants it, when, and whose task


class DueLines(QWidget):
    """At most six lines, with large letters one under the other in each; later checks are only mentioned."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said: tuple[tuple[_Line, ...], int] = ((), 0)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(24))
        self._grid.setVerticalSpacing(px(6))
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(2, 3)

    def show_due(self, dues: Iterable[Due], now: datetime, zone: ZoneInfo) -> None:
        """Show these instead, in order."""
        every = tuple(dues)
        said = tuple(
            (support_step_text(due.what), due.if_wanted, due_window_text(due, now, zone), duty_text(due.who))
            for due in every[:MOST_SHOWN]
        )
        self.setVisible(bool(every))
        if (said, len(every)) != self._said:
            self._said = (said, len(every))
            self._show(said, later=len(every) > MOST_SHOWN)

    def _show(self, lines: Iterable[_Line], later: bool) -> None:
        empty_out(self._grid)
        for line, (what, if_wanted, when, who) in enumerate(lines):
            name = text_label(what, "label", wraps=True)
            only_if = [note(_("if you want"))] if if_wanted else []
            window, duty = text_label(when), note(who)
            if is_roomy():
                for at, words in enumerate((name, *only_if)):
                    self._grid.addWidget(words, line, at)
                self._grid.addWidget(window, line, 2)
                self._grid.addWidget(duty, line, 3)
            else:
                self._grid.addLayout(column(name, *only_if, window, duty, gap=0), line, 0, 1, 4)
        if later:
            self._grid.addWidget(note(_("Later checks follow automatically.")), MOST_SHOWN, 0, 1, 4)
