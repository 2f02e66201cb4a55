"""The pages of one entry of the sidebar, beside each other above the page."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QTabBar, QWidget

from ui.shell.navigation import PageGroup
from ui.theme.spacing import px


class SectionTabs(QTabBar):
    """Hidden where an entry has one page only. Left and Right turn while the focus is on them, Ctrl+Page keys anywhere.

    Signals: `asked(key)` when another page is chosen.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setUsesScrollButtons(True)
        self._section: PageGroup | None = None
        self.currentChanged.connect(self._ask)
        self.hide()

    def show_section(self, section: PageGroup | None, key: str) -> None:
        """Show the tabs of this entry, with the page of this key marked; None and a single page show none."""
        is_here = section is not None and len(section.pages) > 1 and any(page.key == key for page in section.pages)
        self.blockSignals(True)
        if section is not self._section and is_here:
            self._fill(section)
        if is_here and section is not None:
            self.setCurrentIndex([page.key for page in section.pages].index(key))
        self.blockSignals(False)
        self.setVisible(is_here)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), super().minimumSizeHint().height())

    def _fit(self) -> None:
        """Every name in sight: where large letters leave too little room, the names stand closer, then are smaller."""
        self.setFont(QFont())
        largest = self.fontInfo().pixelSize()
        for close, size in ((False, largest), *((True, size) for size in range(largest, largest // 2 - 2, -2))):
            self._stand(close=close)
            font = QFont(self.font())
            font.setPixelSize(size)
            self.setFont(font)
            if super().sizeHint().width() <= self.width():
                return

    def _stand(self, *, close: bool) -> None:
        """The space between the names is the style's, which looks again when it is asked to."""
        if self.property("close") != close:
            self.setProperty("close", close)
            self.style().unpolish(self)
            self.style().polish(self)

    def neighbor(self, step: int) -> str | None:
        """The key of the page so many tabs further, round and round; None where there are no tabs."""
        if self._section is None or self.isHidden():
            return None
        return self._section.pages[(self.currentIndex() + step) % self.count()].key

    def _fill(self, section: PageGroup | None) -> None:
        self._section = section
        while self.count():
            self.removeTab(0)
        if section is not None:
            self.setAccessibleName(section.label)
            for page in section.pages:
                self.addTab(page.label)
            self._fit()

    @Slot(int)
    def _ask(self, index: int) -> None:
        if self._section is not None and 0 <= index < len(self._section.pages):
            self.asked.emit(self._section.pages[index].key)
