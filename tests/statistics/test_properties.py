"""What holds for any figures: units, order, no crash, no infinity, intervals that widen."""

from dataclasses import asdict
from math import inf, isclose, isfinite, nan

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from incident_tracker.domain.errors import Refused
from incident_tracker.statistics.chart_choice import ChoiceReason, Measured, choose_chart
from incident_tracker.statistics.chart_results import ChartKind, RuleSet, Split
from incident_tracker.statistics.control_charts import control_chart
from incident_tracker.statistics.figures import figure, percent
from incident_tracker.statistics.funnels import Position, funnel, is_cold_spot, poisson_limit
from incident_tracker.statistics.heat import heat
from incident_tracker.statistics.interval_sentences import (
    choice_sentence,
    comparison_sentence,
    funnel_sentence,
    heat_sentence,
    pareto_sentence,
    rate_sentence,
    share_sentence,
)
from incident_tracker.statistics.intervals import Verdict
from incident_tracker.statistics.pareto import pareto
from incident_tracker.statistics.quantiles import beta_cdf, beta_quantile, gamma_cdf, gamma_quantile
from incident_tracker.statistics.rates import RateMethod, rate
from incident_tracker.statistics.ratios import rate_ratio, risk_ratio
from incident_tracker.statistics.refusals import refusal_text
from incident_tracker.statistics.series import Series
from incident_tracker.statistics.shares import ShareMethod, share

unhurried = settings(deadline=None)
WITH_N = {ChartKind.U, ChartKind.UP, ChartKind.P, ChartKind.PP, ChartKind.IP}
anything = st.one_of(
    st.none(),
    st.integers(-3, 50),
    st.integers(),
    st.floats(),
    st.sampled_from([0, 0.0, -0.0, nan, inf, -inf, 1e15, -1e15, 1e-300, 5e-324, 10**400]),
)


def is_worded(refused):
    assert len(refusal_text(refused)) > 20


def numbers_in(value):
    if isinstance(value, dict):
        return [number for each in value.values() for number in numbers_in(each)]
    if isinstance(value, list | tuple):
        return [number for each in value for number in numbers_in(each)]
    return [value] if isinstance(value, float) else []


@unhurried
@example(y=[179770], n=[1e-300], kind=ChartKind.RUN, rules=RuleSet.ANHOEJ, multiply=1e12, freeze=None, screened=False)
@given(
    y=st.lists(anything, max_size=30),
    n=st.none() | st.lists(anything, max_size=30),
    kind=st.sampled_from(list(ChartKind)),
    rules=st.sampled_from(list(RuleSet)),
    multiply=st.sampled_from([1, 1000, 1e12, 0, -1, nan, inf]),
    freeze=st.none() | st.integers(-2, 40),
    screened=st.booleans(),
)
def test_any_input_gives_a_finite_chart_or_a_worded_refusal(y, n, kind, rules, multiply, freeze, screened):
    try:
        chart = control_chart(
            Series.of(y, n), kind, rules=rules, multiply=multiply, freeze=freeze, screen_moving_ranges=screened
        )
    except Refused as refused:
        is_worded(refused)
        return
    assert all(map(isfinite, numbers_in([chart.plotted, chart.cl, chart.lcl, chart.ucl])))
    for name in ("plotted", "cl", "lcl", "ucl", "outside", "excluded", "signals", "variations"):
        assert len(getattr(chart, name)) == len(y)
    for low, middle, high in zip(chart.lcl, chart.cl, chart.ucl, strict=True):
        if low is not None and high is not None and kind is not ChartKind.G:
            assert low <= middle <= high or isclose(low, high, rel_tol=1e-9)


@unhurried
@given(
    y=st.lists(st.none() | st.integers(0, 40), min_size=1, max_size=40),
    kind=st.sampled_from(list(ChartKind)),
    factor=st.sampled_from([2.0, 10.0, 1000.0, 0.25]),
    rules=st.sampled_from(list(RuleSet)),
)
def test_limits_scale_with_units(y, kind, factor, rules):
    assume(any(value is not None for value in y))
    n = [100 + 7 * place for place in range(len(y))] if kind in WITH_N else None
    y = [value + 1 if value is not None and kind is ChartKind.T else value for value in y]
    plain, scaled = (control_chart(Series.of(y, n), kind, rules=rules, multiply=unit) for unit in (1.0, factor))
    for name in ("plotted", "cl", "lcl", "ucl"):
        for one, other in zip(getattr(plain, name), getattr(scaled, name), strict=True):
            assert (one is None) == (other is None)
            assert one is None or other == pytest.approx(one * factor, rel=1e-12)
    assert scaled.signals == plain.signals
    assert scaled.points_outside == plain.points_outside


