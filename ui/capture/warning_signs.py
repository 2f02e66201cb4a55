"""Warning signs that were seen before, each with how many minutes before."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from incident_tracker.domain.capture.deescalation import WarningSign
from incident_tracker.wording import _
from ui.capture.small_fields import NumberField
from ui.clinic_choices import ClinicChoices
from ui.icons import Icon
from ui.theme.spacing import px
from ui.widgets.buttons import IconButton
from ui.widgets.layout import empty_out, row
from ui.widgets.term_picker import TermPicker
from ui.widgets.text import note, text_label

LONGEST_LEAD = 600


class WarningSigns(QWidget):
    """Type a few letters to add a sign; the minutes may stay empty.

    Signals: `changed()` when signs or minutes changed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clinic = ClinicChoices()
        self._fields: dict[str, NumberField] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(6))
        self._picker = TermPicker(_("Add a warning sign"), numbered=True)
        self._picker.changed.connect(self._add)
        self.setFocusProxy(self._picker)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addLayout(self._lines)
        layout.addWidget(self._picker)

    def offer(self, terms: ClinicChoices) -> None:
        """Offer the signs of the clinic."""
        self._clinic = terms
        self.set_signs(self.signs())

    def signs(self) -> tuple[WarningSign, ...]:
        """The signs with their minutes."""
        return tuple(WarningSign(code, field.number()) for code, field in self._fields.items())

    def set_signs(self, signs: tuple[WarningSign, ...]) -> None:
        """Show these signs."""
        empty_out(self._lines)
        self._fields = {}
        for sign in signs:
            line = self._line(sign)
            self._lines.addWidget(line)
            line.show()  # at once: what is not shown yet cannot take the focus
        self._picker.offer(self._clinic.choices("warning_sign"))  # all of them: each keeps its number

    def _line(self, sign: WarningSign) -> QWidget:
        label = self._clinic.label("warning_sign", sign.code)
        field = NumberField(_("Minutes before: {sign}").format(sign=label), LONGEST_LEAD)
        field.set_number(sign.lead_minutes)
        field.changed.connect(self._tell)
        self._fields[sign.code] = field
        line = _SignLine()
        line.finished.connect(self._go_on)
        away = IconButton(Icon.CLOSE, _("Take away: {term}").format(term=label), partial(self._remove, sign.code))
        layout = row(text_label(label), field, note(_("min before")), away, gap=8)
        layout.setStretch(0, 1)
        line.setLayout(layout)
        return line

    @Slot()
    def _add(self) -> None:
        code = self._picker.code()
        if code is not None:
            self._picker.choose()
            if code not in self._fields:
                self.set_signs((*self.signs(), WarningSign(str(code))))
                self.changed.emit()
            self._fields[str(code)].setFocus()

    @Slot()
    def _go_on(self) -> None:
        """Enter in a line: the next one."""
        self._picker.setFocus(Qt.FocusReason.TabFocusReason)

    def _remove(self, code: str) -> None:
        self.set_signs(tuple(sign for sign in self.signs() if sign.code != code))
        self._picker.setFocus()
        self.changed.emit()

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()


class _SignLine(QWidget):
    """One sign. Signals: `finished()` on Enter."""

    finished = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.finished.emit()
            return
        super().keyPressEvent(event)
