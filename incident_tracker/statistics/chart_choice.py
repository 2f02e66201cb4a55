"""Which control chart suits a series, and why."""

from dataclasses import dataclass
from enum import StrEnum

from incident_tracker.statistics.chart_results import ChartKind, WarningCode
from incident_tracker.statistics.control_charts import RUNS_NEED, control_chart
from incident_tracker.statistics.series import Series

ABOUT_EQUAL = 0.25
"""Denominators within this share of their mean count as equal (qicharts2: limits then hardly differ)."""


class Measured(StrEnum):
    """What the figures are: counted events, a part of n, measured values, or gaps between events."""

    EVENTS = "events"
    SHARES = "shares"
    VALUES = "values"
    GAPS = "gaps"


class ChoiceReason(StrEnum):
    """Why a chart was chosen; each is worded by `interval_sentences.choice_sentence`."""

    FEW_POINTS = "few_points"
    RARE = "rare"
    NO_DENOMINATORS = "no_denominators"
    DENOMINATORS_MISSING = "denominators_missing"
    EQUAL_EXPOSURE = "equal_exposure"
    UNEQUAL_EXPOSURE = "unequal_exposure"
    OVERDISPERSED_RATE = "overdispersed_rate"
    SHARE = "share"
    OVERDISPERSED_SHARE = "overdispersed_share"
    MEASURED_VALUES = "measured_values"
    MEASURED_VALUES_UNEQUAL = "measured_values_unequal"
    GAPS_WITH_ZERO = "gaps_with_zero"
    GAPS_IN_WHOLE_NUMBERS = "gaps_in_whole_numbers"
    GAPS_IN_TIME = "gaps_in_time"


@dataclass(frozen=True, slots=True)
class ChartChoice:
    """The chart and the reason. For RARE the chart wants the gaps between the events, not their counts."""

    kind: ChartKind
    reason: ChoiceReason


def choose_chart(series: Series, measured: Measured) -> ChartChoice:
    """The chart for `series` (spec of the field: Anhøj, spc4hc, chapter "Which chart"; Montgomery, chapter 7).

    Raises what `control_chart` raises for figures that cannot be what `measured` says.
    """
    present = [value for value in series.y if value is not None]
    if measured is Measured.GAPS:
        return _for_gaps(present)
    if measured is Measured.EVENTS and sum(value == 0 for value in present) * 2 > len(present):
        return ChartChoice(ChartKind.G, ChoiceReason.RARE)
    if len(present) < RUNS_NEED:
        return ChartChoice(ChartKind.RUN, ChoiceReason.FEW_POINTS)
    match measured:
        case Measured.VALUES:
            if series.n is None:
                return ChartChoice(ChartKind.I, ChoiceReason.MEASURED_VALUES)
            return ChartChoice(ChartKind.IP, ChoiceReason.MEASURED_VALUES_UNEQUAL)
        case Measured.SHARES:
            if _overdispersed(series, ChartKind.P):
                return ChartChoice(ChartKind.PP, ChoiceReason.OVERDISPERSED_SHARE)
            return ChartChoice(ChartKind.P, ChoiceReason.SHARE)
        case Measured.EVENTS:
            return _for_events(series)


def _for_gaps(present: list[float]) -> ChartChoice:
    if any(value == 0 for value in present):
        return ChartChoice(ChartKind.G, ChoiceReason.GAPS_WITH_ZERO)
    if all(value == int(value) for value in present):
        return ChartChoice(ChartKind.G, ChoiceReason.GAPS_IN_WHOLE_NUMBERS)
    return ChartChoice(ChartKind.T, ChoiceReason.GAPS_IN_TIME)


def _for_events(series: Series) -> ChartChoice:
    if series.n is None or not any(series.n):
        return ChartChoice(ChartKind.C, ChoiceReason.NO_DENOMINATORS)
    sizes = [n for y, n in zip(series.y, series.n, strict=True) if y is not None]
    if not all(sizes):
        return ChartChoice(ChartKind.C, ChoiceReason.DENOMINATORS_MISSING)
    if _overdispersed(series, ChartKind.U):
        return ChartChoice(ChartKind.UP, ChoiceReason.OVERDISPERSED_RATE)
    known = [n for n in sizes if n is not None]
    average = sum(known) / len(known)
    if all(abs(n - average) <= ABOUT_EQUAL * average for n in known):
        return ChartChoice(ChartKind.C, ChoiceReason.EQUAL_EXPOSURE)
    return ChartChoice(ChartKind.U, ChoiceReason.UNEQUAL_EXPOSURE)


def _overdispersed(series: Series, kind: ChartKind) -> bool:
    warnings = control_chart(series, kind).warnings
    return any(warning.code is WarningCode.OVERDISPERSED for warning in warnings)
