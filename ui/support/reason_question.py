"""Why something was not held: a reason about the clinic, never about what a person wants."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from incident_tracker.domain.support.debriefs import NotHeldReason
from incident_tracker.wording import _
from ui.support.support_names import SupportNames
from ui.widgets.dialogs import Question
from ui.widgets.form import Form

_BY_ITSELF = frozenset(
    {
        NotHeldReason.COMBINED,
        NotHeldReason.DECLINED_ALL,
        NotHeldReason.STRUCK_OUT,
        NotHeldReason.NO_LONGER_OWED,
        NotHeldReason.OTHER_SUPPORT,
    }
)


class NotHeldQuestion(Question):
    """Signals: `chosen(NotHeldReason)`."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, heading_text: str, names: SupportNames) -> None:
        super().__init__(
            parent,
            heading_text,
            _("The reason helps the clinic make time for it next time. It says nothing about any person."),
            _("Keep the reason"),
        )
        self.reason = reason_field(names)
        self.form = Form()
        self.form.add("not_held_reason", _("&Reason"), self.reason)
        self.body.addWidget(self.form)
        self.verb.clicked.disconnect()
        self.verb.clicked.connect(self._keep)

    @Slot()
    def _keep(self) -> None:
        reason = self.reason.currentData()
        if reason is None:
            self.form.show_message("not_held_reason", _("Please choose a reason."))
            return
        self.chosen.emit(NotHeldReason(reason))
        self.accept()


def reason_field(names: SupportNames) -> QComboBox:
    """All possible reasons."""
    field = QComboBox()
    field.addItem(_("Choose a reason"), None)
    for reason in NotHeldReason:
        if reason not in _BY_ITSELF:
            field.addItem(names.label("not_held_reason", reason.value), reason.value)
    return field
