"""Quantiles of the normal, gamma (Poisson) and beta (binomial) distributions, to 1e-10 relative or better."""

from collections.abc import Callable
from functools import cache
from math import exp, inf, lgamma, log, log1p, pi, sqrt
from statistics import NormalDist

TINY = 1e-300
EPSILON = 1e-16
STEPS = 2_000_000
"""More terms than any accepted count needs: about 5·√count are used."""


@cache
def normal_quantile(probability: float) -> float:
    """z with P(Z ≤ z) = `probability`, strictly between 0 and 1 (Wichura 1988, AS 241, in the standard library)."""
    return NormalDist().inv_cdf(probability)


def gamma_cdf(shape: float, x: float) -> float:
    """P(X ≤ x) of the gamma distribution with scale 1: the regularized lower incomplete gamma function.

    By series below `shape` + 1 and continued fraction above (Abramowitz & Stegun 6.5.29 and 6.5.31). For whole `shape`
    it is P(Poisson(x) ≥ shape).
    """
    if x <= 0:
        return 0.0
    return _gamma_lower(shape, x) if x < shape + 1 else 1.0 - _gamma_upper(shape, x)


def gamma_quantile(probability: float, shape: float) -> float:
    """x with P(X ≤ x) = `probability` for the gamma distribution with scale 1; half a χ² quantile of 2·shape degrees.

    Below 1e-300 it is 0. Raises `ValueError` unless 0 < probability < 1 and shape > 0.
    """
    if not (0 < probability < 1 and shape > 0):
        raise ValueError("gamma_quantile")
    z = normal_quantile(probability)
    start = log(shape) + 3 * log(max(1 - 1 / (9 * shape) + z / (3 * sqrt(shape)), 1e-3))  # Wilson & Hilferty 1931
    if shape < 1:
        first_term = (log(probability) + lgamma(shape + 1)) / shape  # of the series, which is exact near zero
        if first_term < log(TINY):
            return 0.0
        start = min(start, first_term)

    def excess(t: float) -> float:
        x = exp(t)
        if x < shape + 1:
            return _gamma_lower(shape, x) - probability
        return (1.0 - probability) - _gamma_upper(shape, x)

    return exp(_root(excess, lambda t: exp(_gamma_log_weight(shape, exp(t))), start))


def beta_cdf(x: float, a: float, b: float) -> float:
    """P(X ≤ x) of the beta distribution: the regularized incomplete beta function (continued fraction, A&S 26.5.8)."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    weight = exp(_beta_log_weight(x, a, b))
    if x < (a + 1) / (a + b + 2) or x < 1e-6:  # near 0, 1 − x would lose the digits of x
        return weight * _beta_fraction(x, a, b) / a
    return 1.0 - weight * _beta_fraction(1 - x, b, a) / b


def beta_quantile(probability: float, a: float, b: float) -> float:
    """x with P(X ≤ x) = `probability` for the beta distribution.

    Raises `ValueError` unless 0 < probability < 1 and a, b > 0.
    """
    if not (0 < probability < 1 and a > 0 and b > 0):
        raise ValueError("beta_quantile")

    def at(t: float) -> float:
        return 1 / (1 + exp(-t)) if t >= 0 else exp(t) / (1 + exp(t))

    def excess(t: float) -> float:
        return beta_cdf(at(t), a, b) - probability

    def slope(t: float) -> float:
        x = at(t)
        return exp(_beta_log_weight(x, a, b)) if 0 < x < 1 else 0.0

    return at(_root(excess, slope, log(a / b)))


def binomial_cdf(successes: int, trials: int, share: float) -> float:
    """P(X ≤ successes) of Binomial(trials, share)."""
    if successes < 0:
        return 0.0
    if successes >= trials:
        return 1.0
    return beta_cdf(1 - share, trials - successes, successes + 1)


def binomial_log_mass(successes: int, trials: int, share: float) -> float:
    """log P(X = successes) of Binomial(trials, share) for 0 < share < 1."""
    log_combinations = lgamma(trials + 1) - lgamma(successes + 1) - lgamma(trials - successes + 1)
    return log_combinations + successes * log(share) + (trials - successes) * log1p(-share)


def _root(excess: Callable[[float], float], slope: Callable[[float], float], start: float) -> float:
    """The zero of an increasing function by Newton's steps, kept inside a bracket that shrinks by halves otherwise."""
    low, high, t = -inf, inf, start
    reach = 1.0
    for _ in range(400):
        distance = excess(t)
        if distance == 0:
            return t
        if distance < 0:
            low = t
        else:
            high = t
        rise = slope(t)
        step = t - distance / rise if rise > 0 else (inf if distance < 0 else -inf)
        if abs(step - t) <= 1e-9 * max(1.0, abs(t)):
            return step  # Newton's steps square the error: this one is exact to the last digits
        if not low < step < high or abs(step - t) > reach:
            if low == -inf or high == inf:
                step = t + (reach if distance < 0 else -reach)
                reach *= 2
            else:
                step = (low + high) / 2
                if step in {low, high}:
                    return step
        t = step
    return t


