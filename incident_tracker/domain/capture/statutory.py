"""Is this loggable, and the nine fields A to I of the violent incident log.

Fields follow California Labor Code 6401.9(d)(2); the definition of a threat is the one in 6401.9(a).
The program asks and suggests; a person answers.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from incident_tracker.domain.capture.severity import Severity, Weapon

LAW_VERSION = "LC 6401.9, in force 2024-07-01"


class Loggable(StrEnum):
    """Whether the incident belongs in the statutory log."""

    YES = "yes"
    NO = "no"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class LoggableAnswer:
    """A person's answer to "is this loggable?", with the reason, who answered when, and the law it was held against."""

    answer: Loggable = Loggable.UNDECIDED
    reason: str = ""
    by: UUID | None = None
    at: datetime | None = None
    law_version: str = LAW_VERSION


@dataclass(frozen=True, slots=True)
class StatutoryFields:
    """What a person adds for the log: B types, D perpetrator, E circumstances, F where, G type, H consequences.

    A (date, time, location), C (the description) and I (who completed it) come from the incident itself;
    `completed_by_name` and `completed_by_title` hold I as it is to be printed. Codes come from the vocabularies
    `violence_type`, `perpetrator`, `circumstance`, `location_class`, `attack_type`.
    """

    loggable: LoggableAnswer = field(default_factory=LoggableAnswer)
    violence_types: tuple[str, ...] = ()
    perpetrator: str | None = None
    circumstances: tuple[str, ...] = ()
    location_class: str | None = None
    attack_types: tuple[str, ...] = ()
    security_or_police_response: str = ""
    protective_actions: str = ""
    completed_by_name: str = ""
    completed_by_title: str = ""
    completed_at: datetime | None = None


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

    Threat or use of force counts whether or not anybody was hurt, on the phone too; words that leave a person
    in fear are for people to decide; rudeness alone normally does not count (6401.9(a), definitions).
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
