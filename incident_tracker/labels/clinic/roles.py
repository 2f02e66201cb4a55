"""The roles in words: what they are called, and what a person with the role does here."""

from incident_tracker.domain.clinic.access import Role
from incident_tracker.wording import _


def role_text(role: Role) -> str:
    """A role's name."""
    match role:
        case Role.RECEPTION:
            return _("Front desk")
        case Role.SUPERVISOR:
            return _("Reception supervisor")
        case Role.MANAGER:
            return _("Manager")
        case Role.COMMITTEE:
            return _("Safety committee")
        case Role.ADMINISTRATOR:
            return _("Administrator")
        case Role.PRIVACY:
            return _("Privacy officer")


def role_meaning(role: Role) -> str:
    """What the role is for, in a sentence."""
    match role:
        case Role.RECEPTION:
            return _("Logs incidents and reads their own reports.")
        case Role.SUPERVISOR:
            return _("Completes their sites' reports and plans support.")
        case Role.MANAGER:
            return _("Handles support, root causes and actions at their sites.")
        case Role.COMMITTEE:
            return _("Reads trends and reports without names.")
        case Role.ADMINISTRATOR:
            return _("Manages people, accounts and backups, and sees no incidents.")
        case Role.PRIVACY:
            return _("Reads the audit trail, but no incidents.")
