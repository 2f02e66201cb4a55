"""What each permission is called, in the audit trail and in the printed table of who may do what."""

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.wording import _


def permission_text(permission: Permission) -> str:
    """What it permits, such as "See trends"."""
    return permission_words()[permission]


def permission_words() -> dict[Permission, str]:
    """The words of every permission, in the order of the printed table."""
    return {
        Permission.CREATE_INCIDENT: _("Log an incident"),
        Permission.VIEW_OWN_REPORT: _("See one's own report"),
        Permission.VIEW_INCIDENTS: _("See incidents"),
        Permission.EDIT_OWN_DRAFT: _("Change one's own draft"),
        Permission.EDIT_SUBMITTED: _("Complete a submitted incident"),
        Permission.EDIT_CLOSED: _("Change a closed incident"),
        Permission.ADD_ADDENDUM: _("Add to an incident"),
        Permission.CLOSE_INCIDENT: _("Close"),
        Permission.REOPEN_INCIDENT: _("Reopen"),
        Permission.VOID_INCIDENT: _("Strike out"),
        Permission.SEARCH_TEXT: _("Search descriptions"),
        Permission.SEE_PATIENT_CODE: _("See the local code of a repeated person"),
        Permission.SEE_STAFF_HARM: _("See how staff were harmed"),
        Permission.PRINT_INCIDENT: _("Print one incident"),
        Permission.IMPORT_INCIDENTS: _("Read in old incidents"),
        Permission.SEE_SUPPORT: _("See support"),
        Permission.OFFER_SUPPORT: _("Offer support"),
        Permission.ANSWER_OFFER: _("Answer an offer"),
        Permission.PLAN_DEBRIEF: _("Plan a debrief"),
        Permission.HOLD_DEBRIEF: _("Lead a debrief"),
        Permission.EXPORT_CALENDAR: _("Take protected time into a calendar"),
        Permission.SEE_DUE: _("See what is due"),
        Permission.SEE_ANALYSES: _("See analyses"),
        Permission.ANALYSE: _("Analyse"),
        Permission.ASSIGN_ACTION: _("Assign an action"),
        Permission.COMPLETE_ACTION: _("See and finish actions"),
        Permission.SEE_TRENDS: _("See trends"),
        Permission.ENTER_DENOMINATORS: _("Enter visits and hours"),
        Permission.EXPORT_DEIDENTIFIED: _("De-identified reports and exports"),
        Permission.EXPORT_IDENTIFIED: _("Identified exports"),
        Permission.SEE_INCIDENT_AUDIT: _("Who saw one incident"),
        Permission.SEE_WHOLE_AUDIT: _("The whole trail"),
        Permission.VERIFY_AUDIT: _("Check the trail"),
        Permission.SEE_CLINIC: _("See sites, desks and people"),
        Permission.MANAGE_CLINIC: _("Change sites, desks and people"),
        Permission.MANAGE_USERS: _("Accounts"),
        Permission.RESET_PASSPHRASE: _("Reset a pass phrase"),
        Permission.CHANGE_OWN_PASSPHRASE: _("Change one's own pass phrase"),
        Permission.CHANGE_SETTINGS: _("Settings of the clinic"),
        Permission.BACK_UP: _("Back up"),
        Permission.RESTORE: _("Restore"),
        Permission.MIGRATE: _("Bring the database up to date"),
        Permission.NEW_RECOVERY_KEY: _("New recovery key"),
    }
