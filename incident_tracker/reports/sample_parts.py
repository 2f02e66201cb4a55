"""The invented figures and words of the sample report, part by part, in the language spoken where they are made."""

from datetime import date

from incident_tracker.reports.equity import Group, equity_table
from incident_tracker.reports.monthly import (
    ActionRow,
    Actions,
    Cause,
    Causes,
    CountRow,
    Counts,
    DataQuality,
    Debriefs,
    Decision,
    Deescalation,
    Equity,
    Evidence,
    Feedback,
    PoliceSecurity,
    Quality,
    RateRow,
    Review,
    Reviews,
    SeriousIncident,
    StatutoryLog,
    Technique,
    YouSaidWeDid,
)
from incident_tracker.statistics.chart_results import ChartKind, Improvement, Split
from incident_tracker.statistics.control_charts import control_chart
from incident_tracker.statistics.rates import rate
from incident_tracker.statistics.series import Series
from incident_tracker.statistics.shares import share
from incident_tracker.wording import _

_REPORTS = (14, 17, 12, 19, 16, 15, 21, 18, 24, 22, 26, 19, 23, 25, 20, 22, 18, 21, 17, 19, 16, 18, 15, 24)
_VISITS = (
    5120, 4890, 4760, 5230, 5310, 4980, 5400, 5150, 5280, 5490, 5360, 5010,
    5220, 5300, 5180, 5420, 5330, 5290, 5110, 5480, 5260, 5390, 5240, 5350,
)  # fmt: skip


def levels() -> tuple[str, ...]:
    """The ladder in plain words."""
    return (
        _("0 · could have gone wrong, it didn't"),
        _("1 · hostile"),
        _("2 · abuse in words"),
        _("3 · threat"),
        _("4 · objects"),
        _("5 · physical, no injury"),
        _("6 · injury"),
        _("7 · severe harm"),
    )


def counts() -> Counts:
    """Part 2 of the full month."""
    months = [f"{2024 + (10 + i) // 12}-{(10 + i) % 12 + 1:02}" for i in range(24)]
    chart = control_chart(
        Series.of(_REPORTS, _VISITS, months),
        ChartKind.U,
        multiply=1000,
        improvement=Improvement.NEITHER,
        splits=(Split(8, _("quick log at every desk")),),
    )
    channels = (_("front desk"), _("telephone"), _("waiting room"), _("patient portal"), _("parking and outside"))
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
            RateRow(_("All reports"), _("visits"), rate(24, 5350, base=1000)),
            RateRow(_("By telephone"), _("calls answered"), rate(8, 11240, base=1000)),
            RateRow(_("Level 3 or more"), _("staff hours"), rate(6, 9820, base=10000)),
        ),
        chart=chart,
        chart_title=_("Reports of escalations"),
        chart_measure=_("per 1,000 visits"),
    )


def serious(number: int) -> SeriousIncident:
    """Part 3: one of endlessly many lines."""
    whens = (_("week of October 5, morning"), _("week of October 12, afternoon"), _("week of October 19, evening"))
    places = (_("telephone"), _("front desk"), _("waiting room"), _("parking and outside"))
    kinds = (
        _("threat of harm after a cancelled appointment"),
        _("chair pushed over during a long wait"),
        _("way blocked, arm held; nobody injured"),
    )
    found = (
        _("debrief held, follow-up booked"),
        _("debrief declined, offer stays open"),
        _("debrief planned"),
    )
    level = (3, 4, 5)[number % 3]
    names = (_("threat"), _("objects"), _("physical"))
    return SeriousIncident(
        reference=f"RV-26-{(number * 7919 + 4127) % 100000:05}",
        when=whens[number % 3],
        level=level,
        level_label=names[number % 3],
        place=places[number % 4],
        kind=kinds[number % 3],
        support=found[number % 3],
        review=_("analysis open") if level == 5 else _("screened, no analysis"),
    )


