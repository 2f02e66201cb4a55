"""Who says which words a list has."""

from incident_tracker.domain.clinic.vocabulary import Keeping, keeping
from incident_tracker.wording import _, pgettext


def keeping_text(vocabulary: str) -> str:
    """Who says which words a list has, and why the clinic changes it or does not."""
    match keeping(vocabulary):
        case Keeping.LAW:
            return _("The law. The log has to say these words, so no one changes them here.")
        case Keeping.PROGRAM:
            return _("The program. Its rules and limits count with these words.")
        case Keeping.CLINIC:
            return _("Your clinic. Words that came with the program keep their meaning.")


def keeping_state(vocabulary: str) -> tuple[str, str]:
    """The same in a word or two, for a term that is offered, and the tone of it."""
    match keeping(vocabulary):
        case Keeping.LAW:
            return _("set by the law"), "accent"
        case Keeping.PROGRAM:
            return _("set by the program"), "quiet"
        case Keeping.CLINIC:
            return pgettext("a word", "offered"), "good"
