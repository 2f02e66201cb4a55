"""Shares of a whole, such as resolved at the desk of all incidents, with Wilson's or exact binomial limits."""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.statistics import intervals
from incident_tracker.statistics.quantiles import beta_quantile


class ShareMethod(StrEnum):
    """How the limits of a share are made."""

    WILSON = "wilson"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole` as a number from 0 to 1 with its limits; None where the whole is missing or 0."""

    part: float | None
    whole: float | None
    confidence: float
    method: ShareMethod
    share: float | None
    lower: float | None
    upper: float | None


def share(
    part: float | None,
    whole: float | None,
    *,
    confidence: float = 0.95,
    method: ShareMethod = ShareMethod.WILSON,
) -> Share:
    """`part`/`whole` with limits. Raises `Refused` for negative or too large figures and where part > whole."""
    intervals.tail(confidence)
    if part is not None:
        intervals.events(part, "part", whole=method is ShareMethod.EXACT)
    if whole:
        intervals.exposure(whole, "whole")
    if part is None or not whole:
        return Share(part, whole, confidence, method, None, None, None)
    if part > whole:
        raise Refused(Reason.OUT_OF_RANGE, "part", least=0, most=whole)
    match method:
        case ShareMethod.WILSON:
            lower, upper = wilson_limits(part, whole, confidence)
        case ShareMethod.EXACT:
            lower, upper = exact_limits(part, whole, confidence)
    return Share(part, whole, confidence, method, part / whole, lower, upper)


def wilson_limits(part: float, whole: float, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's score limits (Wilson 1927; Newcombe 1998, method 3): from 0 for none, to 1 for all."""
    z = intervals.z_of(confidence)
    middle = 2 * part + z * z
    half = z * sqrt(z * z + 4 * part * (1 - part / whole))
    scale = 2 * (whole + z * z)
    return (
        0.0 if part == 0 else max(0.0, (middle - half) / scale),
        1.0 if part == whole else min(1.0, (middle + half) / scale),
    )


def exact_limits(part: float, whole: float, confidence: float = 0.95) -> tuple[float, float]:
    """Clopper–Pearson limits: Beta(α/2; x, n−x+1) and Beta(1−α/2; x+1, n−x) (Clopper & Pearson 1934)."""
    tail = intervals.tail(confidence)
    lower = beta_quantile(tail, part, whole - part + 1) if part > 0 else 0.0
    upper = beta_quantile(1 - tail, part + 1, whole - part) if part < whole else 1.0
    return lower, upper
