"""Two fields for someone from elsewhere: chosen from those whom the clinic knows, or typed with how to reach them."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit

from incident_tracker.domain.support.outsiders import Outsider, OutsiderDraft
from incident_tracker.wording import _
from ui.widgets.form import Form


class OutsiderFields(QObject):
    """Adds them to a form; `changed()` when someone chose or typed."""

    changed = Signal()

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._known: dict[str, Outsider] = {}
        self.who, self.contact = QComboBox(), QLineEdit()
        self.who.setEditable(True)
        self.who.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        help_text = _("Only if no one here may. Someone trusted who had no part in it: choose or type a name.")
        form.add("outside", _("Or someone &from elsewhere"), self.who, help_text, optional=True)
        form.add("contact", _("How to &reach them"), self.contact, optional=True)
        self.who.editTextChanged.connect(self._named)
        self.who.activated.connect(self.changed)
        line = self.who.lineEdit()
        assert line is not None
        line.textEdited.connect(self.changed)
        self.contact.textEdited.connect(self.changed)

    def offer(self, known: Sequence[Outsider], chosen: str = "") -> None:
        """Offer these; `chosen` is the name of who answers for it now."""
        self._known = {one.name: one for one in known}
        self.who.clear()
        self.who.addItem("")
        self.who.addItems(list(self._known))
        self.who.setEditText(chosen)
        self._named(chosen)

    def value(self) -> UUID | OutsiderDraft | None:
        """Who is chosen or typed; None for no one."""
        name = self.who.currentText().strip()
        if name in self._known:
            return self._known[name].id
        return OutsiderDraft(name, self.contact.text()) if name else None

    def set_enabled(self, enabled: bool) -> None:
        """Whether someone may be chosen."""
        self.who.setEnabled(enabled)
        self.contact.setEnabled(enabled and self.who.currentText().strip() not in self._known)

    @Slot(str)
    def _named(self, name: str) -> None:
        known = self._known.get(name.strip())
        if known is not None:
            self.contact.setText(known.contact)
        elif not self.contact.isEnabled():
            self.contact.clear()
        self.contact.setEnabled(known is None and self.who.isEnabled())
