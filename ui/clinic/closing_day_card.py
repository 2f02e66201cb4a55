"""From which day a month can be closed, on the settings page of those who set it for the clinic."""

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QWidget

from incident_tracker.domain.clinic.settings import EARLIEST_CLOSING, LATEST_CLOSING, ClinicSettings
from incident_tracker.usecases.clinic.settings import set_closing_day
from incident_tracker.wording import _
from ui.asking import Asking
from ui.clinic.clinic_setting_card import ClinicSettingCard
from ui.clinic.settings_fields import SettingField
from ui.page import PageDesk
from ui.runner import asked


class ClosingDayCard(ClinicSettingCard):
    """Another day is chosen at any time, so that nothing is taken back."""

    def __init__(self, desk: PageDesk, field: SettingField) -> None:
        remark = _("Until then, late reports and visits belong to it, and its report says “provisional”.")
        super().__init__(desk, field, _("Close of a month, for the whole clinic"), remark)

    def sentence(self, settings: ClinicSettings) -> str:
        return closes_text(settings)

    def ask_for(self, settings: ClinicSettings) -> None:
        ClosingDay(self._desk, self, settings.closing_day, self.tell).open()


class ClosingDay(Asking[ClinicSettings]):
    """Chooses the day, with the reason for the audit trail."""

    def __init__(self, desk: PageDesk, parent: QWidget, day: int, then: Callable[[ClinicSettings], object]) -> None:
        text = _("From this day of the next month on, a manager is reminded to close the month. Closed months stay so.")
        super().__init__(desk, parent, _("When can a month be closed?"), text, _("Keep it"), then)
        self.day = QComboBox()
        for one in range(EARLIEST_CLOSING, LATEST_CLOSING + 1):
            self.day.addItem(str(one), one)
        self.day.setCurrentIndex(day - EARLIEST_CLOSING)
        self.form.add("closing_day", _("&Day of the next month"), self.day)
        self._why = self.ask_reason()

    def send(self) -> None:
        self.run(asked(set_closing_day, int(self.day.currentData()), reason=self._why.toPlainText()))


def closes_text(settings: ClinicSettings) -> str:
    """The setting in a sentence."""
    return _("A month can be closed from day {n} of the next month on.").format(n=settings.closing_day)
