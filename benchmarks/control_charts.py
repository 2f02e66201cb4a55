"""1,000 control charts of 60 points against the bare arithmetic of the same charts in the same run; prints ratios.

    python benchmarks/control_charts.py [--charts 1000] [--points 60] [--seed 1]

Absolute times hold for one machine only; the ratio to the anchor of the same run is what has a goal. The slope compares
ten times as many points with ten times the time: 1.0 is linear.
"""

import argparse
import random
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from incident_tracker.statistics.chart_results import ChartKind, Improvement, RuleSet
from incident_tracker.statistics.control_charts import control_chart
from incident_tracker.statistics.rates import rate
from incident_tracker.statistics.sentences import chart_sentence
from incident_tracker.statistics.series import Series

REPEATS = 3
Data = Sequence[tuple[list[int], list[int]]]


def bare_individuals(data: Data) -> None:
    """The anchor: mean, mean moving range, limits, points outside, sides and crossings by plain loops."""
    for y, _n in data:
        center = sum(y) / len(y)
        average = sum(abs(b - a) for a, b in pairwise(y)) / (len(y) - 1)
        low, high = center - 2.66 * average, center + 2.66 * average
        outside = [value < low or value > high for value in y]
        sides = [value > center for value in y if value != center]
        crossings = sum(a != b for a, b in pairwise(sides))
        assert len(outside) == len(y)
        assert crossings < len(y)


def charts(kind: ChartKind, rules: RuleSet, *, sentence: bool = False) -> Callable[[Data], None]:
    """Whole charts from figures to signals, and the sentence if wanted."""

    def draw(data: Data) -> None:
        for y, n in data:
            series = Series.of(y, n if kind in {ChartKind.U, ChartKind.P} else None)
            chart = control_chart(series, kind, rules=rules, improvement=Improvement.LOWER)
            if sentence:
                chart_sentence(chart)

    return draw


def milliseconds(work: Callable[[Data], None], data: Data) -> float:
    """The best of a few runs."""
    best = float("inf")
    for _ in range(REPEATS):
        start = time.perf_counter()
        work(data)
        best = min(best, time.perf_counter() - start)
    return best * 1000


def peak_kib(work: Callable[[Data], None], data: Data) -> float:
    """The most memory that was held at once, beyond what was there before."""
    tracemalloc.start()
    work(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1024


def invented(count: int, points: int, seed: int) -> Data:
    """Monthly reports and visits of invented sites."""
    chance = random.Random(seed)
    return [
        (
            [max(0, round(chance.gauss(14, 4))) for _ in range(points)],
            [chance.randint(900, 1500) for _ in range(points)],
        )
        for _ in range(count)
    ]


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--charts", type=int, default=1000)
    parser.add_argument("--points", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    data = invented(options.charts, options.points, options.seed)
    longer = invented(max(1, options.charts // 10), options.points * 10, options.seed)
    anchor = milliseconds(bare_individuals, data)
    work: list[tuple[str, Callable[[Data], None]]] = [
        ("I chart, Anhøj", charts(ChartKind.I, RuleSet.ANHOEJ)),
        ("I chart, NHS", charts(ChartKind.I, RuleSet.NHS)),
        ("I chart, Western Electric", charts(ChartKind.I, RuleSet.WESTERN_ELECTRIC)),
        ("u chart, Anhøj", charts(ChartKind.U, RuleSet.ANHOEJ)),
        ("I chart with its sentence", charts(ChartKind.I, RuleSet.NHS, sentence=True)),
    ]
    print(f"{options.charts} charts of {options.points} points; anchor (bare arithmetic): {anchor:.1f} ms")
    print(f"{'operation':<28}{'ms':>9}{'ratio':>8}{'peak KiB':>10}{'slope':>7}")
    for name, draw in work:
        ours = milliseconds(draw, data)
        slope = milliseconds(draw, longer) / ours
        print(f"{name:<28}{ours:>9.1f}{ours / anchor:>8.1f}{peak_kib(draw, data):>10.0f}{slope:>7.2f}")
    print_others(anchor, options.seed)


def print_others(anchor: float, seed: int) -> None:
    """Exact intervals of 1,000 rates."""
    chance = random.Random(seed)

    def rates(_data: Data) -> None:
        for _ in range(1000):
            rate(chance.randint(0, 400), 1000)

    for name, draw in (("1,000 exact rates", rates),):
        ours = milliseconds(draw, [])
        print(f"{name:<28}{ours:>9.1f}{ours / anchor:>8.1f}{peak_kib(draw, []):>10.0f}")


if __name__ == "__main__":
    main()
