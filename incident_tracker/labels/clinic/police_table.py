"""What the clinic's table for the police says, in words."""

from collections.abc import Sequence

from incident_tracker import wording
from incident_tracker.domain.clinic.police_table import PoliceAnswer, by_answer
from incident_tracker.domain.clinic.vocabulary import Term
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


def police_table_lines(terms: Sequence[Term]) -> list[str]:
    """The table by answers, from calling at once to not calling: one line for each, with its situations."""
    language = wording.language()
    return [
        _("{answer}: {situations}").format(
            answer=police_answer_text(answer), situations="; ".join(term.labeled(language) for term in lines)
        )
        for answer, lines in by_answer(terms).items()
    ]
