"""The acts and the things of the audit trail in plain words."""

from incident_tracker.domain.audit import ActGroup
from incident_tracker.usecases.oversight.audit_trail import AuditLine
from incident_tracker.wording import _


def act_text(act: str) -> str:
    """What was done, such as "Viewed"; an act without words of its own is shown as it is stored."""
    return {
        "added": _("Added to"),
        "answered": _("Answered"),
        "asked": _("Asked"),
        "assigned": _("Assigned"),
        "attended": _("Noted who came"),
        "audit_seen": _("Looked up who saw it"),
        "backed_up": _("Backed up"),
        "changed": _("Changed"),
        "checked": _("Checked"),
        "closed": _("Closed"),
        "confirmed": _("Confirmed"),
        "count_begun": _("Began to count failed tries"),
        "count_left_behind": _("Left the count of failed tries behind"),
        "count_lost": _("Found the count of failed tries lost"),
        "created": _("Made"),
        "denied": _("Was not allowed"),
        "disabled": _("Disabled"),
        "discarded": _("Discarded"),
        "duplicate": _("Marked as duplicate"),
        "effect_noted": _("Noted the effect"),
        "entered": _("Entered"),
        "exported": _("Exported"),
        "finished": _("Finished"),
        "held": _("Held"),
        "hours_changed": _("Changed the hours"),
        "imported": _("Read in"),
        "in_review": _("Began the review"),
        "invented": _("Invented"),
        "keys_mended": _("Mended the damaged key file from its second copy"),
        "migrated": _("Brought up to date"),
        "moved": _("Moved"),
        "named": _("Named"),
        "needs_update": _("Asked for more"),
        "not_held": _("Noted as not held"),
        "not_reportable": _("Marked as not reportable"),
        "offered": _("Offered"),
        "opened": _("Opened"),
        "passphrase_changed": _("Changed the own pass phrase"),
        "passphrase_reset": _("Reset the pass phrase"),
        "police_decision_recorded": _("Noted the decision about the police"),
        "printed": _("Printed"),
        "put_away": _("Put away"),
        "put_off": _("Put off"),
        "recorded": _("Noted"),
        "recovered": _("Came in with the recovery key"),
        "recovery_key_kept": _("Kept the recovery key"),
        "recovery_key_renewed": _("Renewed the recovery key"),
        "relief_recorded": _("Noted the relief"),
        "reopened": _("Reopened"),
        "repaired": _("Mended"),
        "restored": _("Restored"),
        "retired": _("Retired"),
        "retried": _("Sent again"),
        "role_changed": _("Changed the role"),
        "shifts_changed": _("Changed the shifts"),
        "sign_in_failed": _("Could not sign in"),
        "signed_in": _("Signed in"),
        "taken_up": _("Took up"),
        "terms_updated": _("Updated the terms"),
        "viewed": _("Viewed"),
        "viewed_deidentified": _("Viewed without names"),
        "void": _("Struck out"),
    }.get(act, act.replace("_", " "))


def thing_text(line: AuditLine) -> str:
    """What it was done to; for an incident its reference number."""
    if line.ref:
        return line.ref
    return {
        "action": _("an action"),
        "addendum": _("an addition to an incident"),
        "after_check": _("a check after a debrief"),
        "analysis": _("a root cause analysis"),
        "backup": _("a backup"),
        "calendar": _("a calendar"),
        "clinic": _("the clinic"),
        "cover": _("cover for a desk"),
        "database": _("the database"),
        "debrief": _("a debrief"),
        "debrief_step": _("a step of a debrief"),
        "denominators": _("visits and hours"),
        "desk": _("a desk"),
        "draft": _("a draft"),
        "entrance": _("the way in"),
        "follow_up": _("a follow-up"),
        "incident": _("an incident"),
        "learning_item": _("a lesson"),
        "monthly_report": _("a monthly report"),
        "opening_hours": _("opening hours"),
        "participant": _("somebody's part in a debrief"),
        "participant_check": _("somebody's check before a debrief"),
        "person": _("a member of staff"),
        "phone_line": _("a phone line"),
        "protected_slot": _("protected time"),
        "reminder_mark": _("a reminder"),
        "schema": _("the database"),
        "shifts": _("shifts"),
        "site": _("a site"),
        "support_case": _("a support case"),
        "support_offer": _("an offer of support"),
        "term": _("a term"),
        "user": _("an account"),
        "vocabulary": _("the terms"),
    }.get(line.kind, line.kind.replace("_", " "))


def group_text(group: ActGroup) -> str:
    """A group of acts, as a choice."""
    return {
        ActGroup.SEEN: _("Seen"),
        ActGroup.CHANGED: _("Changed"),
        ActGroup.TAKEN_OUT: _("Printed, exported, backed up"),
        ActGroup.SIGNED_IN: _("Signed in or tried to"),
        ActGroup.ACCOUNTS: _("Accounts and pass phrases"),
        ActGroup.UPKEEP: _("Upkeep of the database"),
        ActGroup.DENIED: _("Not allowed"),
    }[group]