@unhurried
@given(y=st.lists(st.integers(0, 40), min_size=6, max_size=40), data=st.data())
def test_phases_are_charts_of_their_own_in_the_order_of_time(y, data):
    places = sorted(data.draw(st.sets(st.integers(1, len(y) - 1), min_size=1, max_size=3)))
    given_order = data.draw(st.permutations(places))
    chart = control_chart(Series.of(y), ChartKind.I, splits=[Split(place, f"after {place}") for place in given_order])
    assert [phase.first for phase in chart.phases] == [1, *(place + 1 for place in places)]
    assert [phase.last for phase in chart.phases] == [*places, len(y)]
    assert [phase.reason for phase in chart.phases] == ["", *(f"after {place}" for place in places)]
    for phase in chart.phases:
        alone = control_chart(Series.of(y[phase.first - 1 : phase.last]), ChartKind.I)
        assert chart.ucl[phase.first - 1 : phase.last] == alone.ucl
        assert chart.signals[phase.first - 1 : phase.last] == alone.signals


@unhurried
@given(y=st.lists(st.integers(0, 40), min_size=13, max_size=30), later=st.lists(st.integers(0, 400), max_size=10))
def test_frozen_limits_do_not_see_what_comes_later(y, later):
    frozen = control_chart(Series.of([*y, *later]), ChartKind.I, freeze=len(y))
    assert frozen.ucl[0] == control_chart(Series.of(y), ChartKind.I).ucl[0]


@unhurried
@given(y=st.lists(st.integers(0, 40), min_size=3, max_size=30), data=st.data())
def test_excluded_points_are_drawn_but_make_no_limits(y, data):
    place = data.draw(st.integers(1, len(y)))
    chart = control_chart(Series.of(y), ChartKind.C, exclude={place})
    without = control_chart(Series.of(y[: place - 1] + y[place:]), ChartKind.C)
    assert chart.plotted[place - 1] == y[place - 1]
    assert chart.ucl[0] == without.ucl[0]
    assert asdict(chart.phases[0].runs) | {"last": 0} == asdict(without.phases[0].runs) | {"last": 0}


@unhurried
@given(y=st.lists(st.integers(0, 40), min_size=2, max_size=30))
def test_rising_and_falling_are_mirror_images(y):
    """Western Electric and NHS signals turn around with the figures."""
    for rules in RuleSet:
        chart = control_chart(Series.of(y), ChartKind.I, rules=rules)
        mirrored = control_chart(Series.of([-value for value in y]), ChartKind.I, rules=rules)
        assert [signal and signal.high for signal in chart.signals] == [
            signal and not signal.high for signal in mirrored.signals
        ]


@unhurried
@given(events=anything, exposure=anything, confidence=st.sampled_from([0.5, 0.8, 0.95, 0.998, 0, 1, nan, -1]))
def test_any_rate_is_finite_or_refused(events, exposure, confidence):
    for method in RateMethod:
        try:
            got = rate(events, exposure, confidence=confidence, method=method)
        except Refused as refused:
            is_worded(refused)
            continue
        assert all(map(isfinite, numbers_in(asdict(got))))
        assert rate_sentence(got)
        if got.rate is not None:
            assert got.lower <= got.rate <= got.upper


@unhurried
@given(part=anything, whole=anything)
def test_any_share_is_finite_or_refused(part, whole):
    for method in ShareMethod:
        try:
            got = share(part, whole, method=method)
        except Refused as refused:
            is_worded(refused)
            continue
        assert share_sentence(got)
        if got.share is not None:
            assert 0 <= got.lower <= got.share * (1 + 1e-12)
            assert got.share <= got.upper * (1 + 1e-12) <= 1 + 1e-11


@unhurried
@given(a=anything, t1=anything, b=anything, t2=anything)
def test_any_comparison_is_finite_or_refused(a, t1, b, t2):
    for compare in (rate_ratio, risk_ratio):
        if None in (a, t1, b, t2):
            continue
        try:
            got = compare(a, t1, b, t2)
        except Refused as refused:
            is_worded(refused)
            continue
        assert all(map(isfinite, numbers_in(asdict(got))))
        assert comparison_sentence(got)


@unhurried
@given(events=st.integers(0, 3000), exposure=st.floats(0.5, 1e6))
def test_intervals_widen_with_confidence_and_hold_the_rate(events, exposure):
    for method in RateMethod:
        narrow, wide = (rate(events, exposure, confidence=level, method=method) for level in (0.95, 0.998))
        assert wide.lower <= narrow.lower <= narrow.rate <= narrow.upper <= wide.upper
    more = rate(events + 1, exposure)
    assert more.lower >= rate(events, exposure).lower
    assert more.upper > rate(events, exposure).upper


