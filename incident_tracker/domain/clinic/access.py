"""Who may do what: roles, permissions, and the matrix that grants one to the other.

A record has a site, and people who have a part in it: who wrote or told a report, who was there, whom a debrief or an
action is for. Of what happened at a site that is not theirs, they may read what they have a part in, add to it, take
part in its debrief and finish their own action: what the front desk may do with its own. What a report says and how it
ends is decided by those who lead the site where it happened, so that no one closes or strikes out a report on
themselves by being in charge somewhere else. A clinic may let people complete the open reports that they wrote
themselves; how a report ends stays with those who lead.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal
from uuid import UUID


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
    REVIEW_INCIDENT = "review_incident"
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
    KEEP_WELLBEING = "keep_wellbeing"
    KEEP_OWN_TIME = "keep_own_time"
    READ_PRIVATE_LINE = "read_private_line"
    PLAN_DEBRIEF = "plan_debrief"
    HOLD_DEBRIEF = "hold_debrief"
    NAME_MANAGER = "name_manager"
    SEE_SUPPORT = "see_support"
    SEE_WEEK = "see_week"
    ANALYZE = "analyse"
    SEE_ANALYSES = "see_analyses"
    ASSIGN_ACTION = "assign_action"
    COMPLETE_ACTION = "complete_action"
    SEE_TRENDS = "see_trends"
    ENTER_DENOMINATORS = "enter_denominators"
    SEE_PROMISES = "see_promises"
    CLOSE_MONTH = "close_month"
    EXPORT_DEIDENTIFIED = "export_deidentified"
    EXPORT_IDENTIFIED = "export_identified"
    PRINT_INCIDENT = "print_incident"
    EXPORT_CALENDAR = "export_calendar"
    IMPORT_INCIDENTS = "import_incidents"
    SEE_INCIDENT_AUDIT = "see_incident_audit"
    SEE_WHOLE_AUDIT = "see_whole_audit"
    VERIFY_AUDIT = "verify_audit"
    SEE_ACCOUNTS = "see_accounts"
    MANAGE_USERS = "manage_users"
    MANAGE_CLINIC = "manage_clinic"
    ENTER_ABSENCE = "enter_absence"
    ORDER_CHOICES = "order_choices"
    RESET_PASSPHRASE = "reset_passphrase"  # noqa: S105
    BACK_UP = "back_up"
    SEE_BACKUPS = "see_backups"
    RESTORE = "restore"
    MIGRATE = "migrate"
    CHANGE_SETTINGS = "change_settings"
    SEE_EXTRAS = "see_extras"
    NEW_RECOVERY_KEY = "new_recovery_key"
    KEEP_RECOVERY_KEY = "keep_recovery_key"
    REPLACE_UNKEPT_KEY = "replace_unkept_key"
    SEE_CLINIC = "see_clinic"
    SEE_DUE = "see_due"
    AGREE_TO_INVITATIONS = "agree_to_invitations"
    SEND_INVITATIONS = "send_invitations"
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
    `needs_second`: a second person with the same permission has to agree. `needs_passphrase`: the confirmation alone.
    `own_elsewhere`: besides the records of one's sites also those at other sites in which one has a part.
    `own_if_allowed`: what is reached as one's own is reached only where the clinic's settings allow it.
    """

    scope: Scope
    needs_reason: bool = False
    needs_second: bool = False
    needs_passphrase: bool = False
    own_elsewhere: bool = False
    own_if_allowed: bool = False

    def reaches(self, *, site_id: UUID | None, sites: Collection[UUID], own: bool, allowed: bool = False) -> bool:
        """Whether it reaches a record at `site_id`, for someone of these `sites`, who has a part in it if `own`.

        `allowed` is whether the clinic's settings allow what is granted for one's own records only with them. What is
        de-identified is no one's record: that grant reaches none.
        """
        own = own and (allowed or not self.own_if_allowed)
        match self.scope:
            case Scope.ALL:
                return True
            case Scope.SITE:
                return (site_id is not None and site_id in sites) or (own and self.own_elsewhere)
            case Scope.OWN:
                return own
            case Scope.NONE | Scope.DEIDENTIFIED:
                return False


