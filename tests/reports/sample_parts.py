"""The invented figures and words of the sample report, part by part; a clinic's own words stay in English."""

from datetime import date
from uuid import UUID

from incident_tracker.domain.clinic.release import Visibility
from incident_tracker.domain.oversight.denominators import Base
from incident_tracker.reports.monthly import (
    ActionRow,
    Actions,
    Ask,
    Cause,
    Causes,
    CountRow,
    Counts,
    DataQuality,
    Decision,
    DeescalationFigures,
    FactorRow,
    PoliceSecurity,
    Quality,
    RateRow,
    Review,
    Reviews,
    SeriousIncident,
    StatutoryLog,
    Technique,
    Uptake,
    YearLine,
    YearOfPeople,
    YouSaidWeDid,
)
from incident_tracker.reports.not_recorded import NotRecorded
from incident_tracker.reports.promises_of_month import Debriefs, PromiseKept
from incident_tracker.statistics.chart_results import ChartKind, Improvement, Split
from incident_tracker.statistics.control_charts import control_chart
from incident_tracker.statistics.rates import rate
from incident_tracker.statistics.series import Series
from incident_tracker.statistics.shares import share

_REPORTS = (14, 17, 12, 19, 16, 15, 21, 18, 24, 22, 26, 19, 23, 25, 20, 22, 18, 21, 17, 19, 16, 18, 15, 24)
_VISITS = (
    5120, 4890, 4760, 5230, 5310, 4980, 5400, 5150, 5280, 5490, 5360, 5010,
    5220, 5300, 5180, 5420, 5330, 5290, 5110, 5480, 5260, 5390, 5240, 5350,
)  # fmt: skip


def levels() -> tuple[str, ...]:
    """The ladder in plain words."""
    return (
        "0 · could have gone wrong, it didn't",
        "1 · hostile",
        "2 · abuse in words",
        "3 · threat",
        "4 · objects",
        "5 · physical, no injury",
        "6 · injury",
        "7 · severe harm",
    )


def counts() -> Counts:
    """Part 2 of the full month."""
    months = [f"{2024 + (10 + i) // 12}-{(10 + i) % 12 + 1:02}" for i in range(24)]
    chart = control_chart(
        Series.of(_REPORTS, _VISITS, months),
        ChartKind.U,
        multiply=1000,
        improvement=Improvement.NEITHER,
        splits=(Split(8, "quick log at every desk"),),
    )
    channels = ("front desk", "telephone", "waiting room", "patient portal", "parking and outside")
    return Counts(
        incidents=24,
        near_misses=4,
        by_level=tuple(
            CountRow(label, now, before, usual)
            for label, now, before, usual in zip(
                levels(),
                (4, 6, 8, 3, 2, 1, 0, 0),
                (3, 5, 5, 1, 1, 0, 0, 0),
                (2.9, 5.4, 7.1, 1.8, 0.9, 0.4, 0.1, 0.0),
                strict=True,
            )
        ),
        by_channel=tuple(
            CountRow(label, now, before, usual)
            for label, now, before, usual in zip(
                channels, (9, 8, 4, 2, 1), (6, 5, 3, 1, 0), (7.6, 6.9, 3.2, 0.8, 0.3), strict=True
            )
        ),
        rates=(
            RateRow(Base.VISITS, "All reports", "visits", rate(24, 5350, base=1000)),
            RateRow(Base.CALLS, "By telephone", "calls answered", rate(8, 11240, base=1000)),
            RateRow(Base.STAFF_HOURS, "Level 3 or more", "staff hours", rate(6, 9820, base=10000)),
        ),
        chart=chart,
        chart_title="Reports of escalations",
        chart_measure="per 1,000 visits",
    )


def serious(number: int) -> SeriousIncident:
    """Part 3: one of endlessly many lines."""
    kinds = (
        "threat of harm after a canceled appointment",
        "chair pushed over during a long wait",
        "way blocked, arm held; nobody injured",
    )
    ended = ("settled at the desk", "the person left", "not recorded")
    level = (3, 4, 5)[number % 3]
    names = ("threat", "objects", "physical")
    return SeriousIncident(
        quarter="quarter 4 of 2026",
        kind=kinds[number % 3],
        level=level,
        level_label=names[number % 3],
        outcome=ended[number % 3],
    )


