"""What rates, shares and ratios have in common: checked figures, the level of confidence, and the verdict."""

from enum import StrEnum
from math import isfinite

from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.statistics.quantiles import normal_quantile

MOST_EVENTS = 1e9
"""More events than this are refused: no clinic has them, and exact limits would take long."""


class Verdict(StrEnum):
    """What an interval lets us say about one group compared with another."""

    HIGHER = "higher"
    LOWER = "lower"
    CANNOT_TELL = "cannot_tell"


def events(value: float, field: str, *, whole: bool = False) -> float:
    """A checked count. Raises `Refused`: NOT_A_NUMBER (`whole`: not a whole one), OUT_OF_RANGE outside 0..1e9."""
    if not _is_number(value) or (whole and value != int(value)):
        raise Refused(Reason.NOT_A_NUMBER, field, whole=whole)
    if not 0 <= value <= MOST_EVENTS:
        raise Refused(Reason.OUT_OF_RANGE, field, least=0, most=int(MOST_EVENTS))
    return value


def exposure(value: float, field: str) -> float:
    """A checked denominator: a finite number above 0 and up to 1e15, or `Refused`."""
    if not _is_number(value):
        raise Refused(Reason.NOT_A_NUMBER, field)
    if not 1e-9 <= value <= 1e15:
        raise Refused(Reason.OUT_OF_RANGE, field, more_than=0, least=0, most=10**15)
    return value


def tail(confidence: float) -> float:
    """α/2 of a confidence such as 0.95. Raises `Refused` OUT_OF_RANGE unless from 0.5 to 0.9999."""
    if not _is_number(confidence):
        raise Refused(Reason.NOT_A_NUMBER, "confidence")
    if not 0.5 <= confidence <= 0.9999:
        raise Refused(Reason.OUT_OF_RANGE, "confidence", least=0.5, most=0.9999)
    return (1 - confidence) / 2


def z_of(confidence: float) -> float:
    """The two-sided normal quantile: 1.959964 for 0.95."""
    return -normal_quantile(tail(confidence))


def _is_number(value: object) -> bool:
    return (
        isinstance(value, int | float) and not isinstance(value, bool) and (isinstance(value, int) or isfinite(value))
    )
