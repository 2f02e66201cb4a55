"""A trend tells a closed month as it was kept; a month that is not final is drawn, and judged by no rule."""

from datetime import UTC, date, datetime, timedelta

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incidents import Completion, Details
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.capture.tallies import Aspect
from incident_tracker.domain.clinic.access import Role
from incident_tracker.ports.context import Context
from incident_tracker.usecases.oversight.closing import close_month
from incident_tracker.usecases.oversight.denominators import MonthFigures
from incident_tracker.usecases.oversight.trends import TrendQuestion, show_pareto, show_trend, show_week
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.completing import complete_incident
from tests.bare_incidents import log_incident
from tests.one_month import enter_month
from tests.storage_fixtures import HARBOUR, HILL, Clinic

FEBRUARY = datetime(2026, 2, 10, 17, tzinfo=UTC)


def on(clinic: Clinic, day: date) -> Context:
    clinic.clock.advance(datetime(day.year, day.month, day.day, 18, tzinfo=UTC) - clinic.clock())
    return clinic.as_role(Role.MANAGER)


def logged(ctx: Context, at: datetime, times: int = 1, factors: tuple[str, ...] = ()) -> None:
    for number in range(times):
        moment = at + timedelta(hours=number)
        draft = IncidentDraft(moment, site_id=HARBOUR.id, channel="phone_in", kind="threat", severity=Severity.THREAT)
        if factors:
            one = log_incident_with_support(ctx, draft).incident
            complete_incident(ctx, one.id, Completion(Details(factors=factors)), one.version)
        else:
            log_incident(ctx, draft)


def test_a_closed_month_stays_in_the_trend_as_it_was_told(clinic: Clinic) -> None:
    logged(clinic.as_role(Role.MANAGER), FEBRUARY, times=3)
    maria = on(clinic, date(2026, 3, 11))
    enter_month(maria, HARBOUR.id, "2026-02", MonthFigures(visits=800))
    close_month(maria, "2026-02")
    enter_month(maria, HARBOUR.id, "2026-02", MonthFigures(visits=4_000))
    logged(maria, FEBRUARY, times=2)
    for sites, visits in ((None, None), (frozenset({HARBOUR.id}), 800.0)):
        told = show_trend(maria, TrendQuestion(first="2026-02", last="2026-02", site_ids=sites))
        assert (told.counts, told.denominators) == ((3,), (visits,))
    some = frozenset({Severity.THREAT})
    both = frozenset({HARBOUR.id, HILL.id})
    for sites in (None, frozenset({HARBOUR.id}), both):
        for severities, channels in ((some, None), (None, frozenset({"phone_in"})), (some, frozenset({"phone_in"}))):
            question = TrendQuestion("2026-02", "2026-02", sites, severities, channels, base=None)
            assert show_trend(maria, question).counts == (3,)
        week = show_week(maria, "2026-01", "2026-03", sites)
        assert week is not None
        assert week.total == 3
    assert show_trend(
        maria, TrendQuestion("2026-02", "2026-02", severities=frozenset({Severity.INJURY}), base=None)
    ).counts == (0,)


def test_what_was_named_in_a_closed_month_is_counted_as_it_was_told(clinic: Clinic) -> None:
    named = ("ACC3",)
    logged(clinic.as_role(Role.MANAGER), FEBRUARY, times=2, factors=named)
    maria = on(clinic, date(2026, 3, 11))
    close_month(maria, "2026-02")
    logged(maria, FEBRUARY + timedelta(days=1), factors=named)
    logged(maria, datetime(2026, 3, 3, 10, tzinfo=UTC), times=4, factors=named)
    for sites in (None, frozenset({HARBOUR.id})):
        found = show_pareto(maria, Aspect.FACTOR, "2026-01", "2026-03", sites)
        assert found is not None
        assert found.total == 2 + 4


def test_a_month_that_is_not_final_is_drawn_and_not_judged(clinic: Clinic) -> None:
    """The running month has most reports of all, and no rule says so; once it is final, one does."""
    for back in range(13, 0, -1):
        logged(clinic.as_role(Role.MANAGER), FEBRUARY - timedelta(days=30 * back), times=2 + back % 2)
    maria = on(clinic, date(2026, 3, 5))
    logged(maria, datetime(2026, 3, 3, 10, tzinfo=UTC), times=30)
    question = TrendQuestion(first="2025-01", last="2026-03", base=None)
    running = show_trend(maria, question)
    assert running.provisional == ("2026-02", "2026-03")
    assert running.chart is not None
    assert running.chart.excluded[-2:] == (True, True)
    assert running.chart.plotted[-1] == 30
    assert not running.chart.has_signal
    final = show_trend(on(clinic, date(2026, 4, 10)), question)
    assert final.provisional == ()
    assert final.chart is not None
    assert final.chart.outside[-1]