def causes() -> Causes:
    """Part 4 of the full month."""
    return Causes(
        triggers=(
            Cause(_("long wait in the room"), 19, Evidence.CONFIRMED),
            Cause(_("no appointment available"), 15, Evidence.CORROBORATED),
            Cause(_("long wait on the telephone"), 13, Evidence.CORROBORATED),
            Cause(_("refill denied or delayed"), 9),
            Cause(_("bill or copayment"), 6),
            Cause(_("sensitive question asked in public"), 4),
            Cause(_("language not met"), 3),
        ),
        factors=(
            Cause(_("waiting longer than told"), 18, Evidence.CONFIRMED),
            Cause(_("process not explained"), 14, Evidence.CORROBORATED),
            Cause(_("phone menu and lost calls"), 11, Evidence.CORROBORATED),
            Cause(_("short staffing at peak hours"), 10, Evidence.CONFIRMED),
            Cause(_("late rule applied unevenly"), 7),
            Cause(_("interpreter not offered"), 4),
        ),
        of=58,
        period=_("August to October 2026"),
    )


def deescalation() -> Deescalation:
    """Part 5 of the full month."""
    rows = (
        (_("apologised for the wait"), 22, 17, 4, 1),
        (_("told what happens next"), 19, 14, 4, 1),
        (_("offered a quiet place"), 12, 10, 2, 0),
        (_("fixed the problem"), 11, 10, 1, 0),
        (_("a second person joined"), 9, 5, 3, 1),
        (_("set a clear limit"), 8, 3, 3, 2),
    )
    return Deescalation(
        resolved=share(41, 58),
        techniques=tuple(
            Technique(label, used, share(calmer, used), same, worse) for label, used, calmer, same, worse in rows
        ),
        period=_("August to October 2026"),
    )


def police_security() -> PoliceSecurity:
    """Part 6 of the full month."""
    return PoliceSecurity(
        police=1,
        security=4,
        decisions=(
            Decision(_("weapon seen or named"), 1, 1, 2, 0, 0),
            Decision(_("way blocked or somebody held"), 1, 0, 1, 0, 0),
            Decision(_("shouting that does not stop"), 2, 0, 1, 1, 0),
        ),
        handled_clinically=1,
        patients_harmed=0,
        same_for_anyone=share(4, 5),
    )


def equity() -> Equity:
    """Part 7 of the full month: suppressed as the real one is."""
    return Equity(
        tables=(
            equity_table(
                _("Language of the visit"),
                (
                    Group(_("English"), 41230, 168, 9),
                    Group(_("Spanish"), 17880, 71, 4),
                    Group(_("Vietnamese"), 2940, 12, 0),
                    Group(_("other languages"), 1260, 5, 0),
                ),
            ),
            equity_table(
                _("Payer"),
                (
                    Group(_("public insurance"), 38840, 171, 12),
                    Group(_("private insurance"), 19960, 52, 0),
                    Group(_("no insurance"), 4510, 33, 1),
                ),
            ),
        ),
        period=_("November 2025 to October 2026"),
    )


def debriefs() -> Debriefs:
    """Part 8 of the full month."""
    return Debriefs(
        offered_in_24_hours=share(13, 14),
        held_in_window=share(8, 10),
        protected=share(7, 8),
        paid=share(8, 8),
        cover_confirmed=share(9, 10),
        declined=share(4, 14),
        displaced=1,
        median_hours_to_contact=2.5,
        not_held_reasons=(CountRow(_("no cover for the desk"), 1), CountRow(_("facilitator was ill"), 1)),
        follow_ups=(
            (_("72 hours"), share(3, 3)),
            (_("7 days"), share(8, 9)),
            (_("30 days"), share(5, 7)),
        ),
    )


def feedback() -> Feedback:
    """Part 9 of the full month."""
    return Feedback(
        answered=share(20, 24), median_days=3.0, waiting=4, longest_wait_days=12, found_it_useful=share(9, 11)
    )


