"""Why support came late, in words."""

from incident_tracker.domain.support.lateness import LateReason
from incident_tracker.wording import _


def late_reason_text(reason: LateReason) -> str:
    """A reason as someone says it."""
    match reason:
        case LateReason.HEARD_LATE:
            return _("We heard of it late")
        case LateReason.NOTED_LATE:
            return _("It was said in time, and noted only now")
        case LateReason.NOT_AT_WORK:
            return _("The person was not at work")
        case LateReason.NO_ONE_FREE:
            return _("No one was free to ask")
        case LateReason.TOO_BUSY:
            return _("The clinic was too busy")
        case LateReason.CLOSED:
            return _("The clinic was closed")
        case LateReason.TIME_TO_THINK:
            return _("The person took time to think, and may")
        case LateReason.FORGOTTEN:
            return _("It was forgotten")
        case LateReason.OTHER:
            return _("Another reason")


def lateness_text(reason: LateReason, words: str | None) -> str:
    """A reason with the own words that go with it."""
    if not words:
        return late_reason_text(reason)
    if reason is LateReason.OTHER:
        return words
    return _("{reason} – {words}").format(reason=late_reason_text(reason), words=words)
