"""The acts and the things of the audit trail in plain words."""

from incident_tracker.domain.audit import RECOVERY_KEY, Act, ActGroup, AuditLine
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.labels.clinic.permissions import permission_text
from incident_tracker.wording import _, ngettext


def act_text(act: str) -> str:
    """What was done, such as "Viewed"; an act of a newer program is shown as it is stored."""
    return next((words for named, words in act_words().items() if named == act), act.replace("_", " "))


def act_words() -> dict[Act, str]:
    """The words of every act."""
    return {
        "added": _("Added to"),
        "answered": _("Answered"),
        "asked": _("Asked"),
        "assigned": _("Assigned"),
        "attended": _("Recorded who came"),
        "audit_seen": _("Looked up who saw it"),
        "backed_up": _("Backed up"),
        "booked": _("Booked"),
        "changed": _("Changed"),
        "checked": _("Checked"),
        "closed": _("Closed"),
        "combined": _("Combined"),
        "confirmed": _("Confirmed"),
        "count_begun": _("Began to count failed tries"),
        "count_left_behind": _("Left the count of failed tries behind"),
        "count_lost": _("Found the count of failed tries lost"),
        "created": _("Made"),
        "denied": _("Was not allowed"),
        "disabled": _("Disabled"),
        "discarded": _("Discarded"),
        "done": _("Marked as done"),
        "dropped": _("Dropped"),
        "duplicate": _("Marked as duplicate"),
        "effect_noted": _("Recorded the effect"),
        "entered": _("Entered"),
        "exported": _("Exported"),
        "facilitator_chosen": _("Chose who leads"),
        "finished": _("Finished"),
        "held": _("Held"),
        "hours_changed": _("Changed the hours"),
        "imported": _("Imported"),
        "in_review": _("Began the review"),
        "invented": _("Invented"),
        "keys_mended": _("Repaired the damaged key file from its second copy"),
        "keys_older": _("Found an older key file in place"),
        "keys_seen": _("Found a key changed"),
        "manager_chosen": _("Chose who answers for it"),
        "migrated": _("Brought up to date"),
        "moved": _("Moved"),
        "named": _("Named"),
        "needs_update": _("Asked for more"),
        "no_change": _("Asked for, with nothing left to change"),
        "not_held": _("Recorded as not held"),
        "not_reportable": _("Marked as not reportable"),
        "offered": _("Offered"),
        "opened": _("Opened"),
        "passphrase_changed": _("Changed their own pass phrase"),
        "passphrase_reset": _("Reset the pass phrase"),
        "police_decision_recorded": _("Recorded the decision about the police"),
        "printed": _("Printed"),
        "put_away": _("Dismissed"),
        "put_off": _("Put off"),
        "recorded": _("Recorded"),
        "recovered": _("Signed in with the recovery key"),
        "recovery_key_agreed": _("Let the recovery key agree"),
        "recovery_key_kept": _("Kept the recovery key"),
        "recovery_key_renewed": _("Renewed the recovery key"),
        "relief_recorded": _("Recorded the relief"),
        "reopened": _("Reopened"),
        "repaired": _("Repaired"),
        "restored": _("Restored"),
        "restored_by_key": _("Restored with the recovery key alone"),
        "retired": _("Retired"),
        "retried": _("Sent again"),
        "role_changed": _("Changed the role"),
        "saved": _("Saved"),
        "sealed": _("Sealed"),
        "settled": _("Settled"),
        "shifts_changed": _("Changed the shifts"),
        "shown": _("Shown"),
        "sign_in_failed": _("Could not sign in"),
        "signed_in": _("Signed in"),
        "started": _("Began"),
        "taken_up": _("Picked up"),
        "terms_updated": _("Updated the terms"),
        "viewed": _("Viewed"),
        "viewed_deidentified": _("Viewed without names"),
        "void": _("Struck out"),
    }


