"""A chart on the screen: the drawing, and behind it the same figures as a table."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from incident_tracker.charts.scene import Scene
from incident_tracker.wording import _
from ui.widgets.buttons import Button
from ui.widgets.chart_canvas import BuildScene, ChartCanvas
from ui.widgets.chart_table import ChartTableView
from ui.widgets.one_in_front import OneInFront
from ui.widgets.text import text_label


class ChartView(QWidget):
    """Shows the chart that `build` lays out for any size, and turns into its table on T or its button.

    `finding` says the chart's sentence; a page that places it above the chart leaves it out of the drawing.

    Signals: `drill_down(str)` with the key of the point, bar, cell or row that was opened; `point_chosen(int)`.
    """

    drill_down = Signal(str)
    point_chosen = Signal(int)

    def __init__(self, build: BuildScene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = ChartCanvas(build)
        self.table = ChartTableView()
        self.switch = Button("", "small", clicked=self.toggle_table)
        self.finding = text_label("", "label", wraps=True)
        self._halves = OneInFront(self.canvas, self.table)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.switch)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._halves, 1)
        whole.addLayout(buttons)
        self.canvas.drill_down.connect(self.drill_down)
        self.canvas.point_chosen.connect(self.point_chosen)
        self.canvas.table_wanted.connect(self.toggle_table)
        self.table.chart_wanted.connect(self.toggle_table)
        self.table.row_opened.connect(self._open_row)
        self._word_switch()

    @property
    def scene(self) -> Scene:
        """The scene as it is laid out now."""
        return self.canvas.scene

    @property
    def shows_table(self) -> bool:
        """Whether the table is shown."""
        return self._halves.front is self.table

    def show_scene(self, build: BuildScene) -> None:
        """Show another chart; the table stays if it was shown."""
        self.canvas.show_scene(build)
        self.finding.setText(self.canvas.scene.sentence)
        if self.shows_table:
            self._fill_table()

    @Slot()
    def toggle_table(self) -> None:
        """Switch between drawing and table, on the same point and with the focus."""
        had_focus = self.canvas.hasFocus() or self.table.hasFocus()
        if self.shows_table:
            row = self.table.currentIndex().row()
            self._halves.bring(self.canvas)
            if self._rows_are_points():
                self.canvas.choose(row, aloud=False)
        else:
            self._fill_table()
            self._halves.bring(self.table)
        self._word_switch()
        if had_focus:
            (self.table if self.shows_table else self.canvas).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_T and not event.modifiers():
            self.toggle_table()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._word_switch()
            if self.shows_table:
                self._fill_table()
        super().changeEvent(event)

    def _fill_table(self) -> None:
        scene = self.canvas.scene
        self.table.show_table(scene.title, scene.table)
        if (point := self.canvas.chosen) and self._rows_are_points():
            self.table.selectRow(point.index)

    def _rows_are_points(self) -> bool:
        return len(self.scene.points) == len(self.scene.table.rows)

    def _word_switch(self) -> None:
        self.switch.setText(_("Show as chart") if self.shows_table else _("Show as table"))
        self.switch.setToolTip(_("{text} (T)").format(text=self.switch.text()))

    @Slot(int)
    def _open_row(self, row: int) -> None:
        if self._rows_are_points() and (key := self.scene.points[row].key) is not None:
            self.drill_down.emit(key)
