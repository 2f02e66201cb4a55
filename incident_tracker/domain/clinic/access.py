"""Who may do what: roles, permissions, and the matrix that grants one to the other."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The part that a user account plays. A facilitator is a part in one debrief, not a role."""

    RECEPTION = "reception"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    COMMITTEE = "committee"
    ADMINISTRATOR = "administrator"
    PRIVACY = "privacy"


class Permission(StrEnum):
    """What can be permitted; each use case names exactly one."""

    CREATE_INCIDENT = "create_incident"
    VIEW_OWN_REPORT = "view_own_report"
    VIEW_INCIDENTS = "view_incidents"
    EDIT_OWN_DRAFT = "edit_own_draft"
    EDIT_SUBMITTED = "edit_submitted"
    EDIT_CLOSED = "edit_closed"
    REOPEN_INCIDENT = "reopen_incident"
    ADD_ADDENDUM = "add_addendum"
    CLOSE_INCIDENT = "close_incident"
    VOID_INCIDENT = "void_incident"
    SEE_PATIENT_CODE = "see_patient_code"
    SEE_STAFF_HARM = "see_staff_harm"
    SEARCH_TEXT = "search_text"
    OFFER_SUPPORT = "offer_support"
    ANSWER_OFFER = "answer_offer"
    PLAN_DEBRIEF = "plan_debrief"
    HOLD_DEBRIEF = "hold_debrief"
    SEE_SUPPORT = "see_support"
    ANALYSE = "analyse"
    SEE_ANALYSES = "see_analyses"
    ASSIGN_ACTION = "assign_action"
    COMPLETE_ACTION = "complete_action"
    SEE_TRENDS = "see_trends"
    ENTER_DENOMINATORS = "enter_denominators"
    EXPORT_DEIDENTIFIED = "export_deidentified"
    EXPORT_IDENTIFIED = "export_identified"
    PRINT_INCIDENT = "print_incident"
    EXPORT_CALENDAR = "export_calendar"
    IMPORT_INCIDENTS = "import_incidents"
    SEE_INCIDENT_AUDIT = "see_incident_audit"
    SEE_WHOLE_AUDIT = "see_whole_audit"
    VERIFY_AUDIT = "verify_audit"
    MANAGE_USERS = "manage_users"
    MANAGE_CLINIC = "manage_clinic"
    RESET_PASSPHRASE = "reset_passphrase"  # noqa: S105
    BACK_UP = "back_up"
    RESTORE = "restore"
    MIGRATE = "migrate"
    CHANGE_SETTINGS = "change_settings"
    NEW_RECOVERY_KEY = "new_recovery_key"
    SEE_CLINIC = "see_clinic"
    SEE_DUE = "see_due"
    CHANGE_OWN_PASSPHRASE = "change_own_passphrase"  # noqa: S105


class Scope(StrEnum):
    """How far a permission reaches."""

    NONE = "none"
    OWN = "own"
    SITE = "site"
    ALL = "all"
    DEIDENTIFIED = "deidentified"


@dataclass(frozen=True, slots=True)
class Grant:
    """What one role has of one permission.

    `needs_reason`: a written reason and a fresh confirmation of the pass phrase are asked for.
    `needs_second`: a second person with the same permission has to agree.
    """

    scope: Scope
    needs_reason: bool = False
    needs_second: bool = False


_DENIED = Grant(Scope.NONE)

# One letter a role in the order below, one row a permission:
# Y all · S own sites · O own record · D de-identified only · R own sites (manager) or all, with reason ·
# 2 with a second person · - nothing. The matrix is printed in the manual.
_ROLES = (Role.RECEPTION, Role.SUPERVISOR, Role.MANAGER, Role.COMMITTEE, Role.ADMINISTRATOR, Role.PRIVACY)
_MATRIX: dict[Permission, str] = {
    Permission.CREATE_INCIDENT: "YYYY--",
    Permission.VIEW_OWN_REPORT: "OOOO--",
    Permission.VIEW_INCIDENTS: "OSSD--",
    Permission.EDIT_OWN_DRAFT: "OOOO--",
    Permission.EDIT_SUBMITTED: "-SS---",
    Permission.EDIT_CLOSED: "--R---",
    Permission.REOPEN_INCIDENT: "--R---",
    Permission.ADD_ADDENDUM: "OSS---",
    Permission.CLOSE_INCIDENT: "--S---",
    Permission.VOID_INCIDENT: "--R---",
    Permission.SEE_PATIENT_CODE: "OSS---",
    Permission.SEE_STAFF_HARM: "OSS---",
    Permission.SEARCH_TEXT: "-SS---",
    Permission.OFFER_SUPPORT: "-SS---",
    Permission.ANSWER_OFFER: "OOOOOO",
    Permission.PLAN_DEBRIEF: "-SS---",
    Permission.HOLD_DEBRIEF: "OOSO--",
    Permission.SEE_SUPPORT: "OSSD--",
    Permission.ANALYSE: "--S---",
    Permission.SEE_ANALYSES: "-SSD--",
    Permission.ASSIGN_ACTION: "-SSY--",
    Permission.COMPLETE_ACTION: "OSSY--",
    Permission.SEE_TRENDS: "-SYY--",
    Permission.ENTER_DENOMINATORS: "-SS-Y-",
    Permission.EXPORT_DEIDENTIFIED: "-SSY--",
    Permission.EXPORT_IDENTIFIED: "--R---",
    Permission.PRINT_INCIDENT: "-SS---",
    Permission.EXPORT_CALENDAR: "OSSO--",
    Permission.IMPORT_INCIDENTS: "--S-R-",
    Permission.SEE_INCIDENT_AUDIT: "-SS--Y",
    Permission.SEE_WHOLE_AUDIT: "-----Y",
    Permission.VERIFY_AUDIT: "YYYYYY",
    Permission.MANAGE_USERS: "----R-",
    Permission.MANAGE_CLINIC: "--S-Y-",
    Permission.RESET_PASSPHRASE: "--R-R-",
    Permission.BACK_UP: "-YY-Y-",
    Permission.RESTORE: "--2-2-",
    Permission.MIGRATE: "--Y-Y-",
    Permission.CHANGE_SETTINGS: "----R-",
    Permission.NEW_RECOVERY_KEY: "--2-2-",
    Permission.SEE_CLINIC: "YYYYYY",
    Permission.SEE_DUE: "OSSOOO",
    Permission.CHANGE_OWN_PASSPHRASE: "OOOOOO",
}


def grant(role: Role, permission: Permission) -> Grant:
    """What `role` has of `permission`; everything that the matrix does not name is denied."""
    letter = _MATRIX.get(permission, "------")[_ROLES.index(role)]
    reach = Scope.ALL if role is Role.ADMINISTRATOR else Scope.SITE
    return {
        "Y": Grant(Scope.ALL),
        "S": Grant(Scope.SITE),
        "O": Grant(Scope.OWN),
        "D": Grant(Scope.DEIDENTIFIED),
        "R": Grant(reach, needs_reason=True),
        "2": Grant(reach, needs_reason=True, needs_second=True),
    }.get(letter, _DENIED)
