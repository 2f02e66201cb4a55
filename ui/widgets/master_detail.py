"""A list with a preview of the current row at its right; one for every list of records."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme.spacing import px
from ui.widgets.column_memory import ColumnMemory
from ui.widgets.preview import Preview, PreviewPane
from ui.widgets.record_table import RecordTable

PAUSE = 60  # milliseconds: who walks through the list with the key held down asks for nothing on the way
PANE, LEAST_PANE, LEAST_LIST = 372, 300, 330  # pixels of the design


class MasterDetail(QWidget):
    """Space or the right arrow shows the preview, Escape or the left arrow hides it; it follows the current row.

    Where there is too little room for both, the preview takes the place of the list; up and down go on in it.

    Signals: `asked(record)` – fill the preview with `show_preview`, at once with what is known and again when more
    came; `shown(bool)` when the preview was opened or closed.
    """

    asked = Signal(object)
    shown = Signal(bool)

    def __init__(self, table: RecordTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.pane = PreviewPane()
        self.pane.hide()
        self.pane.closed.connect(self.close_preview)
        self.pane.stepped.connect(self._step)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        layout.addWidget(table, 1)
        layout.addWidget(self.pane)
        self._layout = layout
        self._is_open = False
        self._kept = ""
        self._opens_at_first = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        table.installEventFilter(self)
        table.selected.connect(self._follow)
        table.filled.connect(self._follow)
        table.filled.connect(self._open_at_first)

    def remember(self, whose: str, list_key: str, *, at_first: bool = False) -> None:
        """Begin with or without the preview, as this person left it; `at_first`, before they ever chose.

        It begins with it only where there is room for both.
        """
        self._kept = f"previews/{whose}/{list_key}"
        said = ColumnMemory.memory.value(self._kept) if ColumnMemory.memory is not None else None
        self._opens_at_first = at_first if said is None else str(said) == "shown"

    def open_preview(self) -> None:
        """Show the preview of the current row."""
        if self.table.total and not self._is_open:
            self._open()
            self._keep("shown")

    @Slot()
    def close_preview(self) -> None:
        """Only the list; the focus goes back to it."""
        if not self._is_open:
            return
        self._is_open = False
        self.table.show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.pane.hide()
        self._keep("hidden")
        self.shown.emit(False)

    def show_preview(self, record: Any, preview: Preview) -> None:
        """Show it, unless another row is the current one by now."""
        if self._is_open and self.table.current() == record:
            self.pane.show_preview(preview)

    def hasHeightForWidth(self) -> bool:
        """Both halves scroll by themselves: a page that is short of room makes them low before it scrolls."""
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._took(event)
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._open_at_first()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._open_at_first()

    def _open(self) -> None:
        self._is_open, self._opens_at_first = True, False
        self.pane.show_preview(None)
        self._arrange()
        self._ask()
        self.shown.emit(True)

    @Slot()
    def _open_at_first(self) -> None:
        if self._opens_at_first and not self._is_open and self.table.total and self.isVisible() and self._room()[1]:
            self._open()

    def _keep(self, how: str) -> None:
        self._opens_at_first = False
        if self._kept and ColumnMemory.memory is not None:
            ColumnMemory.memory.setValue(self._kept, how)

    def _took(self, event: QKeyEvent) -> bool:
        """A key in the list that is for the preview. Ctrl with an arrow still goes from cell to cell."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = event.key()
        if key == Qt.Key.Key_Space:
            self.close_preview() if self._is_open else self.open_preview()
        elif key == Qt.Key.Key_Right and self._is_open:
            self.pane.focus_first()
        elif key == Qt.Key.Key_Right:
            self.open_preview()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Escape) and self._is_open:
            self.close_preview()
        else:
            return False
        return True

    def _arrange(self) -> None:
        if not self._is_open:
            return
        wide, beside = self._room()
        self.pane.setMinimumWidth(wide if beside else 0)
        self.pane.setMaximumWidth(wide if beside else 16777215)
        self.pane.show()
        if self.table.isVisible() and not beside:
            had_focus = self.table.hasFocus()
            self.table.hide()
            if had_focus:
                self.pane.focus_first()
        elif beside:
            self.table.show()

    def _room(self) -> tuple[int, bool]:
        """How wide the preview can be, and whether the list has room beside it."""
        room = self.width() - self._layout.spacing()
        wide = min(px(PANE), room * 2 // 5)
        return wide, wide >= px(LEAST_PANE) and room - wide >= px(LEAST_LIST)

    @Slot()
    def _follow(self) -> None:
        if self._is_open:
            self._pause.start()

    @Slot()
    def _ask(self) -> None:
        if not self._is_open:
            return
        record = self.table.current()
        if record is None:
            self.pane.show_preview(None)
        else:
            self.asked.emit(record)

    @Slot(int)
    def _step(self, by: int) -> None:
        at = self.table.currentIndex().row() + by
        if 0 <= at < self.table.total:
            self.table.choose(at)
