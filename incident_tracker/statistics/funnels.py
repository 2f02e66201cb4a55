"""Compares sites or desks without a league table: rates within funnel limits of the overall rate."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import exp, fsum, lgamma, log, sqrt

from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.statistics import intervals
from incident_tracker.statistics.quantiles import gamma_cdf, normal_quantile

INNER, OUTER = 0.95, 0.998
"""The two pairs of limits: about two and three standard deviations (Spiegelhalter 2005; UKHSA)."""

OVERDISPERSED_FROM = 2.0
"""From this ratio of seen to expected variance on, a funnel says that its limits are too narrow; our own choice."""

ENOUGH_SITES = 5
"""Fewer sites say nothing about overdispersion."""


class Position(StrEnum):
    """Where a site is: within usual variation, beyond the 95 % limits, or beyond the 99.8 % limits."""

    WITHIN = "within"
    HIGH = "high"
    LOW = "low"
    VERY_HIGH = "very_high"
    VERY_LOW = "very_low"


@dataclass(frozen=True, slots=True)
class FunnelLimits:
    """Limits of the rate, per base, that belong to one exposure."""

    exposure: float
    lower_998: float
    lower_95: float
    upper_95: float
    upper_998: float


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """One site: its rate per base, the limits at its exposure, and where it is."""

    label: str
    events: int
    exposure: float
    rate: float
    limits: FunnelLimits
    position: Position


@dataclass(frozen=True, slots=True)
class Funnel:
    """All sites with exposure, in the order given; `overall` is Σ events / Σ exposure per `base`.

    `curve` are limits at rising exposures, to draw the funnel. `overdispersed` says that sites differ much more than
    chance and the limits are too narrow to judge a single one.
    """

    base: float
    overall: float
    points: tuple[FunnelPoint, ...]
    curve: tuple[FunnelLimits, ...]
    overdispersed: bool


def funnel(sites: Sequence[tuple[str, int, float]], *, base: float = 1.0, steps: int = 60) -> Funnel:
    """The funnel of (label, events, exposure); sites without exposure are left out.

    Limits are exact Poisson quantiles of the expected count, interpolated between whole numbers, divided by the
    exposure: Spiegelhalter 2005, "Funnel plots for comparing institutional performance", Statistics in Medicine
    24:1185, appendix A.1. Raises `Refused`: MISSING without any site that has exposure; OUT_OF_RANGE.
    """
    if not 0 < base <= 1e12:
        raise Refused(Reason.OUT_OF_RANGE, "base", more_than=0, least=0, most=10**12)
    kept = [(label, events, exposure) for label, events, exposure in sites if exposure]
    if not kept:
        raise Refused(Reason.MISSING, "exposure")
    for _label, events, exposure in kept:
        intervals.events(events, "events", whole=True)
        intervals.exposure(exposure, "exposure")
    per_unit = fsum(events for _, events, _ in kept) / fsum(exposure for *_, exposure in kept)
    points = []
    for label, events, exposure in kept:
        limits = _limits(per_unit, exposure, base)
        rate = events / exposure * base
        points.append(FunnelPoint(label, int(events), exposure, rate, limits, _position(rate, limits)))
    least, most = (pick(exposure for *_, exposure in kept) for pick in (min, max))
    low, high = least / 1.2, most * 1.1
    curve = tuple(_limits(per_unit, low + (high - low) * step / (steps - 1), base) for step in range(steps))
    return Funnel(base, per_unit * base, tuple(points), curve, _overdispersed(per_unit, kept))


def is_cold_spot(latest: Position, before: Position | None = None) -> bool:
    """Whether a place is called a cold spot: beyond 99.8 % now, or above the 95 % limit in two quarters running."""
    if latest is Position.VERY_HIGH:
        return True
    return latest is Position.HIGH and before in {Position.HIGH, Position.VERY_HIGH}


def _position(rate: float, limits: FunnelLimits) -> Position:
    if rate > limits.upper_998:
        return Position.VERY_HIGH
    if rate < limits.lower_998:
        return Position.VERY_LOW
    if rate > limits.upper_95:
        return Position.HIGH
    if rate < limits.lower_95:
        return Position.LOW
    return Position.WITHIN


def _limits(per_unit: float, exposure: float, base: float) -> FunnelLimits:
    expected = per_unit * exposure
    lower_998, lower_95, upper_95, upper_998 = (
        poisson_limit(expected, probability) / exposure * base
        for probability in ((1 - OUTER) / 2, (1 - INNER) / 2, (1 + INNER) / 2, (1 + OUTER) / 2)
    )
    return FunnelLimits(exposure, lower_998, lower_95, upper_95, upper_998)


@cache
def poisson_limit(expected: float, probability: float) -> float:
    """The count that a Poisson variable stays below with `probability`, interpolated between whole numbers.

    With r the smallest count whose P(X ≤ r) reaches it: r − (P(X ≤ r) − probability) / P(X = r), never below 0.
    """
    if expected <= 0:
        return 0.0
    z = normal_quantile(probability)
    count = max(0, int(expected + z * sqrt(expected) + (z * z - 1) / 6))

    def up_to(events: int) -> float:
        return 1 - gamma_cdf(events + 1, expected)

    while up_to(count) < probability:
        count += 1
    while count > 0 and up_to(count - 1) >= probability:
        count -= 1
    mass = exp(count * log(expected) - expected - lgamma(count + 1))
    return max(0.0, count - (up_to(count) - probability) / mass)


def _overdispersed(per_unit: float, sites: Sequence[tuple[str, int, float]]) -> bool:
    if len(sites) < ENOUGH_SITES or per_unit == 0:
        return False
    variance = fsum((events - per_unit * exposure) ** 2 / (per_unit * exposure) for _, events, exposure in sites) / (
        len(sites) - 1
    )
    return variance >= OVERDISPERSED_FROM
