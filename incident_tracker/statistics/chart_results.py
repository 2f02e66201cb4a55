"""What a control chart is made of: kinds, rule sets, signals, phases, warnings, and the result that is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from incident_tracker.statistics.series import Series


class ChartKind(StrEnum):
    """The charts by their usual letters; up, pp and ip are the prime charts u′, p′ and I′."""

    RUN = "run"
    I = "i"  # noqa: E741 (the name of the chart)
    MR = "mr"
    C = "c"
    U = "u"
    UP = "up"
    P = "p"
    PP = "pp"
    IP = "ip"
    G = "g"
    T = "t"


class RuleSet(StrEnum):
    """The rules that tell special from common cause; one set at a time, because each more adds false alarms."""

    ANHOEJ = "anhoej"
    NHS = "nhs"
    WESTERN_ELECTRIC = "western-electric"


class Improvement(StrEnum):
    """Which way is better: fewer events, more days between them, or neither."""

    LOWER = "lower"
    HIGHER = "higher"
    NEITHER = "neither"


class Signal(StrEnum):
    """Why a point is special cause, under the chosen rule set.

    SHIFT is the run on one side of the center line: unusually long (Anhøj), 7 points (NHS), 8 (Western Electric).
    """

    ABOVE_UCL = "above_ucl"
    BELOW_LCL = "below_lcl"
    TREND_UP = "trend_up"
    TREND_DOWN = "trend_down"
    TWO_OF_THREE_HIGH = "two_of_three_high"
    TWO_OF_THREE_LOW = "two_of_three_low"
    FOUR_OF_FIVE_HIGH = "four_of_five_high"
    FOUR_OF_FIVE_LOW = "four_of_five_low"
    SHIFT_HIGH = "shift_high"
    SHIFT_LOW = "shift_low"

    @property
    def high(self) -> bool:
        """Whether the signal speaks of high or rising values."""
        return self in {
            Signal.ABOVE_UCL,
            Signal.TREND_UP,
            Signal.TWO_OF_THREE_HIGH,
            Signal.FOUR_OF_FIVE_HIGH,
            Signal.SHIFT_HIGH,
        }


class Variation(StrEnum):
    """What a point, or the chart by its latest point, says.

    HIGH and LOW are special cause that is neither good nor bad. UNSTABLE is special cause of a whole phase that no
    single point carries: the points cross the center line too rarely (Anhøj).
    """

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    HIGH = "high"
    LOW = "low"
    UNSTABLE = "unstable"


class Assurance(StrEnum):
    """Whether the process can be expected to meet its target (NHS Making Data Count)."""

    CONSISTENTLY_PASSING = "pass"
    CONSISTENTLY_FAILING = "fail"
    HIT_AND_MISS = "inconsistent"


class WarningCode(StrEnum):
    """What the reader must know before trusting the chart; each is worded by `sentences.warning_text`."""

    TRIAL_LIMITS = "trial_limits"
    FEW_POINTS_FOR_RUNS = "few_points_for_runs"
    MEDIAN_IS_ZERO = "median_is_zero"
    MOSTLY_ZERO = "mostly_zero"
    POINTS_MISSING = "points_missing"
    NO_VARIATION = "no_variation"
    TOO_SHORT_FOR_LIMITS = "too_short_for_limits"
    OVERDISPERSED = "overdispersed"
    NO_USEFUL_POINTS = "no_useful_points"


@dataclass(frozen=True, slots=True)
class ChartWarning:
    """A warning and the numbers of its sentence, such as {"points": 9}."""

    code: WarningCode
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Split:
    """A new phase begins after the 1-based point `after`, for the `reason` that someone wrote down."""

    after: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RunsAnalysis:
    """The Anhøj runs analysis of the 1-based points `first`..`last`; None where no point is off the center line."""

    first: int
    last: int
    n_obs: int
    n_useful: int
    longest_run: int | None
    longest_run_max: int | None
    n_crossings: int | None
    n_crossings_min: int | None
    runs_signal: bool


@dataclass(frozen=True, slots=True)
class Phase:
    """The 1-based points `first`..`last` that share one process; `baseline_last` is where its frozen limits end.

    `trial` says that fewer than 12 points made the limits. `reason` is why the phase began, "" for the first.
    """

    first: int
    last: int
    baseline_last: int
    baseline_points: int
    trial: bool
    reason: str
    runs: RunsAnalysis


@dataclass(frozen=True, slots=True)
class ControlChart:
    """A control chart as it is drawn, printed, exported and put into words.

    All tuples named like a line or a mark have one entry for each point of `series`, in its order and in the unit of
    `plotted` (y, or y/n times `multiply`); None where there is no value. `moving_ranges_screened` is None where the
    chart uses no moving ranges. `signals` holds the weightiest signal of each point under `rules`, `variations` what it
    means in the direction of `improvement`; `variation` is that of the latest point; `assurance` is None without a
    target. With `reporting_build_up` (a chart of reports, in the first 12 months) no point is ever CONCERN.
    """

    series: Series
    kind: ChartKind
    rules: RuleSet
    multiply: float
    moving_ranges_screened: bool | None
    plotted: tuple[float | None, ...]
    cl: tuple[float | None, ...]
    lcl: tuple[float | None, ...]
    ucl: tuple[float | None, ...]
    outside: tuple[bool, ...]
    excluded: tuple[bool, ...]
    signals: tuple[Signal | None, ...]
    variations: tuple[Variation, ...]
    variation: Variation
    assurance: Assurance | None
    improvement: Improvement
    target: float | None
    reporting_build_up: bool
    phases: tuple[Phase, ...]
    warnings: tuple[ChartWarning, ...]

    @property
    def points_outside(self) -> tuple[int, ...]:
        """The points beyond a control limit, counted from 1."""
        return tuple(position for position, outside in enumerate(self.outside, 1) if outside)

    @property
    def runs_signal(self) -> bool:
        """Whether any phase has an unusually long run or unusually few crossings."""
        return any(phase.runs.runs_signal for phase in self.phases)

    @property
    def has_signal(self) -> bool:
        """Whether the chosen rule set found anything at all."""
        if self.rules is RuleSet.ANHOEJ:
            return any(self.outside) or self.runs_signal
        return any(self.signals)
