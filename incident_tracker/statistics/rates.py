"""Rates of events per exposure, to any base, with exact Poisson or Byar's limits."""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.statistics import intervals
from incident_tracker.statistics.quantiles import gamma_quantile


class RateMethod(StrEnum):
    """How the limits of a rate are made; PHE is the rule of UKHSA and OHID: exact below 10 events, Byar's from 10."""

    EXACT = "exact"
    BYAR = "byar"
    PHE = "phe"


@dataclass(frozen=True, slots=True)
class Rate:
    """`rate` events per `base` units of exposure with its limits; None where there is no exposure to divide by.

    `method` is how the limits were really made: EXACT or BYAR.
    """

    events: float | None
    exposure: float | None
    base: float
    confidence: float
    method: RateMethod | None
    rate: float | None
    lower: float | None
    upper: float | None


def rate(
    events: float | None,
    exposure: float | None,
    *,
    base: float = 1.0,
    confidence: float = 0.95,
    method: RateMethod = RateMethod.EXACT,
) -> Rate:
    """Events per exposure (visits, calls, staff hours), times `base`: 1000 for "per 1,000 visits".

    A missing count, or an exposure that is missing or 0, gives a rate without values. Raises `Refused` for figures that
    are negative, too large or no numbers.
    """
    if not base > 0 or base > 1e12:
        raise Refused(Reason.OUT_OF_RANGE, "base", more_than=0, least=0, most=10**12)
    intervals.tail(confidence)
    if events is not None:
        intervals.events(events, "events")
    if exposure:
        intervals.exposure(exposure, "exposure")
    if events is None or not exposure:
        return Rate(events, exposure, base, confidence, None, None, None, None)
    match method:
        case RateMethod.EXACT:
            exact = True
        case RateMethod.BYAR:
            exact = False
        case RateMethod.PHE:
            exact = events < 10
    used = RateMethod.EXACT if exact else RateMethod.BYAR
    lower, upper = (exact_limits if exact else byar_limits)(events, confidence)
    factor = base / exposure
    return Rate(events, exposure, base, confidence, used, events * factor, lower * factor, upper * factor)


def exact_limits(events: float, confidence: float = 0.95) -> tuple[float, float]:
    """Garwood's limits of a Poisson count: χ²(α/2; 2O)/2 and χ²(1−α/2; 2O+2)/2; from 0 for no events (Garwood 1936)."""
    tail = intervals.tail(confidence)
    lower = gamma_quantile(tail, events) if events > 0 else 0.0
    return lower, gamma_quantile(1 - tail, events + 1)


def byar_limits(events: float, confidence: float = 0.95) -> tuple[float, float]:
    """Byar's limits of a Poisson count (Breslow & Day 1987, vol. II, eq. 2.13), with the exact z and not 1.96.

    L = O(1 − 1/(9O) − z/(3√O))³, U = (O+1)(1 − 1/(9(O+1)) + z/(3√(O+1)))³; L = 0 for no events, and never below 0.
    """
    z = intervals.z_of(confidence)
    more = events + 1
    lower = 0.0
    if events > 0:
        lower = events * max(0.0, 1 - 1 / (9 * events) - z / (3 * sqrt(events))) ** 3
    return lower, more * (1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3
