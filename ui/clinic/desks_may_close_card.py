"""Whether a desk may be closed for the time of a debrief, on the settings page of those who set it for the clinic."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from incident_tracker.domain.clinic.settings import ClinicSettings
from incident_tracker.domain.oversight.clinic_changes import Moves
from incident_tracker.usecases.clinic.settings import let_desks_close
from incident_tracker.usecases.oversight.clinic_changes import if_desks_stay_open
from incident_tracker.wording import _
from ui.clinic.clinic_setting_card import ClinicSettingCard
from ui.clinic.settings_fields import SettingField
from ui.moving import Moving
from ui.page import PageDesk
from ui.runner import Asked, asked


class DesksMayCloseCard(ClinicSettingCard):
    """Undo asks for the opposite, with its reason."""

    def __init__(self, desk: PageDesk, field: SettingField) -> None:
        remark = _("The report of each month says how often a desk was closed.")
        super().__init__(desk, field, _("Desks during a debrief, for the whole clinic"), remark)

    def sentence(self, settings: ClinicSettings) -> str:
        return how_desks_are(settings)

    def ask_for(self, settings: ClinicSettings) -> None:
        DesksMayClose(self._desk, self, not settings.desks_may_close, self._changed).open()

    def _changed(self, settings: ClinicSettings) -> None:
        self.tell(settings, undo=partial(self.ask_for, settings))


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