def causes() -> Causes:
    """Part 4 of the full month."""
    return Causes(
        triggers=(
            Cause("long wait in the room", 19),
            Cause("no appointment available", 15),
            Cause("long wait on the telephone", 13),
            Cause("refill denied or delayed", 9),
            Cause("bill or copayment", 6),
            Cause("sensitive question asked in public", 4),
            Cause("language not met", 3),
        ),
        factors=(
            FactorRow("waiting longer than told", 18, confirmed=True),
            FactorRow("process not explained", 14, confirmed=False),
            FactorRow("phone menu and lost calls", 11, confirmed=False),
            FactorRow("short staffing at peak hours", 10, confirmed=True),
            FactorRow("late rule applied unevenly", 7, confirmed=False),
            FactorRow("interpreter not offered", 4, confirmed=False),
        ),
        of=58,
        period="August to October 2026",
    )


def deescalation() -> DeescalationFigures:
    """Part 5 of the full month."""
    rows = (
        ("apologized for the wait", 22),
        ("told what happens next", 19),
        ("offered a quiet place", 12),
        ("fixed the problem", 11),
        ("a second person joined", 9),
        ("set a clear limit", 8),
    )
    return DeescalationFigures(
        resolved=share(41, 58),
        at_desk=share(38, 55),
        recorded=sum(row[1] for row in rows),
        calmer=share(59, 81),
        same=17,
        worse=5,
        techniques=tuple(Technique(label, used) for label, used in rows),
        period="August to October 2026",
    )


def police_security() -> PoliceSecurity:
    """Part 6 of the full month."""
    return PoliceSecurity(
        police=1,
        security=4,
        decisions=(
            Decision("shouting that does not stop", 2),
            Decision("way blocked or someone held", 1),
            Decision("weapon seen or named", 1),
        ),
    )


def debriefs() -> Debriefs:
    """Part 8 of the full month."""
    return Debriefs(
        offered_in_24_hours=PromiseKept(share(13, 14), 1),
        in_window=PromiseKept(share(8, 10), 3),
        displaced=1,
        median_hours_to_contact=2.5,
        imported=2,
        older=1,
        checks_not_due=(("Ask again after three months", 4),),
    )


def year() -> YearOfPeople:
    """What is told of the year before, in parts 5 and 8 of the full month."""
    hidden = Visibility.COMPLEMENTARY
    return YearOfPeople(
        year=2025,
        harmed=(52, 214, 31),
        harm=(YearLine("First aid or medical treatment", (12,)), YearLine("Felt threatened, or in pain", (40,))),
        techniques=(YearLine("apologized for the wait", (120, 34, 11)), YearLine("set a clear limit", (hidden,) * 3)),
        debriefs=(
            YearLine("Held within the window", (61,)),
            YearLine("Declined, a choice", (14,)),
            YearLine("Held late", (hidden,)),
            YearLine("Not held", (hidden,)),
        ),
        shares=(YearLine("Paid, say the participants", (hidden, 48)), YearLine("Cover confirmed", (33, 61))),
        checks=(YearLine("30 days", (52, 64)),),
        reasons=(YearLine("no cover for the desk", (12,)),),
        late=(YearLine("a storm closed the road", (11,)),),
    )


def uptake() -> Uptake:
    """Part 9 of the full month."""
    return Uptake(taken_up=share(20, 24), answers=NotRecorded.ANSWERS, median_days=3.0, waiting=4, longest_wait_days=12)


