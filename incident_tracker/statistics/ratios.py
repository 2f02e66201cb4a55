"""One group, site or period against another: rate ratios and risk ratios, always with the absolute difference."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.statistics import intervals, rates, shares
from incident_tracker.statistics.intervals import Verdict
from incident_tracker.statistics.quantiles import binomial_cdf, binomial_log_mass


@dataclass(frozen=True, slots=True)
class Comparison:
    """The first against the second.

    `ratio` with its limits (None where it has none: nothing happened in the second, an upper limit without bound);
    `difference` of the rates per unit of exposure, or of the shares, with its limits; `p_value` (two-sided) where the
    method has one. `verdict` is CANNOT_TELL whenever the limits of the ratio include 1, or, where a risk ratio has
    none because a part is 0, whenever the limits of the difference include 0.
    """

    ratio: float | None
    lower: float | None
    upper: float | None
    p_value: float | None
    difference: float
    difference_lower: float
    difference_upper: float
    confidence: float
    verdict: Verdict


def rate_ratio(
    events: float, exposure: float, other_events: float, other_exposure: float, *, confidence: float = 0.95
) -> Comparison:
    """Ratio of two rates by the exact conditional method.

    Given the sum of events, the first count is binomial: Clopper–Pearson limits p become p/(1−p)·t₂/t₁, and the p-value
    sums all outcomes that are no likelier than the one seen (`poisson.test` of R). Raises `Refused` unless counts are
    whole numbers from 0 and exposures above 0.
    """
    a = int(intervals.events(events, "events", whole=True))
    b = int(intervals.events(other_events, "other_events", whole=True))
    t1 = intervals.exposure(exposure, "exposure")
    t2 = intervals.exposure(other_exposure, "other_exposure")
    intervals.tail(confidence)
    scale = t2 / t1
    ratio = a / b * scale if b else None
    lower = upper = None
    if a + b:
        low, high = shares.exact_limits(a, a + b, confidence)
        rest_low, rest_high = shares.exact_limits(b, a + b, confidence)  # 1 − high and 1 − low with all their digits
        lower = low / rest_high * scale
        upper = high / rest_low * scale if b else None
    difference = a / t1 - b / t2
    ends = _difference_limits(
        a / t1,
        [end / t1 for end in rates.exact_limits(a, confidence)],
        b / t2,
        [end / t2 for end in rates.exact_limits(b, confidence)],
    )
    p_value = _two_sided(a, a + b, t1 / (t1 + t2)) if t1 <= t2 else _two_sided(b, a + b, t2 / (t1 + t2))
    return Comparison(ratio, lower, upper, p_value, difference, *ends, confidence, _verdict(lower, upper))


def risk_ratio(
    part: float, whole: float, other_part: float, other_whole: float, *, confidence: float = 0.95
) -> Comparison:
    """Ratio of two shares of persons: exp(ln RR ± z√(1/a − 1/n₁ + 1/b − 1/n₂)) (Katz 1978).

    The ratio has no limits where a or b is 0. The difference has Newcombe's limits (1998, method 10). Raises `Refused`
    unless parts are whole numbers from 0 up to their whole.
    """
    for count, total, field in ((part, whole, "part"), (other_part, other_whole, "other_part")):
        intervals.events(count, field, whole=True)
        intervals.exposure(total, field.replace("part", "whole"))
        if count > total:
            raise Refused(Reason.OUT_OF_RANGE, field, least=0, most=total)
    z = intervals.z_of(confidence)
    p1, p2 = part / whole, other_part / other_whole
    ratio = p1 / p2 if p2 else None
    lower = upper = None
    if ratio:
        spread = z * sqrt(max(0.0, 1 / part - 1 / whole + 1 / other_part - 1 / other_whole))
        lower, upper = exp(log(ratio) - spread), exp(log(ratio) + spread)
    ends = _difference_limits(
        p1,
        shares.wilson_limits(part, whole, confidence),
        p2,
        shares.wilson_limits(other_part, other_whole, confidence),
    )
    verdict = _verdict(lower, upper) if ratio else _verdict_of_difference(*ends)
    return Comparison(ratio, lower, upper, None, p1 - p2, *ends, confidence, verdict)


def against_all_others(
    groups: Sequence[tuple[float, float]], *, confidence: float = 0.95
) -> tuple[Comparison | None, ...]:
    """Each group's share (part, whole) against all other groups pooled: no group is "the norm".

    None if a group, or all others together, have no one.
    """
    parts = sum(part for part, _ in groups)
    wholes = sum(whole for _, whole in groups)
    return tuple(
        risk_ratio(part, whole, parts - part, wholes - whole, confidence=confidence)
        if whole > 0 and wholes - whole > 0
        else None
        for part, whole in groups
    )


def _verdict(lower: float | None, upper: float | None) -> Verdict:
    if lower is not None and lower > 1:
        return Verdict.HIGHER
    if upper is not None and upper < 1:
        return Verdict.LOWER
    return Verdict.CANNOT_TELL


def _verdict_of_difference(lower: float, upper: float) -> Verdict:
    if lower > 0:
        return Verdict.HIGHER
    return Verdict.LOWER if upper < 0 else Verdict.CANNOT_TELL


def _difference_limits(
    first: float, of_first: Sequence[float], second: float, of_second: Sequence[float]
) -> tuple[float, float]:
    """Limits of a difference from the limits of its two sides (Newcombe 1998; Zou & Donner 2008, MOVER)."""
    difference = first - second
    return (
        difference - sqrt((first - of_first[0]) ** 2 + (of_second[1] - second) ** 2),
        difference + sqrt((of_first[1] - first) ** 2 + (second - of_second[0]) ** 2),
    )


def _two_sided(successes: int, trials: int, share: float) -> float:
    """P of all outcomes of Binomial(trials, share) no likelier than `successes`, as `binom.test` of R has it."""
    expected = trials * share
    if trials == 0 or successes == expected:
        return 1.0
    bar = binomial_log_mass(successes, trials, share) + 1e-7

    def as_rare(outcome: int) -> bool:
        return binomial_log_mass(outcome, trials, share) <= bar

    if successes < expected:  # how many of the other tail: the likelihood falls from the middle to the end
        low, high = int(expected) + 1, trials + 1
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if as_rare(middle) else (middle + 1, high)
        other = 1 - binomial_cdf(low - 1, trials, share)
        return min(1.0, binomial_cdf(successes, trials, share) + other)
    low, high = -1, int(expected)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if as_rare(middle) else (low, middle - 1)
    return min(1.0, binomial_cdf(low, trials, share) + 1 - binomial_cdf(successes - 1, trials, share))
