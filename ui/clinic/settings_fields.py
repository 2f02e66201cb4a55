"""The fields of the settings page by their names, so that they can be found without opening it."""

from collections.abc import Callable
from dataclasses import dataclass

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.settings import TEXT_SIZES
from incident_tracker.wording import _
from ui.widgets.choice_chips import Choice


@dataclass(frozen=True, slots=True)
class SettingField:
    """One field, or a button that stands among them: `label` with its mnemonic, and who has it."""

    key: str
    label: str
    choices: tuple[Choice, ...] = ()
    permission: Permission | None = None


def setting_fields(may: Callable[[Permission], bool]) -> dict[str, SettingField]:
    """What the page shows to a person with these permissions, in its order, by its keys."""
    sizes = tuple(Choice(size, _("{n}%").format(n=size)) for size in TEXT_SIZES)
    every = (
        SettingField("appearance", _("&Appearance"), _appearances()),
        SettingField("text_size", _("&Size of text"), sizes),
        SettingField("rows", _("&Rows of lists"), _row_heights()),
        SettingField("language", _("&Language"), _languages()),
        SettingField("veil", _("&Descriptions in lists and records"), _veils()),
        SettingField("lock_after", _("Loc&k when no one is here, after")),
        SettingField("desk", _("Desk where &this computer is")),
        SettingField("log_key", _("One key opens the &quick log")),
        SettingField("order_channel", _("Order of “How it reached us” …"), permission=Permission.ORDER_CHOICES),
        SettingField("order_kind", _("Order of “Kind” …"), permission=Permission.ORDER_CHOICES),
        SettingField("desk_channels", _("How a report from each desk begins …"), permission=Permission.MANAGE_CLINIC),
        SettingField("own_reports", _("Who completes a re&port …"), permission=Permission.CHANGE_SETTINGS),
        SettingField("desks", _("Desks during a debrief …"), permission=Permission.CHANGE_SETTINGS),
        SettingField("clinic_lock", _("When every window locks …"), permission=Permission.CHANGE_SETTINGS),
        SettingField("closing_day", _("When a month can be closed …"), permission=Permission.CHANGE_SETTINGS),
        SettingField("back_up", _("Back up now"), permission=Permission.BACK_UP),
        SettingField("check", _("Check the records"), permission=Permission.VERIFY_AUDIT),
        SettingField("recovery_key", _("New recover&y key"), permission=Permission.NEW_RECOVERY_KEY),
    )
    return {one.key: one for one in every if one.permission is None or may(one.permission)}


def _appearances() -> tuple[Choice, ...]:
    return (
        Choice("system", _("Same as the system"), _("Follows the computer, including high contrast.")),
        Choice("light", _("Light")),
        Choice("dark", _("Dark")),
        Choice("contrast", _("High contrast")),
    )


def _row_heights() -> tuple[Choice, ...]:
    return (
        Choice("system", _("As the window allows"), _("Closer together where the window is low.")),
        Choice("compact", _("Close together")),
        Choice("comfortable", _("Further apart")),
    )


def _languages() -> tuple[Choice, ...]:
    return Choice("system", _("Same as the system")), Choice("en", "English"), Choice("es", "Español")


def _veils() -> tuple[Choice, ...]:
    return (
        Choice("ask", _("Hidden until opened")),
        Choice("show", _("Always shown")),
        Choice("never", _("Never in lists")),
    )
