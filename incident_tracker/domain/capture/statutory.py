"""What an incident holds for the violent incident log: the answer whether it belongs there, and fields A to I.

Fields follow California Labor Code 6401.9(d)(2). They are part of the record of an incident, so they are kept in this
chapter; what a law's definition suggests is in `domain/law/loggable.py`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

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