_Letter = Literal["Y", "S", "B", "O", "D", "A", "E", "P", "R", "2", "-"]
"""Y all · S own sites · B own sites and own records elsewhere · O own record · D de-identified only ·
A own record, if the clinic allows it · E own sites, and own records elsewhere if the clinic allows it ·
P all, with the pass phrase again · R own sites (manager) or all, with reason · 2 all, with reason and a second person ·
- nothing."""


@dataclass(frozen=True, slots=True)
class _Row:
    """What each role has of one permission. The rows together are printed in the manual."""

    reception: _Letter
    supervisor: _Letter
    manager: _Letter
    committee: _Letter
    administrator: _Letter
    privacy: _Letter

    def of(self, role: Role) -> _Letter:
        match role:
            case Role.RECEPTION:
                return self.reception
            case Role.SUPERVISOR:
                return self.supervisor
            case Role.MANAGER:
                return self.manager
            case Role.COMMITTEE:
                return self.committee
            case Role.ADMINISTRATOR:
                return self.administrator
            case Role.PRIVACY:
                return self.privacy


def grant(role: Role, permission: Permission) -> Grant:
    """What `role` has of `permission`. A permission without a row or a role without a column is a type error."""
    match _row(permission).of(role):
        case "Y":
            return Grant(Scope.ALL)
        case "S":
            return Grant(Scope.SITE)
        case "B":
            return Grant(Scope.SITE, own_elsewhere=True)
        case "O":
            return Grant(Scope.OWN)
        case "A":
            return Grant(Scope.OWN, own_if_allowed=True)
        case "E":
            return Grant(Scope.SITE, own_elsewhere=True, own_if_allowed=True)
        case "D":
            return Grant(Scope.DEIDENTIFIED)
        case "P":
            return Grant(Scope.ALL, needs_passphrase=True)
        case "R":
            return Grant(Scope.ALL if role is Role.ADMINISTRATOR else Scope.SITE, needs_reason=True)
        case "2":
            return Grant(Scope.ALL, needs_reason=True, needs_second=True)
        case "-":
            return Grant(Scope.NONE)


