"""The bar of an analysis: leads to each section, says where one is and what is done."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from incident_tracker.wording import _
from ui.icons import Icon, icon
from ui.learning.section import Section
from ui.theme.spacing import px
from ui.widgets.buttons import PushButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.layout import Hairline, column, row
from ui.widgets.scrolling import ScrollingBody


class SectionBar(QFrame):
    """One is where the keyboard is; after scrolling, in the section at the top of what is seen.

    Signals: `visited(Section)` when a section was chosen.
    """

    visited = Signal(object)

    def __init__(self, names: Mapping[Section, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "surface")
        self.setAccessibleName(_("Parts of the analysis"))
        self._names = dict(names)
        self._buttons: dict[Section, PushButton] = {}
        self._done: Collection[Section] = ()
        self._here: Section = next(iter(self._names))
        self._area: ScrollingBody | None = None
        links = QWidget()
        flow = FlowLayout(links, px(4))
        for section, name in self._names.items():
            button = PushButton(name)
            button.setProperty("kind", "step")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(self._clicked)
            flow.addWidget(button)
            self._buttons[section] = button
        line = row(links)
        line.setContentsMargins(px(24), px(4), px(32), px(4))
        self.setLayout(column(line, Hairline(), gap=0))
        self._say()

    def follow(self, area: ScrollingBody) -> None:
        """Say where in `area`, which holds the sections, one is."""
        self._area = area
        area.verticalScrollBar().valueChanged.connect(self._scrolled)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    def show_sections(self, shown: Collection[Section]) -> None:
        """Lead to these only."""
        for section, button in self._buttons.items():
            button.setVisible(section in shown)

    def show_done(self, done: Collection[Section]) -> None:
        """Mark these as done."""
        self._done = done
        self._say()

    def be_at(self, section: Section) -> None:
        """One is in this section now."""
        if section is not self._here:
            self._here = section
        self._say()

    @Slot()
    def _clicked(self) -> None:
        sender = self.sender()
        for section, button in self._buttons.items():
            if button is sender:
                self.visited.emit(section)
                self.be_at(section)

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        area = self._area
        if area is None or not self.isVisible():
            return
        inner = area.widget()
        at_end = value >= area.verticalScrollBar().maximum() > 0
        seen = [one for one in self._names if one.isVisible()]
        if not seen or inner is None:
            return
        edge = value + area.viewport().height() // 3
        above = [one for one in seen if one.mapTo(inner, one.rect().topLeft()).y() <= edge]
        self.be_at(seen[-1] if at_end else above[-1] if above else seen[0])

    @Slot(QWidget, QWidget)
    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isVisible():
            for section in self._names:
                if section.isAncestorOf(now):
                    self.be_at(section)

    def _say(self) -> None:
        for section, button in self._buttons.items():
            here, done = section is self._here, section in self._done
            button.setChecked(here)
            button.setIcon(icon(Icon.DONE if done else Icon.RIGHT, QPalette.ColorRole.Dark))
            state = _("you are here") if here else _("done") if done else _("to come")
            if here and done:
                state = _("you are here, and it is done")
            button.setAccessibleName(_("{name}, {state}").format(name=self._names[section], state=state))
