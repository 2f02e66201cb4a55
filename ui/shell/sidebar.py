"""The sidebar: the big button for logging, the list of entries with what waits in each, and one's own menu."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from incident_tracker.wording import _
from ui.icons import Icon
from ui.shell.navigation import PageGroup
from ui.shell.own_menu import OwnMenu
from ui.shell.section_list import SectionList
from ui.theme.spacing import px
from ui.widgets.buttons import Button


class Sidebar(QFrame):
    """Where the page needs the room it is narrow: icons, whose names are spoken, and shown at the pointer or the focus.

    Signals: `asked(key)` when the page for logging is asked for; `section_asked(key)` when an entry is.
    """

    asked = Signal(str)
    section_asked = Signal(str)

    def __init__(
        self, shown: Sequence[PageGroup], logs: bool, person: str, place: str, parent: QWidget | None = None
    ) -> None:
        """`logs`: with the button for logging. `person` and `place` are said at the foot: who is signed in, as what."""
        super().__init__(parent)
        self.setProperty("look", "sidebar")
        self._log: Button | None = None
        self.list = SectionList(shown)
        self.list.asked.connect(self.section_asked)
        self.own = OwnMenu(person, place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(16), px(12), px(10))
        layout.setSpacing(px(12))
        if logs:
            self._log = Button("", "primary", Icon.NEW, partial(self.asked.emit, "log"))
            name, keys = _("Log an incident"), _("Ctrl+N from anywhere")
            self._log.setAccessibleName(name)
            self._log.setToolTip(f"{name}  {keys}")
            layout.addWidget(self._log)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.own)
        self._narrow = True
        self.be_narrow(False)

    def be_narrow(self, narrow: bool) -> None:
        """Show only icons, or the names too."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if self._log is not None:
            self._log.setText("" if narrow else _("Log an incident"))
        self.list.be_narrow(narrow)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """In its window it has another look than alone."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        narrow = self._narrow
        log_width = self._log.sizeHint().width() if self._log is not None else 0
        inner = max(self.list.needed_width(), log_width, 0 if narrow else px(192))
        self.own.be_narrow(narrow, inner)
        self.setFixedWidth(inner + px(24) + 1)

    def name_person(self, name: str) -> None:
        """Say who is signed in."""
        self.own.name_person(name)

    def mark(self, key: str) -> None:
        """Show where one is; a page that stands under no entry leaves all of them unmarked."""
        self.list.mark(key)

    def tell(self, waiting: Mapping[str, int]) -> None:
        """Say how much waits, by the entry's key."""
        self.list.tell(waiting)
