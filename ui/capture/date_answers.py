"""What a file does not show about its dates, asked on the page: their order, their format, whether they are right."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from incident_tracker.domain.errors import FileRefused, Problem
from incident_tracker.exchange.dates import DateOrder
from incident_tracker.exchange.mapping import Mapping
from incident_tracker.wording import _
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import flowing
from ui.widgets.form import Form
from ui.widgets.layout import column


class DateAnswers(QWidget):
    """Buttons for the question that a file asks, and a field for the format of its dates.

    Signals: `changed()` when something is answered.
    """

    changed = Signal()

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order: DateOrder | None = None
        self._swapped: bool | None = None
        self.far_years = False
        self.written = QLineEdit()
        self.written.setPlaceholderText("mm/dd/yyyy")
        form.add("date_format", _("How &dates are written, if the file does not show it"), self.written)
        self.written.editingFinished.connect(self._write)
        self.month_first = Button(_("The month comes first"), "", None, partial(self._put, DateOrder.MDY))
        self.day_first = Button(_("The day comes first"), "", None, partial(self._put, DateOrder.DMY))
        self.put_right = Button(_("Put day and month right"), "", None, partial(self._swap, swapped=True))
        self.leave = Button(_("The dates are right"), "", None, partial(self._swap, swapped=False))
        self.take_years = Button(_("These years are right"), "", None, self._take)
        self._line = flowing(self.month_first, self.day_first, self.put_right, self.leave, self.take_years, gap=px(8))
        layout = column(gap=4)
        layout.addWidget(self._line)
        self.setLayout(layout)
        self.ask(None)

    def ask(self, problem: Problem | None, *, far_years: bool = False) -> None:
        """Show the buttons that answer why a file was refused; none if it asks nothing."""
        reason = problem.reason if isinstance(problem, FileRefused) else ""
        for button, shown in (
            (self.month_first, reason == "date_order"),
            (self.day_first, reason == "date_order"),
            (self.put_right, reason == "dates_swapped"),
            (self.leave, reason == "dates_swapped"),
            (self.take_years, far_years),
        ):
            button.setVisible(shown)
        self.setVisible(far_years or reason in ("date_order", "dates_swapped"))

    def forget(self) -> None:
        """Another file: nothing is answered."""
        self._order, self._swapped, self.far_years = None, None, False
        self.written.clear()

    def answered(self, mapping: Mapping) -> Mapping:
        """The mapping with what was answered."""
        return replace(
            mapping,
            date_order=self._order or mapping.date_order,
            swapped_dates=self._swapped,
            date_format=self.written.text().strip() or None,
            far_years=self.far_years,
        )

    def _put(self, order: DateOrder) -> None:
        self._order = order
        self.changed.emit()

    def _swap(self, *, swapped: bool) -> None:
        self._swapped = swapped
        self.changed.emit()

    @Slot()
    def _take(self) -> None:
        self.far_years = True
        self.changed.emit()

    @Slot()
    def _write(self) -> None:
        if self.written.isModified():
            self.written.setModified(False)
            self.changed.emit()
