"""Whether a desk may be closed for the time of a debrief, on the settings page of those who set it for the clinic."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.clinic.settings import ClinicSettings
from incident_tracker.domain.oversight.clinic_changes import Moves
from incident_tracker.usecases.clinic.settings import clinic_settings, let_desks_close
from incident_tracker.usecases.oversight.clinic_changes import if_desks_stay_open
from incident_tracker.wording import _
from ui.clinic.settings_fields import SettingField
from ui.moving import Moving
from ui.page import PageDesk
from ui.runner import Asked, asked
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import flowing
from ui.widgets.layout import Card
from ui.widgets.text import note, text_label


class DesksMayCloseCard(Card):
    """How it is now, and the way to change it; `field` is that of the button."""

    def __init__(self, desk: PageDesk, field: SettingField) -> None:
        super().__init__(_("Desks during a debrief, for the whole clinic"))
        self._desk = desk
        self._now = text_label("")
        self.change = Button(field.label, "", None, self._ask)
        self.add(
            self._now,
            note(_("The report of each month says how often a desk was closed.")),
            flowing(self.change, gap=px(8)),
        )

    def show_settings(self, settings: ClinicSettings) -> None:
        """Say how it is."""
        self._now.setText(how_desks_are(settings))

    @Slot()
    def _ask(self) -> None:
        self._desk.runner.run(asked(clinic_settings), owner=self, then=self._change)

    def _change(self, settings: ClinicSettings) -> None:
        DesksMayClose(self._desk, self, not settings.desks_may_close, self._changed).open()

    def _changed(self, settings: ClinicSettings) -> None:
        self.show_settings(settings)
        undo = partial(self._change, settings)
        self._desk.messages.tell(_("Saved: {setting}").format(setting=how_desks_are(settings)), undo=undo)


class DesksMayClose(Moving[ClinicSettings]):
    """Lets a desk be closed for a debrief, or ends that, with the reason for the audit trail."""

    def __init__(self, desk: PageDesk, parent: QWidget, allow: bool, then: Callable[[ClinicSettings], object]) -> None:
        if allow:
            heading, verb = _("Let a desk close for a debrief?"), _("Allow it")
            text = _(
                "Where no one is free to take the desk, it can then be closed for that time. Its calls go to voicemail."
                " So a small clinic can keep the time free, too."
            )
        else:
            heading, verb = _("Keep every desk open?"), _("End it")
            text = _(
                "Then someone has to take the desk each time. A debrief that is booked with a closed desk is on Today"
                " until someone is named."
            )
        super().__init__(desk, parent, heading, text, verb, then)
        self._allow = allow
        self._why = self.ask_reason()

    def foresee(self) -> Asked[Moves] | None:
        return None if self._allow else asked(if_desks_stay_open)

    def send(self) -> None:
        self.run(asked(let_desks_close, self._allow, reason=self._why.toPlainText()))


def how_desks_are(settings: ClinicSettings) -> str:
    """The setting in a sentence."""
    if settings.desks_may_close:
        return _("A desk may be closed for a debrief. Its calls go to voicemail.")
    return _("Someone takes each desk during a debrief.")
