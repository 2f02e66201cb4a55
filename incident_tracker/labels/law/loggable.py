"""Why an incident may belong in the statutory log or not, in words."""

from incident_tracker.domain.law.loggable import LoggableHint
from incident_tracker.wording import _


def hint_text(hint: LoggableHint) -> str:
    """Why the program thinks so."""
    match hint:
        case LoggableHint.FORCE:
            return _("Force was used. It counts whether or not anyone was hurt.")
        case LoggableHint.WEAPON:
            return _("A weapon, or an object as a weapon, played a part.")
        case LoggableHint.THREAT:
            return _("A threat counts, on the phone too.")
        case LoggableHint.FEAR:
            return _("Someone felt threatened by words. People have to decide this one.")
        case LoggableHint.ONLY_WORDS:
            return _("Words without a threat usually do not belong in the log.")
        case LoggableHint.NEAR_MISS:
            return _("Nothing happened that belongs in the log.")
