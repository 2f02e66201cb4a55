"""Rates, shares and ratios against base R and the workbooks of the UK Health Security Agency."""

import json
from pathlib import Path

import pytest

from incident_tracker.statistics.intervals import Verdict
from incident_tracker.statistics.rates import RateMethod, byar_limits, exact_limits, rate
from incident_tracker.statistics.ratios import against_all_others, rate_ratio, risk_ratio
from incident_tracker.statistics.shares import ShareMethod, share, wilson_limits

ORACLES = Path(__file__).parents[3] / "shared" / "oracles" / "rates"


def cases(name: str, part: str) -> list[object]:
    path = ORACLES / name
    if not path.exists():
        return [pytest.param(None, marks=pytest.mark.skip(reason=f"{path} is not here"))]
    return [pytest.param(case, id=f"{part} {number}") for number, case in enumerate(json.loads(path.read_text())[part])]


@pytest.mark.oracle
@pytest.mark.parametrize("case", cases("r_intervals.json", "poisson_exact"))
def test_exact_poisson_limits_agree_with_r(case):
    got = rate(case["events"], case["exposure"], confidence=case["confidence"])
    for name in ("rate", "lower", "upper"):
        assert getattr(got, name) == pytest.approx(case[name], rel=1e-10, abs=0)


@pytest.mark.oracle
@pytest.mark.parametrize("case", cases("r_intervals.json", "rate_ratio"))
def test_rate_ratio_agrees_with_r(case):
    (a, b), (t1, t2) = case["events"], case["exposure"]
    got = rate_ratio(a, t1, b, t2)
    for name in ("ratio", "lower", "upper", "p_value"):
        assert getattr(got, name) == pytest.approx(case[name], rel=1e-10)


@pytest.mark.oracle
@pytest.mark.parametrize("case", cases("r_intervals.json", "wilson"))
def test_wilson_limits_agree_with_r(case):
    got = share(case["x"], case["n"], confidence=case["confidence"])
    assert (got.share, got.lower, got.upper) == pytest.approx(
        (case["proportion"], case["lower"], case["upper"]), rel=1e-10
    )


@pytest.mark.oracle
@pytest.mark.parametrize("case", cases("r_intervals.json", "clopper_pearson"))
def test_exact_binomial_limits_agree_with_r(case):
    got = share(case["x"], case["n"], confidence=case["confidence"], method=ShareMethod.EXACT)
    assert (got.lower, got.upper) == pytest.approx((case["lower"], case["upper"]), rel=1e-10)


@pytest.mark.oracle
@pytest.mark.parametrize("case", cases("phe_intervals.json", "rates"))
def test_rates_agree_with_phe(case):
    for confidence, suffix in ((0.95, "95_0cl"), (0.998, "99_8cl")):
        got = rate(
            case["Numerator"],
            case["Denominator"],
            base=case["multiplier"],
            confidence=confidence,
            method=RateMethod.PHE,
        )
        wanted = [case[name] for name in ("value", f"lower{suffix}", f"upper{suffix}")]
        if wanted[0] is None:
            assert (got.rate, got.lower, got.upper) == (None, None, None)
        else:
            assert [got.rate, got.lower, got.upper] == pytest.approx(wanted, rel=1e-9)
            assert got.method is (RateMethod.EXACT if case["method"] == "Exact" else RateMethod.BYAR)


@pytest.mark.oracle
@pytest.mark.parametrize("case", cases("phe_intervals.json", "byar_wilson"))
def test_byar_and_wilson_agree_with_phe(case):
    limits = byar_limits(case["x"]) if case["n"] is None else wilson_limits(case["x"], case["n"])
    assert limits == pytest.approx((case["lowercl"], case["uppercl"]), rel=1e-9)


@pytest.mark.oracle
@pytest.mark.parametrize("case", cases("phe_intervals.json", "proportions"))
def test_shares_agree_with_phe(case):
    for confidence, suffix in ((0.95, "95_0cl"), (0.998, "99_8cl")):
        got = share(case["Numerator"], case["Denominator"], confidence=confidence)
        wanted = [case[name] for name in ("value", f"lower{suffix}", f"upper{suffix}")]
        assert [got.share, got.lower, got.upper] == pytest.approx(wanted, rel=1e-9)


def test_published_poisson_limits():
    """`poisson.test(42)` of R, as printed in textbooks."""
    for confidence, low, high in ((0.90, 31.94, 54.32), (0.95, 30.27, 56.77), (0.99, 27.18, 61.76)):
        assert exact_limits(42, confidence) == pytest.approx((low, high), abs=0.005)


def test_published_ratios():
    twice = rate_ratio(20, 1000, 10, 1000)
    assert (twice.ratio, twice.lower, twice.upper) == pytest.approx((2, 0.8935, 4.7846), abs=5e-5)
    assert twice.p_value == pytest.approx(0.0987, abs=5e-5)
    assert twice.verdict is Verdict.CANNOT_TELL
    hospital = risk_ratio(66, 2346, 288, 18394)
    assert (hospital.ratio, hospital.lower, hospital.upper) == pytest.approx((1.797, 1.380, 2.340), abs=5e-4)
    assert hospital.verdict is Verdict.HIGHER
    assert hospital.difference == pytest.approx(0.0281 - 0.0157, abs=1e-4)
    assert hospital.difference_lower > 0


def test_newcombe_difference_as_published():
    """Newcombe 1998, table II, example (a): 56/70 against 48/80 gives 0.0524 to 0.3339."""
    got = risk_ratio(56, 70, 48, 80)
    assert (got.difference, got.difference_lower, got.difference_upper) == pytest.approx(
        (0.2, 0.0524, 0.3339), abs=5e-5
    )


def test_every_group_is_compared_with_all_others_and_none_is_the_norm():
    groups = [(66, 2346), (288, 18394), (0, 0)]
    first, second, nobody = against_all_others(groups)
    assert first is not None
    assert second is not None
    assert first.ratio == pytest.approx(1 / second.ratio)
    assert nobody is None
