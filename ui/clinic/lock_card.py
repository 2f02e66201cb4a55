"""After how long every window of the clinic locks at the latest, for those who set it on the settings page."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QComboBox, QWidget

from incident_tracker.domain.clinic.settings import LONGEST_IDLE, SHORTEST_IDLE, ClinicSettings
from incident_tracker.usecases.clinic.settings import limit_idle
from incident_tracker.wording import _, ngettext
from ui.asking import Asking
from ui.clinic.clinic_setting_card import ClinicSettingCard
from ui.clinic.settings_fields import SettingField
from ui.page import PageDesk
from ui.runner import asked


class LockCard(ClinicSettingCard):
    """Undo brings the time back that was set before."""

    def __init__(self, desk: PageDesk, field: SettingField) -> None:
        remark = _("A computer may lock sooner, never later.")
        super().__init__(desk, field, _("Lock, for the whole clinic"), remark)

    def sentence(self, settings: ClinicSettings) -> str:
        return locks_text(settings)

    def ask_for(self, settings: ClinicSettings) -> None:
        back = partial(self._back, settings.idle_minutes)
        ClinicLock(self._desk, self, settings.idle_minutes, partial(self.tell, undo=back)).open()

    def _back(self, before: int) -> None:
        why = _("The time was changed by mistake.")
        self._desk.runner.run(asked(limit_idle, before, reason=why), owner=self, then=self.show_settings)


class ClinicLock(Asking[ClinicSettings]):
    """Chooses the minutes, with the reason for the audit trail."""

    def __init__(self, desk: PageDesk, parent: QWidget, minutes: int, then: Callable[[ClinicSettings], object]) -> None:
        text = _(
            "When no one is at a computer, its window locks after this time, or sooner where that was set on the"
            " computer."
        )
        super().__init__(desk, parent, _("How soon must every window lock?"), text, _("Keep it"), then)
        self.minutes = minutes_box(minutes)
        self.form.add("idle_minutes", _("&Lock at the latest after"), self.minutes)
        self._why = self.ask_reason()

    def send(self) -> None:
        minutes = int(self.minutes.currentData())
        self.run(asked(limit_idle, minutes, reason=self._why.toPlainText()))


def minutes_box(chosen: int) -> QComboBox:
    """The minutes after which a window may lock, with these chosen."""
    box = QComboBox()
    for minutes in range(SHORTEST_IDLE, LONGEST_IDLE + 1):
        box.addItem(_("{n} min").format(n=minutes), minutes)
    box.setCurrentIndex(chosen - SHORTEST_IDLE)
    return box


def locks_text(settings: ClinicSettings) -> str:
    """The setting in a sentence."""
    return ngettext(
        "In this clinic, every window locks after {n} minute at the latest.",
        "In this clinic, every window locks after {n} minutes at the latest.",
        settings.idle_minutes,
    ).format(n=settings.idle_minutes)
