"""Whether people complete the reports that they wrote, on the settings page of those who set it for the clinic."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from incident_tracker.domain.clinic.settings import ClinicSettings
from incident_tracker.usecases.clinic.settings import allow_own_reports
from incident_tracker.wording import _
from ui.asking import Asking
from ui.clinic.clinic_setting_card import ClinicSettingCard
from ui.clinic.settings_fields import SettingField
from ui.page import PageDesk
from ui.runner import asked


class OwnReportsCard(ClinicSettingCard):
    """Undo asks for the opposite, with its reason."""

    def __init__(self, desk: PageDesk, field: SettingField) -> None:
        remark = _("What someone may not see in a report stays hidden from them. Closing it is for those who lead.")
        super().__init__(desk, field, _("Own reports, for the whole clinic"), remark)

    def sentence(self, settings: ClinicSettings) -> str:
        return how_it_is(settings)

    def ask_for(self, settings: ClinicSettings) -> None:
        OwnReports(self._desk, self, not settings.own_reports, self._changed).open()

    def _changed(self, settings: ClinicSettings) -> None:
        self.tell(settings, undo=partial(self.ask_for, settings))


class OwnReports(Asking[ClinicSettings]):
    """Lets people complete the reports that they wrote, or ends that, with the reason for the audit trail."""

    def __init__(self, desk: PageDesk, parent: QWidget, allow: bool, then: Callable[[ClinicSettings], object]) -> None:
        if allow:
            heading, verb = _("Let people complete their own reports?"), _("Allow it")
            text = _(
                "The front desk can then complete a report that it wrote, until it is closed. So can everyone else,"
                " also at a site that they do not lead. Each change is kept with who made it."
            )
        else:
            heading, verb = _("End completing one's own reports?"), _("End it")
            text = _(
                "Then only those who lead the site complete a report. What was completed so far stays. The front desk"
                " can still add to its reports."
            )
        super().__init__(desk, parent, heading, text, verb, then)
        self._allow = allow
        self._why = self.ask_reason()

    def send(self) -> None:
        self.run(asked(allow_own_reports, self._allow, reason=self._why.toPlainText()))


def how_it_is(settings: ClinicSettings) -> str:
    """The setting in a sentence."""
    if settings.own_reports:
        return _("People complete the open reports that they wrote.")
    return _("Only those who lead a site complete its reports.")
