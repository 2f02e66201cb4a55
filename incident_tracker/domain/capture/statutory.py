"""What an incident says for the violent incident log: whether it belongs there, and fields A to I.

Fields follow California Labor Code 6401.9(d)(2). They are part of the record of an incident, so they are kept in this
chapter; what a law's definition suggests is in `domain/law/loggable.py`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from incident_tracker.domain.columns import exported

LAW_VERSION = "LC 6401.9, in force 2024-07-01"


class Loggable(StrEnum):
    """Whether the incident belongs in the statutory log."""

    YES = "yes"
    NO = "no"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class LoggableAnswer:
    """A person's answer to "is this loggable?", with the reason, who answered when, and the law it was checked with."""

    answer: Annotated[Loggable, exported("loggable")] = Loggable.UNDECIDED
    reason: Annotated[str, exported("loggable_reason")] = ""
    by: Annotated[UUID | None, exported("loggable_answered_by", refers_to="user_account")] = None
    at: Annotated[datetime | None, exported("loggable_answered_at")] = None
    law_version: str = LAW_VERSION

    @property
    def checked_against(self) -> Annotated[str | None, exported("loggable_law_version")]:
        """The law it was checked against; None until someone answered."""
        return None if self == LoggableAnswer() else self.law_version

    def answered(self, answer: Loggable, reason: str, *, by: UUID, at: datetime) -> "LoggableAnswer":
        """This answer if it already says the same; else the new one, with the user who gives it and when."""
        if (answer, reason) == (self.answer, self.reason):
            return self
        return LoggableAnswer(answer, reason, by, at)


@dataclass(frozen=True, slots=True)
class StatutoryFields:
    """What a person adds for the log: B types, D perpetrator, E circumstances, F where, G type, H consequences.

    A (date, time, location), C (the description) and I (who completed it) come from the incident itself;
    `completed_by_name` and `completed_by_title` are I as it will be printed. Codes come from the vocabularies
    `violence_type`, `perpetrator`, `circumstance`, `location_class`, `attack_type`.
    """

    loggable: LoggableAnswer = field(default_factory=LoggableAnswer)
    violence_types: Annotated[tuple[str, ...], exported(vocabulary="violence_type")] = ()
    perpetrator: Annotated[str | None, exported(vocabulary="perpetrator")] = None
    circumstances: Annotated[tuple[str, ...], exported(vocabulary="circumstance")] = ()
    location_class: Annotated[str | None, exported(vocabulary="location_class")] = None
    attack_types: Annotated[tuple[str, ...], exported(vocabulary="attack_type")] = ()
    security_or_police_response: Annotated[str, exported()] = ""
    protective_actions: Annotated[str, exported()] = ""
    completed_by_name: Annotated[str, exported("log_completed_by_name")] = ""
    completed_by_title: Annotated[str, exported("log_completed_by_title")] = ""
    completed_at: Annotated[datetime | None, exported("log_completed_at")] = None
