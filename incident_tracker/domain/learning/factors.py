"""Contributing factors in an analysis, and the rule that at least one must be within the clinic itself."""

from dataclasses import dataclass
from enum import StrEnum

# Codes of the factor vocabulary that speak of a person or of the world outside, not of what the clinic can change:
# the person's situation, an individual's tone or tiredness, law and police.
_OUTSIDE_THE_CLINIC = ("PAT", "EXT")
_OF_AN_INDIVIDUAL = frozenset({"COM3", "EQU1", "EQU3", "STF3"})


class Evidence(StrEnum):
    """How the team knows of a factor."""

    SAID = "said"
    SEEN = "seen"
    MEASURED = "measured"


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor of the vocabulary in one analysis."""

    code: str
    evidence: Evidence = Evidence.SAID


def within_the_clinic(code: str) -> bool:
    """True if the factor is one that the clinic itself can change."""
    return not code.startswith(_OUTSIDE_THE_CLINIC) and code not in _OF_AN_INDIVIDUAL


def any_within_the_clinic(factors: tuple[Factor, ...]) -> bool:
    """True if at least one factor is within the clinic itself; without one no analysis can close."""
    return any(within_the_clinic(factor.code) for factor in factors)