def reviews() -> Reviews:
    """Part 10 of the full month."""
    return Reviews(
        rows=(
            Review(
                "RC-26-014",
                _("way blocked at the front desk"),
                date(2026, 10, 8),
                date(2026, 11, 22),
                _("causes agreed"),
                _("intermediate"),
            ),
            Review("RC-26-015", _("threat by telephone"), date(2026, 10, 21), date(2026, 12, 5), _("interviews")),
            Review(
                "RC-26-011",
                _("three threats on Monday mornings"),
                date(2026, 8, 31),
                date(2026, 10, 15),
                _("closed"),
                _("stronger"),
            ),
        ),
        tiers=((_("stronger"), 3), (_("intermediate"), 5), (_("weaker"), 2)),
    )


def actions() -> Actions:
    """Part 11 of the full month."""
    return Actions(
        rows=(
            ActionRow(
                _("A second person on the telephone from 8 to 10 on Mondays"),
                _("reception supervisor"),
                _("intermediate"),
                date(2026, 10, 12),
                _("completed"),
                _("lost calls 41 → 18 a week"),
            ),
            ActionRow(
                _("A screen that shows the present waiting time"),
                _("clinic manager"),
                _("intermediate"),
                date(2026, 11, 20),
                _("ordered"),
            ),
            ActionRow(
                _("The late rule offers the next free time before it cancels"),
                _("clinic manager"),
                _("stronger"),
                date(2026, 10, 1),
                _("waiting since October 1"),
            ),
            ActionRow(
                _("A quiet room beside the front desk"),
                _("director"),
                _("stronger"),
                date(2027, 1, 31),
                _("planned"),
            ),
        ),
        completed=3,
        due=2,
        waiting=1,
    )


def statutory_log() -> StatutoryLog:
    """Part 12 of the full month."""
    return StatutoryLog(
        law=_("California Labor Code 6401.9, vocabulary of July 2024"),
        entries_this_month=7,
        entries_this_year=49,
        undecided=1,
        within_72_hours=share(1, 1),
        on_legal_hold=2,
    )


def data_quality() -> DataQuality:
    """Part 13 of the full month."""
    return DataQuality(
        measures=(
            Quality(_("completed with trigger and outcome"), share(21, 24), _("three are still drafts")),
            Quality(_("outcome unknown"), share(2, 24)),
            Quality(_("entered by a supervisor for somebody"), share(5, 24), _("people still tell rather than write")),
            Quality(_("logged later than the next day"), share(4, 24)),
        ),
        denominators=_("Visits are complete; the calls of October 19 to 21 are estimated."),
        median_minutes_to_log=38.0,
    )


def you_said_we_did() -> tuple[YouSaidWeDid, ...]:
    """Part 14 of the full month."""
    return (
        YouSaidWeDid(_("Mondays from 8 to 10 are unbearable."), _("A second person answers the telephone."), _("done")),
        YouSaidWeDid(_("Nobody knows how long the wait is."), _("A screen will show it from November."), _("ordered")),
        YouSaidWeDid(_("We never hear what came of it."), _("Every reporter gets an answer within a week."), _("done")),
    )


def one_count() -> Counts:
    """Part 2 of the month with one incident."""
    return Counts(
        incidents=1,
        near_misses=0,
        by_level=tuple(CountRow(label, int(level == 3)) for level, label in enumerate(levels())),
        by_channel=(CountRow(_("telephone"), 1),),
        rates=(RateRow(_("All reports"), _("visits"), rate(1, 1180, base=1000)),),
    )


def one_cause() -> Causes:
    """Part 4 of the month with one incident."""
    return Causes(triggers=(Cause(_("appointment cancelled by the clinic"), 1),), of=1)


def one_debrief() -> Debriefs:
    """Part 8 of the month with one incident."""
    none = share(0, 0)
    return Debriefs(share(1, 1), none, none, none, none, share(0, 1), median_hours_to_contact=1.0)