@unhurried
@given(a=st.integers(0, 300), b=st.integers(0, 300), t1=st.integers(1, 10**6), t2=st.integers(1, 10**6))
def test_a_comparison_turned_around_says_the_same(a, b, t1, t2):
    there, back = rate_ratio(a, t1, b, t2), rate_ratio(b, t2, a, t1)
    assert there.p_value == pytest.approx(back.p_value, rel=1e-7)
    if there.upper is not None and back.lower:
        assert there.upper == pytest.approx(1 / back.lower, rel=1e-9)
    turned = {Verdict.HIGHER: Verdict.LOWER, Verdict.LOWER: Verdict.HIGHER, Verdict.CANNOT_TELL: Verdict.CANNOT_TELL}
    assert back.verdict is turned[there.verdict]
    said = comparison_sentence(there)
    assert ("cannot tell" in said) == (there.verdict is Verdict.CANNOT_TELL)
    assert ("higher" in said) == (there.verdict is Verdict.HIGHER)


@unhurried
@given(shape=st.floats(0.05, 1e6), probability=st.floats(1e-6, 1 - 1e-6))
def test_gamma_quantile_undoes_its_distribution(shape, probability):
    assert gamma_cdf(shape, gamma_quantile(probability, shape)) == pytest.approx(probability, rel=1e-9, abs=1e-13)


@unhurried
@given(a=st.floats(0.5, 1e5), b=st.floats(0.5, 1e5), probability=st.floats(1e-6, 1 - 1e-6))
def test_beta_quantile_undoes_its_distribution(a, b, probability):
    quantile = beta_quantile(probability, a, b)
    # Where the distribution is steep, neighboring floating-point numbers are further apart in probability than 1e-8.
    below, above = (beta_cdf(min(1.0, quantile * (1 + shift)), a, b) for shift in (-1e-15, 1e-15))
    assert below * (1 - 1e-8) - 1e-12 <= probability <= above * (1 + 1e-8) + 1e-12


@pytest.mark.parametrize(
    ("got", "exact"),
    [
        # 25 digits by mpmath's gammainc and betainc
        (gamma_quantile(0.025, 1), 0.02531780798428987553),
        (gamma_quantile(0.975, 1), 3.688879454113936303),
        (gamma_quantile(0.001, 5), 0.7393717319178292),
        (beta_quantile(0.975, 1, 10), 0.30849710781876083),
    ],
)
def test_quantiles_to_ten_digits(got, exact):
    assert got == pytest.approx(exact, rel=1e-12)


def test_funnel_limits_close_in_and_places_are_not_ranked():
    sites = [("North", 12, 1000), ("South", 60, 1000), ("East", 5, 400), ("West", 9, 900), ("Closed", 0, 0)]
    got = funnel(sites, base=1000)
    assert [point.label for point in got.points] == ["North", "South", "East", "West"]
    assert got.points[1].position is Position.VERY_HIGH
    widths = [limits.upper_998 - limits.lower_998 for limits in got.curve]
    assert widths == sorted(widths, reverse=True)
    for limits in got.curve:
        assert limits.lower_998 <= limits.lower_95 <= got.overall <= limits.upper_95 <= limits.upper_998
    assert "South" in funnel_sentence(got)
    assert "North" not in funnel_sentence(got)


def test_funnel_quantiles_reach_their_probability():
    """At a whole count the interpolated quantile is that count: P(X ≤ 4 | 1) = 0.99634."""
    assert poisson_limit(1.0, 0.996340153172656) == pytest.approx(4, abs=1e-9)
    assert poisson_limit(0.0, 0.975) == 0
    assert poisson_limit(10.0, 0.025) < 10 < poisson_limit(10.0, 0.975)


def test_cold_spot_needs_the_outer_limit_or_two_quarters():
    assert is_cold_spot(Position.VERY_HIGH)
    assert is_cold_spot(Position.HIGH, Position.HIGH)
    assert not is_cold_spot(Position.HIGH)
    assert not is_cold_spot(Position.WITHIN, Position.VERY_HIGH)
    assert not is_cold_spot(Position.VERY_LOW, Position.VERY_LOW)


def test_pareto_names_the_vital_few():
    got = pareto({"waiting": 40, "phone": 40, "room": 10, "signs": 6, "other": 4})
    assert [bar.label for bar in got.bars] == ["phone", "waiting", "room", "signs", "other"]
    assert [bar.cumulative for bar in got.bars] == pytest.approx([0.4, 0.8, 0.9, 0.96, 1])
    assert got.vital == 2
    assert pareto_sentence(got) == "2 of 5 make up 80%: phone, waiting."
    assert pareto_sentence(pareto({})) == pareto_sentence(pareto({"room": 0})) == "Nothing was counted in this period."


