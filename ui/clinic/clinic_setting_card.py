"""One thing that the clinic sets for everyone: a card that says how it is now, with the button that changes it."""

from collections.abc import Callable

from PySide6.QtCore import Slot

from incident_tracker.domain.clinic.settings import ClinicSettings
from incident_tracker.usecases.clinic.settings import clinic_settings
from incident_tracker.wording import _
from ui.clinic.settings_fields import SettingField
from ui.page import PageDesk
from ui.runner import asked
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import flowing
from ui.widgets.layout import Card
from ui.widgets.text import note, text_label

Undo = Callable[[], object]


class ClinicSettingCard(Card):
    """`heading` and `remark` stay, between them stands `sentence`; `field` is that of the button."""

    def __init__(self, desk: PageDesk, field: SettingField, heading: str, remark: str) -> None:
        super().__init__(heading)
        self._desk = desk
        self._now = text_label("")
        self.change = Button(field.label, "", None, self._ask)
        self.add(self._now, note(remark), flowing(self.change, gap=px(8)))

    def sentence(self, settings: ClinicSettings) -> str:
        """How it is set."""
        raise NotImplementedError

    def ask_for(self, settings: ClinicSettings) -> None:
        """Ask what it is to be from now on, where it is so now; tell the answer with `tell`."""
        raise NotImplementedError

    def show_settings(self, settings: ClinicSettings) -> None:
        """Say how it is."""
        self._now.setText(self.sentence(settings))

    def tell(self, settings: ClinicSettings, undo: Undo | None = None) -> None:
        """Say that it is saved so, and offer to take it back."""
        self.show_settings(settings)
        self._desk.messages.tell(_("Saved: {setting}").format(setting=self.sentence(settings)), undo=undo)

    @Slot()
    def _ask(self) -> None:
        self._desk.runner.run(asked(clinic_settings), owner=self, then=self.ask_for)
