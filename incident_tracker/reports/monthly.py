"""What the monthly committee report says, as plain values in the order of its 14 parts.

What fills a `MonthlyReport` has computed, de-identified and suppressed everything: the report only prints. Nothing here
can hold a name, a narrative or a patient's code. Labels are words in the language of the report; free texts
(`YouSaidWeDid`, `ActionRow.what`) must have passed the check for identifying words. Shares carry Wilson intervals
(`statistics.shares.share`), rates exact Poisson ones (`statistics.rates.rate`), both of 95%.

No field has a default, so that nothing is printed that was not filled in. What the program does not record is a
`NotRecorded`; None means that the records of this month hold nothing to compute it from; an empty part is printed as a
kind sentence that says why nothing is shown.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from incident_tracker.domain.clinic.release import Visibility
from incident_tracker.domain.oversight.denominators import Base
from incident_tracker.reports.course import Course
from incident_tracker.reports.not_recorded import NotRecorded
from incident_tracker.reports.promises_of_month import Debriefs
from incident_tracker.reports.settled import MonthStanding
from incident_tracker.statistics.chart_results import ControlChart
from incident_tracker.statistics.rates import Rate
from incident_tracker.statistics.shares import Share

Count = int | Visibility
"""A count, or why it is not shown: HIDDEN (1 to 10) or COMPLEMENTARY (a hidden one could be worked out from it)."""


class Ask(StrEnum):
    """What a committee is asked about an action or an analysis, as it stood at the end of the month, or now.

    LATE: it is past its date. EFFECT: it is done, its check of effect is due, and no one has said whether it helped.
    """

    NOTHING = "nothing"
    OPEN = "open"
    LATE = "late"
    EFFECT = "effect"


@dataclass(frozen=True, slots=True)
class RateRow:
    """Part 2: a rate with its exact interval; `unit` is what `rate.exposure` counts, in the plural ("visits").

    `base` is the same without words.
    """

    base: Base
    label: str
    unit: str
    rate: Rate


@dataclass(frozen=True, slots=True)
class CountRow:
    """One category: this month, the month before, and the mean of up to 12 months before this one.

    The last two are None before the first report: such months are missing, not zero.
    """

    label: str
    this_month: Count
    last_month: Count | None
    usual: float | None


@dataclass(frozen=True, slots=True)
class Counts:
    """Part 2. `by_level` runs from level 0 to 7; `near_misses` are those of level 0.

    `chart` shows reports over time, None before the first report. `chart_title` and `chart_measure` name what it shows
    and its unit, such as "per 1,000 visits".
    """

    incidents: int
    near_misses: int
    by_level: tuple[CountRow, ...]
    by_channel: tuple[CountRow, ...]
    rates: tuple[RateRow, ...]
    chart: ControlChart | None
    chart_title: str
    chart_measure: str


@dataclass(frozen=True, slots=True)
class SeriousIncident:
    """Part 3: one incident of level 3 or more, in words, and nothing else about it. `quarter`: "quarter 4 of 2026"."""

    quarter: str
    kind: str
    level: int
    level_label: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Cause:
    """Part 4: a trigger or contributing factor, and how many incidents name it; several may belong to one incident."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class FactorRow(Cause):
    """Part 4: a contributing factor; `confirmed` if a root cause analysis that was closed in these months names it."""

    confirmed: bool


@dataclass(frozen=True, slots=True)
class Causes:
    """Part 4. `of` incidents were examined, in the months named by `period` (one month is often too few)."""

    triggers: tuple[Cause, ...]
    factors: tuple[FactorRow, ...]
    of: int
    period: str


@dataclass(frozen=True, slots=True)
class Technique:
    """Part 5: how often a technique was used."""

    label: str
    used: int


@dataclass(frozen=True, slots=True)
class DeescalationFigures:
    """Part 5. `resolved` is the share of incidents that talking resolved, of those with an answer; `at_desk` that of
    incidents that ended at the desk, of those whose end is recorded.

    `recorded` counts the uses of all techniques, also of those that are not listed; `calmer`, `same` and `worse` are
    how the person was after them. `period` names the months that all of it is about.
    """

    resolved: Share
    at_desk: Share
    recorded: int
    calmer: Share
    same: int
    worse: int
    techniques: tuple[Technique, ...]
    period: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Part 6: incidents in which someone was called for one criterion of the clinic's decision table."""

    criterion: str
    incidents: int


@dataclass(frozen=True, slots=True)
class PoliceSecurity:
    """Part 6: calls, and for which criteria."""

    police: int
    security: int
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class EquityRow:
    """Part 7: a self-reported group. `rate` is per 1,000 visits, None where one of its counts is hidden."""

    group: str
    visits: Count
    incidents: Count
    police: Count
    rate: Rate | None


@dataclass(frozen=True, slots=True)
class EquityTable:
    """Part 7: one dimension, such as language; what fills it hides and judges."""

    dimension: str
    rows: tuple[EquityRow, ...]
    finding: str


