"""Every published or independently computed control chart, through the functions."""

import json
from pathlib import Path

import pytest

from incident_tracker.statistics.chart_results import ChartKind, Improvement, RuleSet, Signal, Split, Variation
from incident_tracker.statistics.control_charts import control_chart
from incident_tracker.statistics.series import Series
from incident_tracker.statistics.signals import longest_run_max, n_crossings_min

ORACLES = Path(__file__).parents[3] / "shared" / "oracles" / "spc"
pytestmark = pytest.mark.oracle

TIGHT = {"c", "u", "p", "g"}
SPECIAL_CAUSE = {
    None: "Common Cause",
    Signal.ABOVE_UCL: "Above UCL",
    Signal.BELOW_LCL: "Below LCL",
    Signal.TREND_UP: "7 Point Trend (Increasing)",
    Signal.TREND_DOWN: "7 Point Trend (Decreasing)",
    Signal.TWO_OF_THREE_HIGH: "2 in 3 Above CL",
    Signal.TWO_OF_THREE_LOW: "2 in 3 Below CL",
    Signal.SHIFT_HIGH: "7 Points Above CL",
    Signal.SHIFT_LOW: "7 Points Below CL",
}
POINT_TYPE = {
    Variation.COMMON_CAUSE: "common_cause",
    Variation.IMPROVEMENT: "special_cause_improvement",
    Variation.CONCERN: "special_cause_concern",
}


def cases(name: str) -> list[object]:
    path = ORACLES / name
    if not path.exists():
        return [pytest.param(None, marks=pytest.mark.skip(reason=f"{path} is not here"))]
    return [pytest.param(case, id=case["id"]) for case in json.loads(path.read_text())["cases"]]


def chart_of(case, *, screened, rules=RuleSet.ANHOEJ):
    options = case["options"]
    return control_chart(
        Series.of(case["input"]["y"], case["input"].get("n"), case["input"].get("x")),
        ChartKind(case["chart"]),
        rules=rules,
        freeze=options.get("freeze_after"),
        splits=[Split(after) for after in options.get("split_after", ())],
        exclude=options.get("exclude_1based", ()),
        multiply=options.get("multiply", 1),
        screen_moving_ranges=screened,
    )


def agree(got, wanted, center, tolerance):
    assert len(got) == len(wanted)
    for value, expected, middle in zip(got, wanted, center, strict=True):
        if expected is None:
            assert value is None
        else:
            assert value == pytest.approx(expected, rel=1e-9, abs=tolerance * abs(expected - (middle or 0)) + 1e-10)


@pytest.mark.parametrize("screened", [False, True], ids=["all ranges", "screened"])
@pytest.mark.parametrize("case", cases("spc_cases.json"))
def test_chart_agrees_with_independent_implementation(case, screened):
    expected = case["expected_if_moving_ranges_screened" if screened else "expected"] or case["expected"]
    chart = chart_of(case, screened=screened)
    tolerance = 1e-9 if case["chart"] in TIGHT else 6e-4
    agree(chart.plotted, expected["plotted"], chart.cl, 1e-9)
    agree(chart.cl, expected["cl"], chart.cl, 1e-9)
    agree(chart.lcl, expected["lcl"], expected["cl"], tolerance)
    agree(chart.ucl, expected["ucl"], expected["cl"], tolerance)
    assert list(chart.points_outside) == expected["points_outside_limits_1based"]
    runs = [{field: getattr(phase.runs, field) for field in expected["runs"][0]} for phase in chart.phases]
    assert runs == expected["runs"]


@pytest.mark.parametrize("screened", [False, True], ids=["all ranges", "screened"])
@pytest.mark.parametrize("case", cases("plot_the_dots_cases.json"))
def test_nhs_rules_agree_with_plot_the_dots(case, screened):
    options = case["options"]
    rebase = options["rebase_from_1based"] or ()
    starts = [rebase] if isinstance(rebase, int) else rebase
    expected = case["expected"]["screened" if screened else "unscreened"]
    chart = control_chart(
        Series.of(case["input"]["y"]),
        ChartKind.I,
        rules=RuleSet.NHS,
        freeze=options["fix_after_n_points"],
        splits=[Split(start - 1) for start in starts],
        screen_moving_ranges=screened,
        improvement=Improvement.LOWER,
    )
    agree(chart.cl, expected["mean"], chart.cl, 1e-9)
    agree(chart.lcl, expected["lpl"], chart.cl, 1e-9)
    agree(chart.ucl, expected["upl"], chart.cl, 1e-9)
    assert [SPECIAL_CAUSE[signal] for signal in chart.signals] == expected["special_cause"]
    assert [POINT_TYPE[each] for each in chart.variations] == expected["point_type_if_lower_is_better"]


def test_critical_values_of_runs_agree_with_the_published_table():
    table = ORACLES / "anhoej_critical_values_10_100.csv"
    if not table.exists():
        pytest.skip(f"{table} is not here")
    rows = [list(map(int, line.split(","))) for line in table.read_text().splitlines()[1:]]
    assert len(rows) == 91
    assert [(row[0], longest_run_max(row[0]), n_crossings_min(row[0])) for row in rows] == [
        tuple(row[:3]) for row in rows
    ]


@pytest.mark.parametrize("n_useful", [1002, 1777, 5001, 20002])
def test_critical_crossings_of_long_series_are_the_exact_quantile(n_useful):
    """Checked in whole numbers: the cumulative count of paths reaches 5 % at this crossing and not before."""
    trials, found = n_useful - 1, n_crossings_min(n_useful)
    term = cumulated = 1
    for crossings in range(found):
        before = cumulated
        term = term * (trials - crossings) // (crossings + 1)
        cumulated += term
    assert before * 20 < 2**trials <= cumulated * 20
