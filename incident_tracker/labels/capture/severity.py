"""The ladder of severity and the part of a weapon in words."""

from incident_tracker.domain.capture.severity import Severity, Weapon
from incident_tracker.labels.clinic.names import ClinicNames
from incident_tracker.wording import _, pgettext


def level_text(severity: Severity, names: ClinicNames) -> str:
    """The digit of the level and its plain label; the digit is there for those who see no colors."""
    return f"{int(severity)} · {names.label('severity', str(int(severity)))}"


def weapon_text(weapon: Weapon) -> str:
    """The part that a weapon played."""
    match weapon:
        case Weapon.NONE:
            return _("None")
        case Weapon.SHOWN:
            return pgettext("a weapon", "Shown")
        case Weapon.THREATENED:
            return _("Threatened with")
        case Weapon.USED:
            return pgettext("a weapon", "Used")
