"""What the clinic's table for the police says, in words."""

from incident_tracker.domain.clinic.police_table import PoliceAnswer
from incident_tracker.wording import _


def police_answer_text(answer: PoliceAnswer) -> str:
    """What is done in a situation."""
    match answer:
        case PoliceAnswer.CALL:
            return _("Call at once")
        case PoliceAnswer.SECOND_PERSON:
            return _("Call after a second person agrees")
        case PoliceAnswer.ALTERNATIVES_FIRST:
            return _("Everything else first; the supervisor decides")
        case PoliceAnswer.CLINICAL:
            return _("Handle it clinically")
        case PoliceAnswer.DO_NOT_CALL:
            return _("Not a matter for the police")
        case PoliceAnswer.REVIEW:
            return _("Write down why; someone reviews it afterwards")