def _row(permission: Permission) -> _Row:  # noqa: C901  # one match over an enumeration
    match permission:
        case Permission.CREATE_INCIDENT:
            return _Row("Y", "Y", "Y", "Y", "-", "-")
        case Permission.VIEW_OWN_REPORT:
            return _Row("O", "O", "O", "O", "-", "-")
        case Permission.VIEW_INCIDENTS:
            return _Row("O", "B", "B", "O", "-", "-")
        case Permission.EDIT_OWN_DRAFT:
            return _Row("O", "O", "O", "O", "-", "-")
        case Permission.EDIT_SUBMITTED:
            return _Row("A", "E", "E", "-", "-", "-")
        case Permission.REVIEW_INCIDENT:
            return _Row("-", "S", "S", "-", "-", "-")
        case Permission.EDIT_CLOSED:
            return _Row("-", "-", "R", "-", "-", "-")
        case Permission.REOPEN_INCIDENT:
            return _Row("-", "-", "R", "-", "-", "-")
        case Permission.ADD_ADDENDUM:
            return _Row("O", "B", "B", "-", "-", "-")
        case Permission.CLOSE_INCIDENT:
            return _Row("-", "-", "S", "-", "-", "-")
        case Permission.VOID_INCIDENT:
            return _Row("-", "-", "R", "-", "-", "-")
        case Permission.SEE_PATIENT_CODE:
            return _Row("O", "B", "B", "-", "-", "-")
        case Permission.SEE_STAFF_HARM:
            return _Row("O", "B", "B", "-", "-", "-")
        case Permission.SEARCH_TEXT:
            return _Row("-", "S", "S", "-", "-", "-")
        case Permission.OFFER_SUPPORT:
            return _Row("-", "S", "S", "-", "-", "-")
        case Permission.ANSWER_OFFER:
            return _Row("O", "O", "O", "O", "O", "O")
        case Permission.KEEP_WELLBEING:
            return _Row("O", "O", "O", "O", "O", "O")
        case Permission.KEEP_OWN_TIME:
            return _Row("O", "O", "O", "O", "O", "O")
        case Permission.READ_PRIVATE_LINE:
            return _Row("-", "-", "-", "-", "-", "O")
        case Permission.PLAN_DEBRIEF:
            return _Row("-", "S", "S", "-", "-", "-")
        case Permission.HOLD_DEBRIEF:
            return _Row("O", "O", "B", "O", "-", "-")
        case Permission.NAME_MANAGER:
            return _Row("-", "S", "S", "-", "Y", "-")
        case Permission.SEE_SUPPORT:
            return _Row("O", "B", "B", "O", "-", "-")
        case Permission.SEE_WEEK:
            return _Row("O", "B", "B", "-", "-", "-")
        case Permission.ANALYZE:
            return _Row("-", "-", "S", "-", "-", "-")
        case Permission.SEE_ANALYSES:
            return _Row("-", "S", "S", "D", "-", "-")
        case Permission.ASSIGN_ACTION:
            return _Row("-", "S", "S", "Y", "-", "-")
        case Permission.COMPLETE_ACTION:
            return _Row("O", "B", "B", "Y", "-", "-")
        case Permission.SEE_TRENDS:
            return _Row("-", "S", "Y", "D", "-", "-")
        case Permission.ENTER_DENOMINATORS:
            return _Row("-", "S", "S", "-", "Y", "-")
        case Permission.SEE_PROMISES:
            return _Row("-", "S", "S", "D", "D", "-")
        case Permission.CLOSE_MONTH:
            return _Row("-", "-", "Y", "-", "-", "-")
        case Permission.EXPORT_DEIDENTIFIED:
            return _Row("-", "S", "S", "Y", "-", "-")
        case Permission.EXPORT_IDENTIFIED:
            return _Row("-", "-", "R", "-", "-", "-")
        case Permission.PRINT_INCIDENT:
            return _Row("-", "S", "S", "-", "-", "-")
        case Permission.EXPORT_CALENDAR:
            return _Row("O", "B", "B", "O", "-", "-")
        case Permission.IMPORT_INCIDENTS:
            return _Row("-", "-", "S", "-", "R", "-")
        case Permission.SEE_INCIDENT_AUDIT:
            return _Row("-", "S", "S", "-", "-", "Y")
        case Permission.SEE_WHOLE_AUDIT:
            return _Row("-", "-", "-", "-", "-", "Y")
        case Permission.VERIFY_AUDIT:
            return _Row("Y", "Y", "Y", "Y", "Y", "Y")
        case Permission.SEE_ACCOUNTS:
            return _Row("-", "-", "S", "-", "Y", "Y")
        case Permission.MANAGE_USERS:
            return _Row("-", "-", "-", "-", "R", "-")
        case Permission.MANAGE_CLINIC:
            return _Row("-", "-", "S", "-", "Y", "-")
        case Permission.ENTER_ABSENCE:
            return _Row("O", "B", "B", "-", "Y", "-")
        case Permission.ORDER_CHOICES:
            return _Row("-", "-", "Y", "-", "Y", "-")
        case Permission.RESET_PASSPHRASE:
            return _Row("-", "-", "R", "-", "R", "-")
        case Permission.BACK_UP:
            return _Row("-", "Y", "Y", "-", "Y", "-")
        case Permission.SEE_BACKUPS:
            return _Row("-", "-", "Y", "-", "Y", "Y")
        case Permission.RESTORE:
            return _Row("-", "-", "2", "-", "2", "-")
        case Permission.MIGRATE:
            return _Row("-", "-", "Y", "-", "Y", "-")
        case Permission.CHANGE_SETTINGS:
            return _Row("-", "-", "-", "-", "R", "-")
        case Permission.SEE_EXTRAS:
            return _Row("-", "-", "-", "-", "Y", "-")
        case Permission.NEW_RECOVERY_KEY:
            return _Row("-", "-", "2", "-", "2", "-")
        case Permission.KEEP_RECOVERY_KEY:
            return _Row("-", "-", "Y", "-", "Y", "-")
        case Permission.REPLACE_UNKEPT_KEY:
            return _Row("-", "-", "-", "-", "P", "-")
        case Permission.SEE_CLINIC:
            return _Row("Y", "Y", "Y", "Y", "Y", "Y")
        case Permission.SEE_DUE:
            return _Row("O", "B", "B", "O", "O", "O")
        case Permission.AGREE_TO_INVITATIONS:
            return _Row("O", "O", "O", "O", "Y", "O")
        case Permission.SEND_INVITATIONS:
            return _Row("Y", "Y", "Y", "Y", "Y", "Y")
        case Permission.CHANGE_OWN_PASSPHRASE:
            return _Row("O", "O", "O", "O", "O", "O")
