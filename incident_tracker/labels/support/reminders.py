"""Reminders in words: the discreet ones that anyone may read, and what the signed-in user has to do."""

from incident_tracker.domain.support.reminder_kinds import ReminderKind
from incident_tracker.wording import _


def reminder_text(kind: ReminderKind) -> str:  # noqa: C901  # one match over an enumeration
    """The words for tray and start of the program; they say neither who nor what, because others may read them."""
    match kind:
        case ReminderKind.ASK:
            return _("An offer to make – see app")
        case ReminderKind.PLAN:
            return _("Time to plan – see app")
        case ReminderKind.PROTECTED_TIME:
            return _("Protected time – see app")
        case ReminderKind.CONFIRM_COVER:
            return _("Cover to confirm – see app")
        case ReminderKind.TELL_OF_TIME:
            return _("A time to pass on – see app")
        case ReminderKind.COVER_MISSING:
            return _("Cover is not confirmed yet – see app")
        case ReminderKind.RECORD:
            return _("A note to make – see app")
        case ReminderKind.AFTER_CHECK:
            return _("A short question – see app")
        case ReminderKind.WHY_LATE:
            return _("A reason to note – see app")
        case ReminderKind.ANSWER:
            return _("A question for you, whenever you like – see app")
        case ReminderKind.ANSWER_AFTERWARDS:
            return _("Two short questions – see app")
        case ReminderKind.MONTH_LATER:
            return _("A question for you, whenever you like – see app")
        case ReminderKind.FOLLOW_UP:
            return _("Someone to speak with – see app")
        case ReminderKind.LEADERSHIP:
            return _("A call to make – see app")
        case ReminderKind.RELIEF:
            return _("Someone to look after – see app")
        case ReminderKind.FIVE_MINUTES:
            return _("Five minutes to offer – see app")
        case ReminderKind.OUTREACH:
            return _("Others to look after – see app")
        case ReminderKind.REPAIR:
            return _("A talk to have – see app")
        case ReminderKind.CONSENT:
            return _("A question for you, whenever you like – see app")
        case ReminderKind.CANCELED:
            return _("A time that is canceled – see app")


def task_text(kind: ReminderKind) -> str:  # noqa: C901  # one match over an enumeration
    """What there is to do, for the page Today."""
    match kind:
        case ReminderKind.ASK:
            return _("Offer a debrief")
        case ReminderKind.PLAN:
            return _("Plan a debrief")
        case ReminderKind.PROTECTED_TIME:
            return _("Protected time")
        case ReminderKind.CONFIRM_COVER:
            return _("Confirm that you cover the desk")
        case ReminderKind.TELL_OF_TIME:
            return _("Remind those who have no account here of their time")
        case ReminderKind.COVER_MISSING:
            return _("A desk still needs cover")
        case ReminderKind.RECORD:
            return _("Note how the debrief went")
        case ReminderKind.AFTER_CHECK:
            return _("Was the time protected, and paid?")
        case ReminderKind.WHY_LATE:
            return _("Say why the answer came after the limit")
        case ReminderKind.ANSWER:
            return _("Would you like a debrief? Yes, no and later are all fine")
        case ReminderKind.ANSWER_AFTERWARDS:
            return _("Two short questions about your debrief")
        case ReminderKind.MONTH_LATER:
            return _("A month later: one question, on the private line")
        case ReminderKind.FOLLOW_UP:
            return _("Ask how they are doing")
        case ReminderKind.LEADERSHIP:
            return _("Tell leadership")
        case ReminderKind.RELIEF:
            return _("See to the first minutes: safe, off the desk, covered")
        case ReminderKind.FIVE_MINUTES:
            return _("Offer five minutes together before the shift ends")
        case ReminderKind.OUTREACH:
            return _("Look after those who saw or heard it")
        case ReminderKind.REPAIR:
            return _("Speak with the patient: everyone affected agreed")
        case ReminderKind.CONSENT:
            return _("May someone speak with others about it? Yes and no are both fine")
        case ReminderKind.CANCELED:
            return _("Canceled: you do not have to come, because the report was struck out")
