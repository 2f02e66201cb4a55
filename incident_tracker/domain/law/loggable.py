"""Is this loggable: what the definition of a law suggests; a person answers.

The definition of a threat is the one in California Labor Code 6401.9(a).
"""

from enum import StrEnum

from incident_tracker.domain.capture.severity import Severity, Weapon
from incident_tracker.domain.capture.statutory import Loggable


class LoggableHint(StrEnum):
    """Why the program thinks that an incident may be loggable or not; each has its sentence in the form."""

    FORCE = "force"
    WEAPON = "weapon"
    THREAT = "threat"
    FEAR = "fear"
    ONLY_WORDS = "only_words"
    NEAR_MISS = "near_miss"


def suggest_loggable(severity: Severity, weapon: Weapon, felt_threatened: bool) -> tuple[Loggable, LoggableHint]:
    """What the answer to "is this loggable?" probably is, and why; never more than a suggestion.

    Threat or use of force counts whether or not anyone was hurt, on the phone too; words that leave a person in fear
    are for people to decide; rudeness alone normally does not count (6401.9(a), definitions).
    """
    if weapon is not Weapon.NONE:
        return Loggable.YES, LoggableHint.WEAPON
    if severity >= Severity.PHYSICAL:
        return Loggable.YES, LoggableHint.FORCE
    if severity >= Severity.THREAT:
        return Loggable.YES, LoggableHint.THREAT
    if felt_threatened:
        return Loggable.UNDECIDED, LoggableHint.FEAR
    if severity is Severity.NEAR_MISS:
        return Loggable.NO, LoggableHint.NEAR_MISS
    return Loggable.NO, LoggableHint.ONLY_WORDS
