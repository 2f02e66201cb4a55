"""The acts and the things of the audit trail in plain words."""

from incident_tracker.domain.audit import RECOVERY_KEY, Act, ActGroup, AuditLine
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.checks import CheckOrigin
from incident_tracker.domain.clinic.first_run import FirstStep
from incident_tracker.domain.support.accountable import AnsweringPart
from incident_tracker.labels.clinic.checks import check_origin_text
from incident_tracker.labels.clinic.first_run import first_step_text
from incident_tracker.labels.clinic.permissions import permission_text
from incident_tracker.labels.clinic.vocabularies import vocabulary_text
from incident_tracker.wording import _, by_language, ngettext, pgettext


def act_text(act: str) -> str:
    """What was done, such as "Viewed"; an act of a newer program is shown as it is stored."""
    return next((words for named, words in act_words().items() if named == act), act.replace("_", " "))


@by_language
def act_words() -> dict[Act, str]:
    """The words of every act."""
    return {
        "added": pgettext("an act", "Added to"),
        "answered": pgettext("an act", "Answered"),
        "asked": pgettext("an act", "Asked"),
        "assigned": pgettext("an act", "Assigned"),
        "attended": pgettext("an act", "Recorded who came"),
        "audit_seen": pgettext("an act", "Looked up who saw it"),
        "backed_up": pgettext("an act", "Backed up"),
        "booked": pgettext("an act", "Booked"),
        "canceled": pgettext("an act", "Canceled"),
        "changed": pgettext("an act", "Changed"),
        "checked": pgettext("an act", "Checked"),
        "clock_back": pgettext("an act", "Found the clock set back"),
        "clock_given": pgettext("an act", "Worked by another clock than the computer's"),
        "closed": pgettext("an act", "Closed"),
        "combined": pgettext("an act", "Combined"),
        "confirmed": pgettext("an act", "Confirmed"),
        "count_begun": pgettext("an act", "Began to count failed tries"),
        "count_left_behind": pgettext("an act", "Left the count of failed tries behind"),
        "count_lost": pgettext("an act", "Found the count of failed tries lost"),
        "created": pgettext("an act", "Made"),
        "denied": pgettext("an act", "Was not allowed"),
        "disabled": pgettext("an act", "Disabled"),
        "discarded": pgettext("an act", "Discarded"),
        "done": pgettext("an act", "Marked as done"),
        "dropped": pgettext("an act", "Dropped"),
        "duplicate": pgettext("an act", "Marked as duplicate"),
        "effect_noted": pgettext("an act", "Recorded the effect"),
        "entered": pgettext("an act", "Entered"),
        "exported": pgettext("an act", "Exported"),
        "facilitator_chosen": pgettext("an act", "Chose who leads"),
        "finished": pgettext("an act", "Finished"),
        "held": pgettext("an act", "Held"),
        "hours_changed": pgettext("an act", "Changed the hours"),
        "imported": pgettext("an act", "Imported"),
        "kept_for_ever": pgettext("an act", "Kept what is told"),
        "in_review": pgettext("an act", "Began the review"),
        "invented": pgettext("an act", "Invented"),
        "keys_mended": pgettext("an act", "Repaired the damaged key file from its second copy"),
        "keys_older": pgettext("an act", "Found an older key file in place"),
        "keys_seen": pgettext("an act", "Found a key changed"),
        "manager_chosen": pgettext("an act", "Chose who answers for it"),
        "migrated": pgettext("an act", "Brought up to date"),
        "moved": pgettext("an act", "Moved"),
        "named": pgettext("an act", "Named"),
        "needs_update": pgettext("an act", "Asked for more"),
        "no_change": pgettext("an act", "Asked for, with nothing left to change"),
        "not_held": pgettext("an act", "Recorded as not held"),
        "not_reportable": pgettext("an act", "Marked as not reportable"),
        "offered": pgettext("an act", "Offered"),
        "opened": pgettext("an act", "Opened"),
        "ordered": pgettext("an act", "Put in another order"),
        "passphrase_changed": pgettext("an act", "Changed their own pass phrase"),
        "passphrase_reset": pgettext("an act", "Reset the pass phrase"),
        "police_decision_recorded": pgettext("an act", "Recorded the decision about the police"),
        "printed": pgettext("an act", "Printed"),
        "practiced": pgettext("an act", "Practiced"),
        "put_away": pgettext("an act", "Dismissed"),
        "put_off": pgettext("an act", "Put off"),
        "recorded": pgettext("an act", "Recorded"),
        "recovered": pgettext("an act", "Signed in with the recovery key"),
        "recovery_key_agreed": pgettext("an act", "Let the recovery key agree"),
        "recovery_key_kept": pgettext("an act", "Kept the recovery key"),
        "recovery_key_renewed": pgettext("an act", "Renewed the recovery key"),
        "relief_recorded": pgettext("an act", "Recorded the relief"),
        "removed": pgettext("an act", "Took out"),
        "reopened": pgettext("an act", "Reopened"),
        "repaired": pgettext("an act", "Repaired"),
        "restored": pgettext("an act", "Restored"),
        "restored_over": pgettext("an act", "Restored over the open clinic"),
        "restored_by_key": pgettext("an act", "Restored with the recovery key alone"),
        "retired": pgettext("an act", "Retired"),
        "retried": pgettext("an act", "Sent again"),
        "role_changed": pgettext("an act", "Changed the role"),
        "saved": pgettext("an act", "Saved"),
        "sealed": pgettext("an act", "Sealed"),
        "settled": pgettext("an act", "Settled"),
        "shifts_changed": pgettext("an act", "Changed the shifts"),
        "shown": pgettext("an act", "Shown"),
        "sign_in_failed": pgettext("an act", "Could not sign in"),
        "signed_in": pgettext("an act", "Signed in"),
        "started": pgettext("an act", "Began"),
        "taken_up": pgettext("an act", "Picked up"),
        "terms_updated": pgettext("an act", "Updated the terms"),
        "tried": pgettext("an act", "Tried"),
        "undone": pgettext("an act", "Undid"),
        "viewed": pgettext("an act", "Viewed"),
        "viewed_deidentified": pgettext("an act", "Viewed without names"),
        "void": pgettext("an act", "Struck out"),
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
    if told := _counted_text(name, value) or _setting_text(name, value):
        return told
    if name == "origin":
        return check_origin_text(CheckOrigin(str(value)))
    if name == "ended":
        return _("its audit trail ended with {head}").format(head=value)
    if name == "remembered":
        return _("this computer remembered {head}").format(head=value)
    if name == "worked_at":
        return _("set to {moment}").format(moment=value)
    if name == "newest":
        return _("the entry before is of {moment}").format(moment=value)
    if name == "generation":
        return _("change {n}").format(n=value)
    if name == "set_up":
        return _("set-up of the clinic")
    if name == "step":
        return first_step_text(FirstStep(str(value)))
    if name == "until":
        return _("until then its last day was {day}").format(day=value)
    if name == "left":
        return _("who answered for it has left") if value == AnsweringPart.MANAGER else _("the deputy has left")
    if name == "vocabulary":
        return vocabulary_text(str(value))
    audiences = {"full": _("identified"), "committee": _("de-identified")}
    return audiences.get(str(value), str(value))


def _setting_text(name: str, value: str | int) -> str:
    """A setting of the clinic as it is from then on; "" for every other fact."""
    if name == "own_reports":
        return _("people complete their own reports") if value else _("only those who lead the site complete reports")
    if name == "desks_may_close":
        return _("a desk may close for a debrief") if value else _("no desk closes for a debrief")
    if name == "closing_day":
        return _("months can be closed from day {n} of the next month").format(n=value)
    if name == "invitations":
        return _("invitations by e-mail are on") if value else _("invitations by e-mail are off")
    return ""


def _counted_text(name: str, value: str | int) -> str:
    """A fact that is a number of things; "" for every other one."""
    if name == "findings":
        return ngettext("{n} finding before", "{n} findings before", int(value)).format(n=value)
    if name == "lost":
        return ngettext("{n} newer incident left out", "{n} newer incidents left out", int(value)).format(n=value)
    if name == "wrong":
        return ngettext("{n} thing was wrong", "{n} things were wrong", int(value)).format(n=value)
    if name == "reached":
        return ngettext("its audit trail had {n} entry", "its audit trail had {n} entries", int(value)).format(n=value)
    if name == "times":
        return _("restore {n} of this clinic").format(n=value)
    if name == "records":
        return ngettext("{n} record", "{n} records", int(value)).format(n=value)
    if name == "idle_minutes":
        return ngettext("windows lock after {n} minute", "windows lock after {n} minutes", int(value)).format(n=value)
    if name == "agreed":
        return ngettext("{n} person agreed", "{n} people agreed", int(value)).format(n=value)
    return ""


def _thing(line: AuditLine) -> str:
    if line.ref:
        return line.ref
    if line.kind in set(Permission):
        return permission_text(Permission(line.kind))
    return thing_of(line.kind)


def thing_of(kind: str) -> str:
    """One thing of a kind, or of a table of the database."""
    return _things().get(kind, kind.replace("_", " "))


@by_language
def _things() -> dict[str, str]:
    return {
        "absence": _("days away"),
        "action": _("an action"),
        "addendum": _("an addition to an incident"),
        "after_check": _("a check after a debrief"),
        "analysis": _("a root cause analysis"),
        "backup": _("a backup"),
        "directory_entry": _("where patients find help"),
        "calendar": _("a calendar"),
        "clinic": _("the clinic"),
        "clock": _("the clock"),
        "cover": _("cover for a desk"),
        "database": _("the database"),
        "extras": _("the extras"),
        "mail_server": _("the mail server"),
        "debrief": _("a debrief"),
        "debrief_step": _("a step of a debrief"),
        "denominators": _("visits and hours"),
        "desk": _("a desk"),
        "draft": _("a draft"),
        "entrance": _("keys and sign-in"),
        "first_run": _("a step of a new clinic"),
        "follow_up": _("a follow-up"),
        "incident": _("an incident"),
        "invitation": _("an invitation"),
        "invitation_consent": _("what someone said to invitations"),
        "learning_item": _("a lesson"),
        "monthly_report": _("a monthly report"),
        "support_report": _("a report on support"),
        "year_figures": _("what is told of a year"),
        "closed_month": _("a month"),
        "time_entry": _("minutes that someone wrote down"),
        "incident_list": _("a list of incidents"),
        "deidentified_list": _("a list of incidents without names"),
        "analysis_list": _("a list of root cause analyses"),
        "action_list": _("a list of actions"),
        "staff_list": _("a list of staff"),
        "account_list": _("a list of accounts"),
        "support_list": _("a list of owed support"),
        "place_list": _("a list of sites, desks, lines or closed days"),
        "word_list": _("a list of words"),
        "audit_list": _("entries of the audit trail"),
        "reader_list": _("a list of who saw an incident"),
        "change_list": _("a list of what was changed in an incident"),
        "visit_list": _("visits and hours by month"),
        "trend_charts": _("trend charts"),
        "opening_hours": _("opening hours"),
        "outreach": _("a talk with others after an incident"),
        "outreach_consent": _("what staff said to a talk with others"),
        "outside_help": _("help for staff"),
        "outsider": _("someone from elsewhere"),
        "outsider_card": _("a card for someone from elsewhere"),
        "participant": _("a person's part in a debrief"),
        "participant_check": _("a person's check before a debrief"),
        "person": _("a member of staff"),
        "phone_line": _("a phone line"),
        "protected_slot": _("protected time"),
        "reminder_mark": _("a reminder"),
        "reminder_told": _("a reminder that was told"),
        "schema": _("the database"),
        "shifts": _("shifts"),
        "site": _("a site"),
        "stub": _("a note of time and desk"),
        "support_case": _("a support case"),
        "support_offer": _("an offer of support"),
        "support_offer_answer": _("an answer to an offer"),
        "term": _("a term"),
        "user": _("an account"),
        "vocabulary": _("the terms"),
        "wellbeing": _("sealed notes"),
        "private_line": _("answers on the private line"),
        "wellbeing_note": _("a sealed note"),
        "wellbeing_supporter": _("who may read sealed notes"),
        "user_account": _("an account"),
        "shift": _("a shift"),
        "status_change": _("a change of status"),
        "incident_revision": _("what an incident said before a change"),
        "request": _("the mark of a save"),
    }


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
