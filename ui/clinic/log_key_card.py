"""Logging from any program by one key, on the settings page: on or off, and whether the key is held."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Slot

from incident_tracker.wording import _
from ui.clinic.settings_fields import SettingField
from ui.global_key.key_holder import KeyState
from ui.global_key.log_key import LogKey, log_key
from ui.page import PageDesk
from ui.widgets.check_box import CheckBox
from ui.widgets.layout import Card
from ui.widgets.text import note


class LogKeyCard(Card):
    """`field` is that of the box."""

    def __init__(self, desk: PageDesk, field: SettingField, find: Callable[[], LogKey | None] = log_key) -> None:
        super().__init__(_("Log from any program"))
        self._desk, self._key = desk, find()
        self.box = CheckBox(field.label)
        self.box.setChecked(desk.settings.log_key)
        self.box.toggled.connect(self._turn)
        self._state = note("")
        self.add(self.box, self._state)
        if self._key is not None:
            self._key.changed.connect(self.say_state)
        self.say_state()

    @Slot()
    def say_state(self) -> None:
        """Say the key, and whether it is held."""
        key = self._key
        text = state_text(key.state, key.key) if key is not None else state_text(KeyState.IMPOSSIBLE, "")
        self._state.setText(text)
        self.box.setAccessibleDescription(text)

    @Slot(bool)
    def _turn(self, on: bool) -> None:
        self._desk.change_settings(replace(self._desk.settings, log_key=on))
        if self._key is not None:
            self._key.hold(on)


def state_text(state: KeyState, key: str) -> str:
    """How it is, in one sentence."""
    match state:
        case KeyState.OFF:
            return _("Off. {key} can open the quick log while you work in another program.").format(key=key)
        case KeyState.ASKED:
            return _("Your desktop asks whether {key} may open the quick log.").format(key=key)
        case KeyState.HELD:
            return _("On: {key} opens the quick log, whichever program you work in.").format(key=key)
        case KeyState.TAKEN:
            return _("Another program has {key}. Close it, or log from the icon in the tray.").format(key=key)
        case KeyState.REFUSED:
            return _("Your desktop gave no key. Its settings for keyboard shortcuts can change that.")
        case KeyState.IMPOSSIBLE:
            return _("Here no program can have such a key. Give a key of your desktop this command: {command}").format(
                command="incident-tracker log --window"
            )
