"""Holds the pages, one of them in front; those behind are in no list that a screen reader reads."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.page import Page


class PageStack(QWidget):
    """A screen reader is told of every child of a window, hidden or not: a list that was visited once would still be
    there with its thousands of cells. So the pages behind wait in a window of their own, which is never shown.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        self._behind = QWidget(self, Qt.WindowType.Window)
        self._front: Page | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def show_page(self, page: Page) -> None:
        """Bring this page to the front."""
        if page is self._front:
            return
        before, self._front = self._front, page
        self.setUpdatesEnabled(False)
        if before is not None:
            before.hide()
            self._layout.removeWidget(before)
            before.setParent(self._behind)
        self._layout.addWidget(page)
        page.show()
        self.setUpdatesEnabled(True)