def reviews() -> Reviews:
    """Part 10 of the full month."""
    return Reviews(
        rows=(
            Review(
                UUID(int=0xA01),
                "RC-26-014",
                "way blocked at the front desk",
                date(2026, 10, 8),
                date(2026, 11, 22),
                "causes agreed",
                "intermediate",
                Ask.OPEN,
            ),
            Review(
                UUID(int=0xA03),
                "RC-26-015",
                "threat by telephone",
                date(2026, 10, 21),
                date(2026, 12, 5),
                "interviews",
                "",
                Ask.OPEN,
            ),
            Review(
                UUID(int=0xA02),
                "RC-26-011",
                "three threats on Monday mornings",
                date(2026, 8, 31),
                date(2026, 10, 15),
                "closed",
                "stronger",
                Ask.NOTHING,
            ),
        ),
        tiers=(("stronger", 3), ("intermediate", 5), ("weaker", 2)),
    )


def actions() -> Actions:
    """Part 11 of the full month."""
    return Actions(
        rows=(
            ActionRow(
                UUID(int=0xB04),
                "A second person on the telephone from 8 to 10 on Mondays",
                "reception supervisor",
                "intermediate",
                date(2026, 10, 12),
                "completed",
                "lost calls 41 → 18 a week",
                Ask.NOTHING,
            ),
            ActionRow(
                UUID(int=0xB05),
                "A screen that shows the present waiting time",
                "clinic manager",
                "intermediate",
                date(2026, 11, 20),
                "ordered",
                "not measured yet",
                Ask.OPEN,
            ),
            ActionRow(
                UUID(int=0xB06),
                "The late rule offers the next free time before it cancels",
                "clinic manager",
                "stronger",
                date(2026, 10, 1),
                "waiting since October 1",
                "not measured yet",
                Ask.LATE,
            ),
            ActionRow(
                UUID(int=0xB07),
                "A quiet room beside the front desk",
                "director",
                "stronger",
                date(2027, 1, 31),
                "planned",
                "not measured yet",
                Ask.OPEN,
            ),
        ),
        listed=5,
        open=3,
        completed=3,
        due=2,
        waiting=1,
    )


def statutory_log(this_month: int, this_year: int, undecided: int) -> StatutoryLog:
    """Part 12 of any month."""
    return StatutoryLog(
        belongs_this_month=this_month,
        belongs_this_year=this_year,
        undecided=undecided,
        deadlines=NotRecorded.DEADLINES,
        retention=NotRecorded.RETENTION,
    )


def data_quality() -> DataQuality:
    """Part 13 of the full month."""
    return DataQuality(
        measures=(
            Quality("completed with trigger and outcome", share(21, 24)),
            Quality("outcome unknown", share(2, 24)),
            Quality("entered by a supervisor for someone", share(5, 24)),
            Quality("logged later than the next day", share(4, 24)),
        ),
        denominators="Visits are complete; the calls of October 19 to 21 are estimated.",
        without_visits=(),
        median_minutes_to_log=38.0,
    )


def you_said_we_did() -> tuple[YouSaidWeDid, ...]:
    """Part 14 of the full month."""
    return (
        YouSaidWeDid("Mondays from 8 to 10 are unbearable.", "A second person answers the telephone.", "done"),
        YouSaidWeDid("Nobody knows how long the wait is.", "A screen will show it from November.", "ordered"),
        YouSaidWeDid("We never hear what came of it.", "Every reporter gets an answer within a week.", "done"),
    )


def one_count() -> Counts:
    """Part 2 of the month with one incident, which is the first."""
    return Counts(
        incidents=1,
        near_misses=0,
        by_level=tuple(CountRow(label, int(level == 3), None, None) for level, label in enumerate(levels())),
        by_channel=(CountRow("telephone", 1, None, None),),
        rates=(RateRow(Base.VISITS, "All reports", "visits", rate(1, 1180, base=1000)),),
        chart=None,
        chart_title="",
        chart_measure="",
    )


def one_debrief() -> Debriefs:
    """Part 8 of the month with one incident."""
    return Debriefs(
        offered_in_24_hours=PromiseKept(share(1, 1), 0),
        in_window=PromiseKept(share(0, 0), 1),
        displaced=0,
        median_hours_to_contact=1.0,
        imported=0,
        older=0,
        checks_not_due=(),
    )
