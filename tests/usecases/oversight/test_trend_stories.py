"""What the course of reports shows, with denominators and without them."""

from dataclasses import replace

import pytest

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.capture.tallies import Aspect
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import ChangedMeanwhile, NotAllowed, Reason, Refused
from incident_tracker.domain.oversight import months
from incident_tracker.domain.oversight.denominators import Base
from incident_tracker.statistics.chart_results import ChartKind
from incident_tracker.usecases.oversight.denominators import (
    MonthEntry,
    MonthFigures,
    enter_months,
    list_denominators,
)
from incident_tracker.usecases.oversight.trends import TrendQuestion, show_pareto, show_trend, show_week
from tests.bare_incidents import log_incident
from tests.one_month import enter_month
from tests.storage_fixtures import HARBOUR, HILL, Clinic

pytestmark = pytest.mark.postgres
REPORTED = (3, 5, 4, 0, 6, 4, 5, 3, 7, 4, 5, 6, 4)
"""Reports in the 13 months before March 2026, the clinic's present month."""


@pytest.fixture
def lived_in(clinic: Clinic) -> Clinic:
    """A clinic with a little over a year behind it."""
    maria = clinic.as_role(Role.MANAGER)
    now = clinic.clock()
    first = months.shift("2026-03", -len(REPORTED))
    for place, count in enumerate(REPORTED):
        month = months.shift(first, place)
        for day in range(count):
            occurred = now.replace(year=int(month[:4]), month=int(month[5:]), day=2 + day)
            draft = IncidentDraft(
                occurred_at=occurred,
                site_id=HARBOUR.id,
                channel="phone_in" if day % 2 else "in_person_desk",
                kind="hostility",
                severity=Severity.HOSTILE,
            )
            log_incident(maria, draft)
    return clinic


def test_without_denominators_counts_are_shown_and_said_to_be(lived_in: Clinic) -> None:
    trend = show_trend(lived_in.as_role(Role.MANAGER), TrendQuestion(site_ids=frozenset({HARBOUR.id})))
    assert trend.counts == REPORTED
    assert trend.months[-1] == "2026-02"
    assert (trend.base, trend.missing) == (None, trend.months)
    assert trend.chart is not None
    assert (trend.chart.kind, trend.chart.plotted) == (ChartKind.C, tuple(map(float, REPORTED)))
    assert trend.run is not None
    assert trend.run.kind is ChartKind.RUN


def test_with_denominators_rates_are_shown(lived_in: Clinic) -> None:
    maria = lived_in.as_role(Role.MANAGER)
    for month in months.between("2025-02", "2026-02"):
        enter_month(maria, HARBOUR.id, month, MonthFigures(visits=2000))
    trend = show_trend(maria, TrendQuestion(site_ids=frozenset({HARBOUR.id}), base=Base.VISITS))
    assert trend.chart is not None
    assert trend.chart.kind is ChartKind.U
    assert trend.chart.plotted == pytest.approx([count / 2 for count in REPORTED])


