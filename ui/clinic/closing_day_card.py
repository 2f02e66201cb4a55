"""From which day a month can be closed, on the settings page of those who set it for the clinic."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from incident_tracker.domain.clinic.settings import EARLIEST_CLOSING, LATEST_CLOSING, ClinicSettings
from incident_tracker.usecases.clinic.settings import clinic_settings, set_closing_day
from incident_tracker.wording import _
from ui.asking import Asking
from ui.clinic.settings_fields import SettingField
from ui.page import PageDesk
from ui.runner import asked
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import flowing
from ui.widgets.layout import Card
from ui.widgets.text import note, text_label


class ClosingDayCard(Card):
    """How it is now, and the way to change it; `field` is that of the button."""

    def __init__(self, desk: PageDesk, field: SettingField) -> None:
        super().__init__(_("Close of a month, for the whole clinic"))
        self._desk = desk
        self._now = text_label("")
        self.change = Button(field.label, "", None, self._ask)
        self.add(
            self._now,
            note(_("Until then, late reports and visits belong to it, and its report says “provisional”.")),
            flowing(self.change, gap=px(8)),
        )

    def show_settings(self, settings: ClinicSettings) -> None:
        """Say how it is."""
        self._now.setText(closes_text(settings))

    @Slot()
    def _ask(self) -> None:
        self._desk.runner.run(asked(clinic_settings), owner=self, then=self._change)

    def _change(self, settings: ClinicSettings) -> None:
        ClosingDay(self._desk, self, settings.closing_day, self._changed).open()

    def _changed(self, settings: ClinicSettings) -> None:
        self.show_settings(settings)
        self._desk.messages.tell(_("Saved: {setting}").format(setting=closes_text(settings)))


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
