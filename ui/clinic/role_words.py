"""The roles in words: what they are called, and what somebody with the role does here."""

from incident_tracker.domain.clinic.access import Role
from incident_tracker.wording import _


def role_text(role: Role) -> str:
    """A role as the person reads it."""
    return {
        Role.RECEPTION: _("Front desk"),
        Role.SUPERVISOR: _("Reception supervisor"),
        Role.MANAGER: _("Manager"),
        Role.COMMITTEE: _("Safety committee"),
        Role.ADMINISTRATOR: _("Administrator"),
        Role.PRIVACY: _("Privacy officer"),
    }[role]


def role_meaning(role: Role) -> str:
    """What the role is for, in a sentence."""
    return {
        Role.RECEPTION: _("Logs incidents and reads their own reports."),
        Role.SUPERVISOR: _("Completes reports of their sites and plans support."),
        Role.MANAGER: _("Sees to support, root causes and actions of their sites."),
        Role.COMMITTEE: _("Reads trends and reports without names."),
        Role.ADMINISTRATOR: _("Looks after people, accounts and backups, and sees no incident."),
        Role.PRIVACY: _("Reads the audit trail, and no incident."),
    }[role]