def who_text(line: AuditLine) -> str:
    """Who did it, and who agreed if it took two."""
    second = _("the recovery key") if line.second == RECOVERY_KEY else line.second
    if line.who is None:
        return second or _("the program")
    return _("{who} with {second}").format(who=line.who, second=second) if second else line.who


def thing_text(line: AuditLine) -> str:
    """What it was done to (an incident by its reference number), and what else the trail says about it."""
    facts = "; ".join(_fact_text(name, value) for name, value in line.facts.items())
    return f"{_thing(line)} ({facts})" if facts else _thing(line)


def sentence(line: AuditLine) -> str:
    """The whole entry in one line, with its reason."""
    told = f"{who_text(line)} – {act_text(line.act)}: {thing_text(line)}"
    return told if not line.reason else _("{told}. Why: {reason}").format(told=told, reason=line.reason)


def _fact_text(name: str, value: str | int) -> str:
    if name == "findings":
        return ngettext("{n} finding before", "{n} findings before", int(value)).format(n=value)
    if name == "records":
        return ngettext("{n} record", "{n} records", int(value)).format(n=value)
    if name == "ended":
        return _("its audit trail ended with {head}").format(head=value)
    if name == "remembered":
        return _("this computer remembered {head}").format(head=value)
    if name == "generation":
        return _("change {n}").format(n=value)
    audiences = {"full": _("identified"), "committee": _("de-identified")}
    return audiences.get(str(value), str(value))


def _thing(line: AuditLine) -> str:
    if line.ref:
        return line.ref
    if line.kind in set(Permission):
        return permission_text(Permission(line.kind))
    return thing_of(line.kind)


def thing_of(kind: str) -> str:
    """One thing of a kind, or of a table of the database."""
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
        "entrance": _("keys and sign-in"),
        "follow_up": _("a follow-up"),
        "incident": _("an incident"),
        "learning_item": _("a lesson"),
        "monthly_report": _("a monthly report"),
        "incident_list": _("a list of incidents"),
        "deidentified_list": _("a list of incidents without names"),
        "analysis_list": _("a list of root cause analyses"),
        "action_list": _("a list of actions"),
        "staff_list": _("a list of staff"),
        "account_list": _("a list of accounts"),
        "audit_list": _("entries of the audit trail"),
        "reader_list": _("a list of who saw an incident"),
        "visit_list": _("visits and hours by month"),
        "trend_charts": _("trend charts"),
        "opening_hours": _("opening hours"),
        "participant": _("a person's part in a debrief"),
        "participant_check": _("a person's check before a debrief"),
        "person": _("a member of staff"),
        "phone_line": _("a phone line"),
        "protected_slot": _("protected time"),
        "reminder_mark": _("a reminder"),
        "schema": _("the database"),
        "shifts": _("shifts"),
        "site": _("a site"),
        "stub": _("a note of time and desk"),
        "support_case": _("a support case"),
        "support_offer": _("an offer of support"),
        "term": _("a term"),
        "user": _("an account"),
        "vocabulary": _("the terms"),
        "user_account": _("an account"),
        "shift": _("a shift"),
        "status_change": _("a change of status"),
        "incident_revision": _("what an incident said before a change"),
        "request": _("the mark of a save"),
    }.get(kind, kind.replace("_", " "))


def act_group_text(group: ActGroup) -> str:
    """A group of acts, as a choice."""
    match group:
        case ActGroup.SEEN:
            return _("Seen")
        case ActGroup.CHANGED:
            return _("Changed")
        case ActGroup.TAKEN_OUT:
            return _("Printed, exported, backed up")
        case ActGroup.SIGNED_IN:
            return _("Signed in or tried to")
        case ActGroup.ACCOUNTS:
            return _("Accounts and pass phrases")
        case ActGroup.UPKEEP:
            return _("Database maintenance")
        case ActGroup.DENIED:
            return _("Not allowed")