def _gamma_log_weight(shape: float, x: float) -> float:
    """log of x^shape·e^(−x)/Γ(shape), without the loss of digits that large terms canceling each other would bring."""
    if shape < 20:
        return shape * log(x) - x - lgamma(shape)
    share = (x - shape) / shape
    return shape * (log1p(share) - share) - _stirling_error(shape) + 0.5 * log(shape / (2 * pi))


def _stirling_error(shape: float) -> float:
    """log Γ(shape) minus Stirling's (shape − ½)·log(shape) − shape + ½·log 2π (A&S 6.1.41)."""
    square = shape * shape
    return (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * square)) / square) / square) / shape


def _gamma_lower(shape: float, x: float) -> float:
    term = total = 1 / shape
    for k in range(1, STEPS):
        term *= x / (shape + k)
        total += term
        if term < total * EPSILON:
            break
    return total * exp(_gamma_log_weight(shape, x))


def _gamma_upper(shape: float, x: float) -> float:
    b = x + 1 - shape
    c = 1 / TINY
    d = h = 1 / b if b else 1 / TINY
    for k in range(1, STEPS):
        an = -k * (k - shape)
        b += 2
        d = 1 / (an * d + b or TINY)
        c = b + an / c or TINY
        h *= d * c
        if abs(d * c - 1) < 3e-16:
            break
    return h * exp(_gamma_log_weight(shape, x))


def _beta_log_weight(x: float, a: float, b: float) -> float:
    """log of x^a·(1−x)^b / B(a, b), without the loss of digits that large terms canceling each other would bring."""
    if a < 20 and b < 20:
        return a * log(x) + b * log1p(-x) - (lgamma(a) + lgamma(b) - lgamma(a + b))
    if a < 20:
        return a * log(x * (a + b)) + b * log1p(-x) - _log_beta_beside_large(a, b)
    if b < 20:
        return a * log(x) + b * log((1 - x) * (a + b)) - _log_beta_beside_large(b, a)
    more, less = (x * (a + b) - a) / a, (a - x * (a + b)) / b
    return (
        a * (log1p(more) - more)
        + b * (log1p(less) - less)
        + 0.5 * (log(a) + log(b / (a + b)) - log(2 * pi))
        - _stirling_error(a)
        - _stirling_error(b)
        + _stirling_error(a + b)
    )


def _log_beta_beside_large(small: float, large: float) -> float:
    """log B(small, large) + small·log(small + large), for `large` from 20 on."""
    shift = _stirling_error(large) - _stirling_error(small + large)
    return lgamma(small) + shift - (large - 0.5) * log1p(small / large) + small


def _beta_fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1) or TINY)
    h = d
    for m in range(1, STEPS):
        for numerator in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / (1 + numerator * d or TINY)
            c = 1 + numerator / c or TINY
            h *= d * c
        if abs(d * c - 1) < 3e-16:
            break
    return h
