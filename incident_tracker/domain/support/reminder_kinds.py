"""What people are reminded of in support, and how far each is."""

from enum import StrEnum


class ReminderKind(StrEnum):
    """What a reminder is about; its words are the caller's, and reveal nothing."""

    ASK = "ask_participants"
    PLAN = "plan_debrief"
    PROTECTED_TIME = "protected_time"
    CONFIRM_COVER = "confirm_cover"
    TELL_OF_TIME = "tell_of_time"
    COVER_MISSING = "cover_missing"
    RECORD = "record_debrief"
    AFTER_CHECK = "after_check"
    WHY_LATE = "why_late"
    ANSWER = "answer"
    ANSWER_AFTERWARDS = "answer_afterwards"
    MONTH_LATER = "month_later"
    FOLLOW_UP = "follow_up"
    LEADERSHIP = "leadership"
    RELIEF = "relief"
    FIVE_MINUTES = "five_minutes"
    OUTREACH = "outreach"
    REPAIR = "repair"
    CONSENT = "consent"
    CANCELED = "canceled"


class ReminderStage(StrEnum):
    """How much of a window has passed when a reminder appears."""

    OPEN = "open"
    HALF = "half"
    THREE_QUARTERS = "three_quarters"
    PAST = "past"


def needs_someone(kind: ReminderKind) -> bool:
    """Whether someone has to do it for the person it is about; the rest is a person's own part, which can wait."""
    match kind:
        case (
            ReminderKind.ASK
            | ReminderKind.PLAN
            | ReminderKind.TELL_OF_TIME
            | ReminderKind.COVER_MISSING
            | ReminderKind.RECORD
            | ReminderKind.AFTER_CHECK
            | ReminderKind.WHY_LATE
            | ReminderKind.FOLLOW_UP
            | ReminderKind.LEADERSHIP
            | ReminderKind.RELIEF
            | ReminderKind.FIVE_MINUTES
            | ReminderKind.OUTREACH
            | ReminderKind.REPAIR
        ):
            return True
        case (
            ReminderKind.PROTECTED_TIME
            | ReminderKind.CONFIRM_COVER
            | ReminderKind.ANSWER
            | ReminderKind.ANSWER_AFTERWARDS
            | ReminderKind.MONTH_LATER
            | ReminderKind.CONSENT
            | ReminderKind.CANCELED
        ):
            return False
