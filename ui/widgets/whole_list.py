"""A short list of records on a page that scrolls where letters are large: as high as its rows, with one scroll bar."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QScrollArea

from ui.theme.spacing import is_roomy
from ui.widgets.record_table import RecordTable


class WholeList(QObject):
    """Keeps `table` as high as all its rows, and its current row in sight on the page, while letters are large.

    For lists that are here as a whole and have tens of rows, not hundreds: what is around them scrolls instead.
    """

    def __init__(self, table: RecordTable) -> None:
        super().__init__(table)
        self._table = table
        if is_roomy():
            return
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.installEventFilter(self)
        table.filled.connect(self._fit)
        table.selected.connect(self._follow)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange):
            self._fit()  # rows are lower in a low window
        return False

    @Slot()
    def _fit(self) -> None:
        rows = max(1, self._table.total) * self._table.verticalHeader().defaultSectionSize()
        height = self._table.horizontalHeader().height() + rows + 2 * self._table.frameWidth()
        if height != self._table.minimumHeight():
            self._table.setMinimumHeight(height)

    @Slot()
    def _follow(self) -> None:
        """Show the row that the keyboard came to."""
        around = self._table.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None and (inner := around.widget()) is not None and self._table.hasFocus():
            line = self._table.visualRect(self._table.currentIndex())
            there = self._table.viewport().mapTo(inner, line.center())
            around.ensureVisible(there.x(), there.y(), 0, line.height())