@dataclass(frozen=True, slots=True)
class Equity:
    """Part 7, over `period` (12 months, as months are too small), already suppressed below `threshold`."""

    tables: tuple[EquityTable, ...]
    period: str
    threshold: int


@dataclass(frozen=True, slots=True)
class YearLine:
    """One line of the figures of a year, in words; each of `counts` is told, or hidden."""

    label: str
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class YearOfPeople:
    """Parts 5 and 8: what is told of a whole year and the whole clinic, kept as it was told first.

    `harmed`: in how many incidents a member of staff came to harm, of how many, and of how many no one said; None where
    that was not counted yet. `harm`: these by the worst harm. `techniques`: after how many uses the person was calmer,
    the same, worse. `debriefs`: what became of those that were due. `shares` and `checks`: how many of how many.
    `reasons`: why debriefs were late or not held. `late`: why support was offered, or declined by all, after its limit.
    """

    year: int
    harmed: tuple[Count, Count, Count] | None
    harm: tuple[YearLine, ...]
    techniques: tuple[YearLine, ...]
    debriefs: tuple[YearLine, ...]
    shares: tuple[YearLine, ...]
    checks: tuple[YearLine, ...]
    reasons: tuple[YearLine, ...]
    late: tuple[YearLine, ...]


@dataclass(frozen=True, slots=True)
class Uptake:
    """Part 9: how soon someone took up the month's reports, that is, how soon their status first changed.

    `waiting` are still as they were sent in, the longest for `longest_wait_days`; `median_days` is of those taken up.
    """

    taken_up: Share
    answers: NotRecorded
    median_days: float | None
    waiting: int
    longest_wait_days: int | None


@dataclass(frozen=True, slots=True)
class Review:
    """Part 10: a root cause analysis. `strongest` is the strongest tier among its actions, "" while it has none.

    `opened` is the first day of its month, `due` the last day of its own: the day itself leads to an incident.
    `id` leads to it on the screen and is not printed.
    """

    id: UUID
    reference: str
    event: str
    opened: date
    due: date
    stage: str
    strongest: str
    asks: Ask


@dataclass(frozen=True, slots=True)
class Reviews:
    """Part 10. `tiers` counts the actions of all open and closed analyses by strength."""

    rows: tuple[Review, ...]
    tiers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ActionRow:
    """Part 11: what will change, by which role, by when, and what is known about its effect.

    `due` is the last day of its month: a day is agreed between those who name each other.
    `id` leads to it on the screen and is not printed.
    """

    id: UUID
    what: str
    owner: str
    tier: str
    due: date
    state: str
    effect: str
    asks: Ask


@dataclass(frozen=True, slots=True)
class Actions:
    """Part 11. `completed` in the month, `due` in the next; `rows` are all that are late, and some of the others, of
    `listed` in all.

    `open` still have to be done at the end of the month, or when the report is made; `waiting` of them are past their
    date.
    """

    rows: tuple[ActionRow, ...]
    listed: int
    open: int
    completed: int
    due: int
    waiting: int


@dataclass(frozen=True, slots=True)
class StatutoryLog:
    """Part 12: what people answered to the question whether an incident belongs in the log."""

    belongs_this_month: int
    belongs_this_year: int
    undecided: int
    deadlines: NotRecorded
    retention: NotRecorded


@dataclass(frozen=True, slots=True)
class Quality:
    """Part 13: one measure of how complete the records are."""

    label: str
    share: Share


@dataclass(frozen=True, slots=True)
class DataQuality:
    """Part 13. `denominators` says which visit or call figures are missing or estimated; `without_visits` names the
    sites whose visits are missing.

    `median_minutes_to_log` is of the incidents that were logged here, not read in from an old log.
    """

    measures: tuple[Quality, ...]
    denominators: str
    without_visits: tuple[str, ...]
    median_minutes_to_log: float | None


@dataclass(frozen=True, slots=True)
class YouSaidWeDid:
    """Part 14: what people told us, what was done, and how far it is."""

    said: str
    did: str
    state: str


@dataclass(frozen=True, slots=True)
class MonthlyReport:
    """Everything that is printed. `month` is any day of it; it `is_over` if none of its days is still to come.

    `made_at` has an offset; `made_by` is a role with its article ("the safety manager") or the program, never a name.
    `audit_head` is the hexadecimal head of the audit chain; `invented` marks made-up data on each page. `debriefs` is
    None where no support is recorded for the month's incidents, `year` before a whole year was told,
    `uptake` where no report of it was written here.
    """

    site: str
    month: date
    is_over: bool
    standing: MonthStanding
    made_at: datetime
    made_by: str
    audit_head: str
    invented: bool
    counts: Counts
    course: Course
    serious: tuple[SeriousIncident, ...]
    causes: Causes
    deescalation: DeescalationFigures
    police_security: PoliceSecurity
    equity: Equity | NotRecorded
    debriefs: Debriefs | None
    year: YearOfPeople | None
    uptake: Uptake | None
    reviews: Reviews
    actions: Actions
    statutory_log: StatutoryLog
    data_quality: DataQuality
    you_said_we_did: tuple[YouSaidWeDid, ...]
