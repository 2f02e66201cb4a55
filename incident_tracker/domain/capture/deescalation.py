"""Warning signs, triggers, the steps tried in order with their effect, and how it ended."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from incident_tracker.domain.columns import RecordColumn, Surface, exported
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.translatable import N_

_TRIGGERS = RecordColumn(N_("Trigger"), Surface.EXPORT, vocabulary="trigger", in_row=False)
_TECHNIQUES = RecordColumn(N_("What was tried"), Surface.EXPORT, vocabulary="technique", in_row=False)
_OUTCOME = RecordColumn(N_("How it ended"), Surface.EXPORT, vocabulary="outcome", in_row=False)


class TechniqueEffect(StrEnum):
    """How the person was after a step."""

    CALMER = "calmer"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = "unknown"


class Resolved(StrEnum):
    """Whether talking resolved it."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, slots=True)
class WarningSign:
    """A sign seen before (vocabulary `warning_sign`) and how many minutes before, or None."""

    code: Annotated[str, RecordColumn(vocabulary="warning_sign")]
    lead_minutes: int | None = None

    def __post_init__(self) -> None:
        if self.lead_minutes is not None and self.lead_minutes < 0:
            raise Refused(Reason.OUT_OF_RANGE, "lead_minutes", least=0)


@dataclass(frozen=True, slots=True)
class TechniqueStep:
    """One thing tried: a code of the vocabulary `technique`, by whom, its effect, and the minute since the start."""

    technique: Annotated[str, RecordColumn(vocabulary="technique")]
    effect: TechniqueEffect = TechniqueEffect.UNKNOWN
    by: str = ""
    minute: int | None = None

    def __post_init__(self) -> None:
        if self.minute is not None and self.minute < 0:
            raise Refused(Reason.OUT_OF_RANGE, "minute", least=0)


@dataclass(frozen=True, slots=True)
class Deescalation:
    """The course of one incident; `steps` in the order tried.

    `triggers` are codes of `trigger`, `outcome` one of `outcome` (the ladder from the desk to the police).
    """

    triggers: Annotated[tuple[str, ...], _TRIGGERS] = ()
    signs: Annotated[tuple[WarningSign, ...], exported("warning_signs")] = ()
    steps: Annotated[tuple[TechniqueStep, ...], exported()] = ()
    outcome: Annotated[str | None, _OUTCOME] = None
    resolved: Annotated[Resolved | None, exported()] = None

    @property
    def techniques(self) -> Annotated[tuple[str, ...], _TECHNIQUES]:
        """What was tried, in this order: codes of `technique`."""
        return tuple(step.technique for step in self.steps)

    @property
    def lead_minutes(self) -> int | None:
        """The earliest sign's minutes before the incident, or None if none is timed."""
        return max((sign.lead_minutes for sign in self.signs if sign.lead_minutes is not None), default=None)
