"""After how long every window of the clinic locks at the latest, for those who set it on the settings page."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from incident_tracker.domain.clinic.settings import LONGEST_IDLE, SHORTEST_IDLE, ClinicSettings
from incident_tracker.usecases.clinic.settings import clinic_settings, limit_idle
from incident_tracker.wording import _, ngettext
from ui.asking import Asking
from ui.clinic.settings_fields import SettingField
from ui.page import PageDesk
from ui.runner import asked
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import flowing
from ui.widgets.layout import Card
from ui.widgets.text import note, text_label


class LockCard(Card):
    """How it is now, and the way to change it; `field` is that of the button."""

    def __init__(self, desk: PageDesk, field: SettingField) -> None:
        super().__init__(_("Lock, for the whole clinic"))
        self._desk = desk
        self._now = text_label("")
        self.change = Button(field.label, "", None, self._ask)
        self.add(self._now, note(_("A computer may lock sooner, never later.")), flowing(self.change, gap=px(8)))

    def show_settings(self, settings: ClinicSettings) -> None:
        """Say how it is."""
        self._now.setText(locks_text(settings))

    @Slot()
    def _ask(self) -> None:
        self._desk.runner.run(asked(clinic_settings), owner=self, then=self._change)

    def _change(self, settings: ClinicSettings) -> None:
        before = settings.idle_minutes
        ClinicLock(self._desk, self, before, partial(self._changed, before)).open()

    def _changed(self, before: int, settings: ClinicSettings) -> None:
        self.show_settings(settings)
        text = _("Saved: {setting}").format(setting=locks_text(settings))
        self._desk.messages.tell(text, undo=partial(self._back, before))

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