def test_heat_counts_hours_of_the_week():
    got = heat([(0, 8), (0, 8), (4, 16)])
    assert got.counts[0][8] == 2
    assert (got.by_weekday[4], got.by_hour[16], got.total, got.busiest) == (1, 1, 3, (0, 8))
    assert heat_sentence(got) == "Most reports came from Monday, 8 AM to 9 AM (2 of 3)."
    assert heat([(0, 8), (1, 9)]).busiest is None
    assert heat([]).busiest is None
    with pytest.raises(Refused):
        heat([(7, 0)])


@pytest.mark.parametrize(
    ("y", "n", "measured", "kind", "reason"),
    [
        ([5] * 9, None, Measured.EVENTS, ChartKind.RUN, ChoiceReason.FEW_POINTS),
        ([0, 0, 1] * 8, None, Measured.EVENTS, ChartKind.G, ChoiceReason.RARE),
        ([5, 6, 7] * 8, None, Measured.EVENTS, ChartKind.C, ChoiceReason.NO_DENOMINATORS),
        ([5, 6, 7] * 8, [100, None, 90] * 8, Measured.EVENTS, ChartKind.C, ChoiceReason.DENOMINATORS_MISSING),
        ([5, 6, 7] * 8, [100, 105, 90] * 8, Measured.EVENTS, ChartKind.C, ChoiceReason.EQUAL_EXPOSURE),
        ([5, 12, 7] * 8, [100, 250, 150] * 8, Measured.EVENTS, ChartKind.U, ChoiceReason.UNEQUAL_EXPOSURE),
        ([500, 1200, 700] * 8, [900, 900, 900] * 8, Measured.EVENTS, ChartKind.UP, ChoiceReason.OVERDISPERSED_RATE),
        ([5, 6, 7] * 8, [10] * 24, Measured.SHARES, ChartKind.P, ChoiceReason.SHARE),
        ([500, 600, 700] * 8, [1000] * 24, Measured.SHARES, ChartKind.PP, ChoiceReason.OVERDISPERSED_SHARE),
        ([5.5, 6, 7] * 8, None, Measured.VALUES, ChartKind.I, ChoiceReason.MEASURED_VALUES),
        ([5.5, 6, 7] * 8, [3, 4, 5] * 8, Measured.VALUES, ChartKind.IP, ChoiceReason.MEASURED_VALUES_UNEQUAL),
        ([5.5, 0, 7] * 8, None, Measured.GAPS, ChartKind.G, ChoiceReason.GAPS_WITH_ZERO),
        ([5, 6, 7] * 8, None, Measured.GAPS, ChartKind.G, ChoiceReason.GAPS_IN_WHOLE_NUMBERS),
        ([5.5, 6, 7] * 8, None, Measured.GAPS, ChartKind.T, ChoiceReason.GAPS_IN_TIME),
    ],
)
def test_chart_is_chosen_from_the_data_with_its_reason(y, n, measured, kind, reason):
    choice = choose_chart(Series.of(y, n), measured)
    assert (choice.kind, choice.reason) == (kind, reason)
    assert "because" in choice_sentence(choice)


def test_western_electric_rules_each_find_their_pattern():
    calm = [10, 11, 9, 10, 11, 9, 10, 11, 9, 10, 11, 9]
    one = control_chart(Series.of([*calm, 30]), ChartKind.I, rules=RuleSet.WESTERN_ELECTRIC, freeze=12)
    assert one.signals[-1] == "above_ucl"
    two = control_chart(Series.of([*calm, 13, 10, 13]), ChartKind.I, rules=RuleSet.WESTERN_ELECTRIC, freeze=12)
    assert [two.signals[place] for place in (-3, -2, -1)] == ["two_of_three_high", None, "two_of_three_high"]
    four = control_chart(
        Series.of([*calm, 7.9, 7.9, 10, 7.9, 7.9]), ChartKind.I, rules=RuleSet.WESTERN_ELECTRIC, freeze=12
    )
    assert four.signals[-1] == "four_of_five_low"
    assert four.signals[-3] is None
    eight = control_chart(Series.of([*calm, 9, *[10.5] * 8]), ChartKind.I, rules=RuleSet.WESTERN_ELECTRIC, freeze=12)
    assert set(eight.signals[-8:]) == {"shift_high"}


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (3, "3"), (1234.0, "1,234"), (0.0253, "0.025"), (1.797, "1.80"), (32.14, "32.1"), (1234.5, "1,234")],
)
def test_figures_are_written_for_reading(value, text):
    assert figure(value) == text


def test_per_cent_never_rounds_to_nothing_or_all():
    assert [percent(x) for x in (0, 0.0001, 0.003, 0.95, 0.998, 0.9999, 1)] == [
        "0%",
        "<0.1%",
        "0.3%",
        "95%",
        "99.8%",
        ">99.9%",
        "100%",
    ]
