"""What each permission is called, in the audit trail and in the printed table of who may do what."""

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.wording import pgettext


def permission_text(permission: Permission) -> str:  # noqa: C901  # one match over an enumeration
    """What it permits, such as "See trends"."""
    match permission:
        case Permission.CREATE_INCIDENT:
            return pgettext("a permission", "Log an incident")
        case Permission.VIEW_OWN_REPORT:
            return pgettext("a permission", "See your own report")
        case Permission.VIEW_INCIDENTS:
            return pgettext("a permission", "See incidents")
        case Permission.EDIT_OWN_DRAFT:
            return pgettext("a permission", "Change your own draft")
        case Permission.EDIT_SUBMITTED:
            return pgettext("a permission", "Complete a submitted incident")
        case Permission.REVIEW_INCIDENT:
            return pgettext("a permission", "Review an incident, and ask for more")
        case Permission.ADD_ADDENDUM:
            return pgettext("a permission", "Add to an incident")
        case Permission.CLOSE_INCIDENT:
            return pgettext("a permission", "Close")
        case Permission.EDIT_CLOSED:
            return pgettext("a permission", "Change a closed incident")
        case Permission.REOPEN_INCIDENT:
            return pgettext("a permission", "Reopen")
        case Permission.VOID_INCIDENT:
            return pgettext("a permission", "Strike out")
        case Permission.SEE_PATIENT_CODE:
            return pgettext("a permission", "See the local code of the person who acted")
        case Permission.SEE_STAFF_HARM:
            return pgettext("a permission", "See how staff were harmed")
        case Permission.SEARCH_TEXT:
            return pgettext("a permission", "Search descriptions")
        case Permission.PRINT_INCIDENT:
            return pgettext("a permission", "Print one incident")
        case Permission.IMPORT_INCIDENTS:
            return pgettext("a permission", "Import old incidents")
        case Permission.SEE_SUPPORT:
            return pgettext("a permission", "See support")
        case Permission.SEE_WEEK:
            return pgettext("a permission", "See the support week")
        case Permission.OFFER_SUPPORT:
            return pgettext("a permission", "Offer support")
        case Permission.ANSWER_OFFER:
            return pgettext("a permission", "Answer an offer")
        case Permission.KEEP_OWN_TIME:
            return pgettext("a permission", "Write down your own time")
        case Permission.READ_PRIVATE_LINE:
            return pgettext("a permission", "Read the private line")
        case Permission.KEEP_WELLBEING:
            return pgettext("a permission", "Keep notes about how you are")
        case Permission.PLAN_DEBRIEF:
            return pgettext("a permission", "Plan a debrief")
        case Permission.NAME_MANAGER:
            return pgettext("a permission", "Name who answers for a debrief")
        case Permission.HOLD_DEBRIEF:
            return pgettext("a permission", "Lead a debrief")
        case Permission.EXPORT_CALENDAR:
            return pgettext("a permission", "Take protected time into a calendar")
        case Permission.AGREE_TO_INVITATIONS:
            return pgettext("a permission", "Say yes or no to invitations by e-mail")
        case Permission.SEND_INVITATIONS:
            return pgettext("a permission", "Send the invitations that wait")
        case Permission.SEE_DUE:
            return pgettext("a permission", "See what is due")
        case Permission.SEE_ANALYSES:
            return pgettext("a permission", "See analyses")
        case Permission.ANALYZE:
            return pgettext("a permission", "Analyze")
        case Permission.ASSIGN_ACTION:
            return pgettext("a permission", "Assign an action")
        case Permission.COMPLETE_ACTION:
            return pgettext("a permission", "See and finish actions")
        case Permission.SEE_TRENDS:
            return pgettext("a permission", "See trends")
        case Permission.ENTER_DENOMINATORS:
            return pgettext("a permission", "Enter visits and hours")
        case Permission.SEE_PROMISES:
            return pgettext("a permission", "See whether promises of support were kept")
        case Permission.CLOSE_MONTH:
            return pgettext("a permission", "Close a month")
        case Permission.EXPORT_DEIDENTIFIED:
            return pgettext("a permission", "De-identified reports and exports")
        case Permission.EXPORT_IDENTIFIED:
            return pgettext("a permission", "Identified exports")
        case Permission.SEE_INCIDENT_AUDIT:
            return pgettext("a permission", "Who saw one incident")
        case Permission.SEE_WHOLE_AUDIT:
            return pgettext("a permission", "The whole trail")
        case Permission.VERIFY_AUDIT:
            return pgettext("a permission", "Check the trail")
        case Permission.SEE_CLINIC:
            return pgettext("a permission", "See sites, desks and people")
        case Permission.MANAGE_CLINIC:
            return pgettext("a permission", "Change sites, desks and people")
        case Permission.ENTER_ABSENCE:
            return pgettext("a permission", "Enter when someone is away")
        case Permission.ORDER_CHOICES:
            return pgettext("a permission", "Set the order of the choices on the quick log")
        case Permission.SEE_ACCOUNTS:
            return pgettext("a permission", "See accounts")
        case Permission.MANAGE_USERS:
            return pgettext("a permission", "Change accounts")
        case Permission.RESET_PASSPHRASE:
            return pgettext("a permission", "Reset a pass phrase")
        case Permission.CHANGE_OWN_PASSPHRASE:
            return pgettext("a permission", "Change your own pass phrase")
        case Permission.CHANGE_SETTINGS:
            return pgettext("a permission", "Settings of the clinic")
        case Permission.SEE_EXTRAS:
            return pgettext("a permission", "See the extras, and try the mail server")
        case Permission.BACK_UP:
            return pgettext("a permission", "Back up")
        case Permission.SEE_BACKUPS:
            return pgettext("a permission", "See where the data is, and its backups")
        case Permission.RESTORE:
            return pgettext("a permission", "Restore")
        case Permission.MIGRATE:
            return pgettext("a permission", "Bring the database up to date")
        case Permission.NEW_RECOVERY_KEY:
            return pgettext("a permission", "New recovery key")
        case Permission.KEEP_RECOVERY_KEY:
            return pgettext("a permission", "Type the recovery key back")
        case Permission.REPLACE_UNKEPT_KEY:
            return pgettext("a permission", "Replace a recovery key that nobody typed back")
