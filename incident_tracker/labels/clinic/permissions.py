"""What each permission is called, in the audit trail and in the printed table of who may do what."""

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.wording import _


def permission_text(permission: Permission) -> str:  # noqa: C901  # one match over an enumeration
    """What it permits, such as "See trends"."""
    match permission:
        case Permission.CREATE_INCIDENT:
            return _("Log an incident")
        case Permission.VIEW_OWN_REPORT:
            return _("See your own report")
        case Permission.VIEW_INCIDENTS:
            return _("See incidents")
        case Permission.EDIT_OWN_DRAFT:
            return _("Change your own draft")
        case Permission.EDIT_SUBMITTED:
            return _("Complete a submitted incident")
        case Permission.ADD_ADDENDUM:
            return _("Add to an incident")
        case Permission.CLOSE_INCIDENT:
            return _("Close")
        case Permission.EDIT_CLOSED:
            return _("Change a closed incident")
        case Permission.REOPEN_INCIDENT:
            return _("Reopen")
        case Permission.VOID_INCIDENT:
            return _("Strike out")
        case Permission.SEE_PATIENT_CODE:
            return _("See the local code of the person who acted")
        case Permission.SEE_STAFF_HARM:
            return _("See how staff were harmed")
        case Permission.SEARCH_TEXT:
            return _("Search descriptions")
        case Permission.PRINT_INCIDENT:
            return _("Print one incident")
        case Permission.IMPORT_INCIDENTS:
            return _("Import old incidents")
        case Permission.SEE_SUPPORT:
            return _("See support")
        case Permission.OFFER_SUPPORT:
            return _("Offer support")
        case Permission.ANSWER_OFFER:
            return _("Answer an offer")
        case Permission.PLAN_DEBRIEF:
            return _("Plan a debrief")
        case Permission.HOLD_DEBRIEF:
            return _("Lead a debrief")
        case Permission.EXPORT_CALENDAR:
            return _("Take protected time into a calendar")
        case Permission.SEE_DUE:
            return _("See what is due")
        case Permission.SEE_ANALYSES:
            return _("See analyses")
        case Permission.ANALYSE:
            return _("Analyse")
        case Permission.ASSIGN_ACTION:
            return _("Assign an action")
        case Permission.COMPLETE_ACTION:
            return _("See and finish actions")
        case Permission.SEE_TRENDS:
            return _("See trends")
        case Permission.ENTER_DENOMINATORS:
            return _("Enter visits and hours")
        case Permission.EXPORT_DEIDENTIFIED:
            return _("De-identified reports and exports")
        case Permission.EXPORT_IDENTIFIED:
            return _("Identified exports")
        case Permission.SEE_INCIDENT_AUDIT:
            return _("Who saw one incident")
        case Permission.SEE_WHOLE_AUDIT:
            return _("The whole trail")
        case Permission.VERIFY_AUDIT:
            return _("Check the trail")
        case Permission.SEE_CLINIC:
            return _("See sites, desks and people")
        case Permission.MANAGE_CLINIC:
            return _("Change sites, desks and people")
        case Permission.SEE_ACCOUNTS:
            return _("See accounts")
        case Permission.MANAGE_USERS:
            return _("Change accounts")
        case Permission.RESET_PASSPHRASE:
            return _("Reset a pass phrase")
        case Permission.CHANGE_OWN_PASSPHRASE:
            return _("Change your own pass phrase")
        case Permission.CHANGE_SETTINGS:
            return _("Settings of the clinic")
        case Permission.BACK_UP:
            return _("Back up")
        case Permission.RESTORE:
            return _("Restore")
        case Permission.MIGRATE:
            return _("Bring the database up to date")
        case Permission.NEW_RECOVERY_KEY:
            return _("New recovery key")
        case Permission.KEEP_RECOVERY_KEY:
            return _("Type the recovery key back")
        case Permission.REPLACE_UNKEPT_KEY:
            return _("Replace a recovery key that nobody typed back")