def test_channels_narrow_the_question(lived_in: Clinic) -> None:
    question = TrendQuestion(site_ids=frozenset({HARBOUR.id}), channels=frozenset({"phone_in"}), base=None)
    assert show_trend(lived_in.as_role(Role.MANAGER), question).counts == tuple(count // 2 for count in REPORTED)


def test_an_empty_clinic_has_no_chart(clinic: Clinic) -> None:
    trend = show_trend(clinic.as_role(Role.COMMITTEE), TrendQuestion())
    assert (trend.run, trend.chart) == (None, None)
    assert show_pareto(clinic.as_role(Role.COMMITTEE), Aspect.FACTOR, "2025-03", "2026-02") is None


def test_who_may_ask(lived_in: Clinic) -> None:
    with pytest.raises(NotAllowed):
        show_trend(lived_in.as_role(Role.RECEPTION), TrendQuestion())
    with pytest.raises(NotAllowed):
        show_trend(lived_in.as_role(Role.SUPERVISOR), TrendQuestion(site_ids=frozenset({HILL.id})))
    with pytest.raises(Refused):
        show_trend(lived_in.as_role(Role.MANAGER), TrendQuestion(first="2026-02", last="2026-01"))


def test_denominators_are_corrected_under_a_version(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    entered = enter_month(maria, HARBOUR.id, "2026-01", MonthFigures(visits=100))
    corrected = enter_month(maria, HARBOUR.id, "2026-01", MonthFigures(visits=110), entered.version)
    assert (corrected.visits, corrected.version) == (110, entered.version + 1)
    with pytest.raises(ChangedMeanwhile):
        enter_month(maria, HARBOUR.id, "2026-01", MonthFigures(visits=90), entered.version)
    assert [one.visits for one in list_denominators(maria, "2026-01", "2026-02")] == [110]
    with pytest.raises(NotAllowed):
        enter_month(maria, HILL.id, "2026-01", MonthFigures(visits=1))


def test_first_year_rises_are_build_up(lived_in: Clinic) -> None:
    early = show_trend(lived_in.as_role(Role.MANAGER), TrendQuestion(last="2025-12", site_ids=frozenset({HARBOUR.id})))
    late = show_trend(lived_in.as_role(Role.MANAGER), TrendQuestion(site_ids=frozenset({HARBOUR.id})))
    assert early.chart is not None
    assert late.chart is not None
    assert (early.chart.reporting_build_up, late.chart.reporting_build_up) == (True, False)


def test_hours_of_the_week_are_those_of_the_site_in_winter_and_in_summer(lived_in: Clinic) -> None:
    maria = lived_in.as_role(Role.MANAGER)
    found = show_week(maria, "2025-02", "2026-02", frozenset({HARBOUR.id}))
    assert found is not None
    assert found.total == sum(REPORTED)
    assert {hour for hour, n in enumerate(found.by_hour) if n} == {9, 10}
    assert show_week(maria, "2020-01", "2020-12") is None


def test_a_course_begins_with_the_first_report_and_names_the_sites_without_figures(lived_in: Clinic) -> None:
    maria = lived_in.as_role(Role.MANAGER)
    trend = show_trend(maria, TrendQuestion(first="2023-01", last="2026-02"))
    assert trend.months[0] == "2025-02"
    assert set(trend.missing_at) == {HARBOUR.id, HILL.id}
    assert trend.choice is not None


def test_a_pasted_column_is_entered_whole_or_not_at_all(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    wrong = [MonthEntry("2026-01", MonthFigures(visits=5)), MonthEntry("2026-02", MonthFigures(visits=-5))]
    with pytest.raises(Refused) as refused:
        enter_months(maria, HARBOUR.id, wrong)
    assert (refused.value.field, refused.value.values["month"]) == ("visits", "2026-02")
    assert list(list_denominators(maria, "2026-01", "2026-02")) == []
    entered = enter_months(maria, HARBOUR.id, [MonthEntry("2026-01", MonthFigures(visits=5))])
    (emptied,) = enter_months(maria, HARBOUR.id, [MonthEntry("2026-01", MonthFigures(), entered[0].version)])
    assert (emptied.visits, emptied.version) == (None, 2)


def test_the_committee_asks_by_level_or_by_channel(lived_in: Clinic) -> None:
    """Both together, or the hour of a weekday, would be a count of one that someone remembers."""
    maria, chris = lived_in.as_role(Role.MANAGER), lived_in.as_role(Role.COMMITTEE)
    by_level = TrendQuestion(severities=frozenset({Severity.HOSTILE}), base=None)
    by_channel = TrendQuestion(channels=frozenset({"phone_in"}), base=None)
    both = replace(by_level, channels=by_channel.channels)
    for question in (by_level, by_channel):
        assert show_trend(chris, question).counts == show_trend(maria, question).counts
    with pytest.raises(Refused) as refused:
        show_trend(chris, both)
    assert refused.value.reason is Reason.NOT_TOGETHER
    assert sum(show_trend(maria, both).counts) == sum(show_trend(maria, by_channel).counts)
    with pytest.raises(NotAllowed):
        show_week(chris, "2025-03", "2026-02")
    assert show_week(maria, "2025-03", "2026-02") is not None
