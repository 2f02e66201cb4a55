"""Protected, paid time in words: was the promise kept, and who asked to move a time."""

from incident_tracker.domain.support.protected_time import MoveReason, Paid, Protected
from incident_tracker.wording import _


def protected_text(protected: Protected) -> str:
    """Was the time kept free?"""
    match protected:
        case Protected.YES:
            return _("Yes")
        case Protected.PARTLY:
            return _("Partly")
        case Protected.NO:
            return _("No")


def protected_sentence(protected: Protected) -> str:
    """The same without a question before it."""
    match protected:
        case Protected.YES:
            return _("The time was kept free.")
        case Protected.PARTLY:
            return _("The time was partly kept free.")
        case Protected.NO:
            return _("The time was not kept free.")


def paid_text(paid: Paid) -> str:
    """Was it paid?"""
    match paid:
        case Paid.YES:
            return _("Yes")
        case Paid.NO:
            return _("No")
        case Paid.UNKNOWN:
            return _("I do not know yet")


def paid_sentence(paid: Paid, minutes: str) -> str:
    """The same without a question before it; `minutes` is how long, in words."""
    match paid:
        case Paid.YES:
            return _("It was paid: {minutes} for each person.").format(minutes=minutes)
        case Paid.NO:
            return _("It was not paid.")
        case Paid.UNKNOWN:
            return _("Whether it was paid is not known yet.")


def time_paid_text(paid: Paid) -> str:
    """Whether it was paid, beside the minutes."""
    match paid:
        case Paid.YES:
            return _("paid")
        case Paid.NO:
            return _("not paid")
        case Paid.UNKNOWN:
            return _("paid: not recorded")


def minutes_paid_text(paid: Paid) -> str:
    """Whether minutes were paid, as a line of a sum."""
    match paid:
        case Paid.YES:
            return _("Paid minutes")
        case Paid.NO:
            return _("Minutes that were not paid")
        case Paid.UNKNOWN:
            return _("Minutes of which no one said whether they were paid")


def move_reason_text(reason: MoveReason) -> str:
    """Who asked to move a time."""
    match reason:
        case MoveReason.PARTICIPANT:
            return _("Someone taking part asked for it")
        case MoveReason.MANAGEMENT:
            return _("The clinic needs it")
