"""The foot of an analysis, always in sight: what is saved and what is not, Save, and Discard."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from incident_tracker.wording import _
from ui.icons import Icon
from ui.learning.section import beside
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.layout import Hairline, column, page_margin, row
from ui.widgets.text import text_label


class SavingFoot(QFrame):
    """Signals: `save_wanted()`, `discard_wanted()`."""

    save_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "surface")
        self.setAccessibleName(_("What is saved"))
        self.kept = text_label("")
        self.discard = Button(_("Discard what I typed"), "quiet", Icon.REMOVE, self.discard_wanted.emit)
        self.save = Button(_("&Save"), "primary", Icon.DONE, self.save_wanted.emit)
        self.save.setToolTip(_("Ctrl+S"))
        line = beside(self.kept, row(self.discard, self.save))
        line.setStretch(0, 1)
        line.setContentsMargins(page_margin(), px(8), page_margin(), px(8))
        self.setLayout(column(Hairline(), line, gap=0))

    def say(self, text: str, *, unsaved: bool, writable: bool) -> None:
        """Say what is saved; `unsaved`: something can be discarded; `writable`: and this person can save."""
        self.kept.setText(text)
        self.discard.setVisible(unsaved)
        self.save.setVisible(writable)
        self.save.be_kind("primary" if unsaved else "")
        self.setVisible(unsaved or writable)
