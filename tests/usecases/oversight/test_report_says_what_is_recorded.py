"""The monthly report states only what a record holds: each label is what is counted, and a default is no finding."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pypdfium2
import pytest

from incident_tracker.domain.capture.deescalation import Deescalation, Resolved, TechniqueEffect, TechniqueStep
from incident_tracker.domain.capture.drafts import CaptureMode, IncidentDraft
from incident_tracker.domain.capture.help_calls import PoliceDecision
from incident_tracker.domain.capture.incidents import Completion, Incident
from incident_tracker.domain.capture.parties import AffectedPerson
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.learning.actions import ActionDraft, ActionStatus, Tier
from incident_tracker.domain.learning.factors import Factor
from incident_tracker.domain.learning.statements import CausalStatement
from incident_tracker.ports.context import Context
from incident_tracker.reports.committee_incidents import deescalation_part
from incident_tracker.reports.month_rows import month_rows
from incident_tracker.reports.monthly import MonthlyReport
from incident_tracker.reports.summary import summary
from incident_tracker.reports.tables import PaperTable
from incident_tracker.usecases.capture.review import start_review
from incident_tracker.usecases.learning.actions import assign_action, end_action, list_plan
from incident_tracker.usecases.learning.analyses import close_analysis, open_analysis, save_analysis
from incident_tracker.usecases.oversight.denominators import MonthFigures
from incident_tracker.usecases.oversight.monthly_report import compile_monthly_report, print_monthly_report
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.completing import complete_incident
from incident_tracker.wording import speaking
from tests.bare_incidents import log_incident
from tests.one_month import enter_month
from tests.storage_fixtures import HARBOUR, HILL, ROSA, Clinic

DAY = timedelta(days=1)
ACTION = ActionDraft("A second telephone line", ROSA.id, date(2026, 4, 20), Tier.STRONGER, "equipment")
NEVER_RECORDED = (
    "fills over several quarters",
    "none due",
    "legal hold 0",
    "time of keeping has ended",
    "in force",
    "patients harmed",
    "met clinically",
    "got an answer",
    "several people",
    "all sites",
    "small counts",
    "As agreed",
    "accepted debriefs",
    "settled at the desk",
    "checks that took place",
)


def logged(ctx: Context, clinic: Clinic, *, days_ago: int = 1, mode: CaptureMode = CaptureMode.SELF) -> Incident:
    """An incident in which Rosa was the one it was aimed at."""
    draft = IncidentDraft(
        occurred_at=clinic.clock() - days_ago * DAY,
        site_id=HARBOUR.id,
        channel="phone_in",
        kind="threat",
        severity=Severity.THREAT,
        mode=mode,
        affected=(AffectedPerson(UUID(int=0x900 + days_ago), person_id=ROSA.id, job="receptionist"),),
    )
    return log_incident_with_support(ctx, draft).incident


def completed(ctx: Context, incident: Incident, **changes: object) -> Incident:
    details = replace(incident.details, **changes)  # type: ignore[arg-type]
    return complete_incident(ctx, incident.id, Completion(details), incident.version)


def read(clinic: Clinic, month: str, site: UUID | None = None) -> MonthlyReport:
    return compile_monthly_report(clinic.as_role(Role.COMMITTEE), month, site)


def test_a_new_clinic_prints_nothing_that_nobody_recorded(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    threat = logged(maria, clinic, days_ago=5)
    completed(maria, threat, police=PoliceDecision(True, "credible_threat"), factors=("ACC3",))
    printed = print_monthly_report(clinic.as_role(Role.COMMITTEE), "2026-02", language="en")

    text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(printed.pdf))
    text = " ".join(text.split())

    assert [words for words in NEVER_RECORDED if words.lower() in text.lower()] == []
    for missing in ("groups of patients", "answers to those who reported", "within 24 or 72 hours", "legal holds"):
        assert missing in text.partition("Not recorded by this program yet")[2]


def test_the_sites_are_called_by_their_own_names(clinic: Clinic) -> None:
    assert read(clinic, "2026-02").site == "Harbour Street and Hill Road"
    assert read(clinic, "2026-02", HILL.id).site == "Hill Road"


def test_a_report_counts_as_taken_up_once_its_status_changed(clinic: Clinic) -> None:
    """A closed record without any recorded step, as an old log brings them, has not been taken up by anyone."""
    maria = clinic.as_role(Role.MANAGER)
    first = logged(maria, clinic, days_ago=3)
    logged(maria, clinic, days_ago=2)
    clinic.clock.advance(2 * DAY)
    start_review(maria, first.id, first.version)
    clinic.clock.advance(3 * DAY)

    part = read(clinic, "2026-02").uptake

    assert part is not None
    assert (part.taken_up.part, part.taken_up.whole) == (1, 2)
    assert part.median_days == 2
    assert (part.waiting, part.longest_wait_days) == (1, 5)


def test_a_factor_is_confirmed_by_a_closed_analysis_of_the_period_and_by_nothing_else(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    incidents = [completed(maria, logged(maria, clinic, days_ago=n), factors=("ACC3", "COM1")) for n in (2, 3)]
    opened = open_analysis(maria, (incidents[0].id,), "Why did the caller wait?")
    found = replace(
        opened,
        factors=(Factor("COM1"),),
        statements=(CausalStatement(UUID(int=4), "No one says how long it takes", "people wait", "anger"),),
        equity_view="We cannot tell yet.",
    )
    saved = save_analysis(maria, found, opened.version)

    def told(month: str) -> set[tuple[int, bool]]:
        return {(one.count, one.confirmed) for one in read(clinic, month).causes.factors}

    assert told("2026-02") == told("2026-03") == {(2, False)}, "an open one confirms nothing"
    assign_action(maria, replace(ACTION, analysis_id=opened.id), HARBOUR.id)
    close_analysis(maria, opened.id, saved.version)
    assert told("2026-03") == {(2, False), (2, True)}
    assert told("2026-02") == {(2, False)}, "it was closed later"


def test_what_is_late_is_listed_however_many_actions_there_are(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    for _number in range(41):
        assign_action(maria, ACTION, HARBOUR.id)
    late = assign_action(maria, replace(ACTION, due_on=clinic.clock().date()), HARBOUR.id)
    clinic.clock.advance(5 * DAY)

    part = read(clinic, "2026-03").actions

    assert (part.open, part.listed, part.waiting, len(part.rows)) == (42, 42, 1, 40)
    (shown,) = (one.id for one in list_plan(clinic.as_role(Role.COMMITTEE)) if one.ref == late.ref)
    assert shown in {row.id for row in part.rows}
    told = month_rows(read(clinic, "2026-03"))
    assert [row["value"] for row in told if row["id"] in ("actions_open", "actions_listed")] == [42, 42]


def test_every_technique_is_in_the_total_also_those_that_are_not_listed(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    with clinic.store.read() as unit:
        codes = [term.code for term in unit.terms.all("technique")][:15]
    course = Deescalation(
        steps=tuple(TechniqueStep(code, TechniqueEffect.CALMER) for code in codes), resolved=Resolved.PARTLY
    )
    completed(maria, logged(maria, clinic, days_ago=3), deescalation=course)

    part = read(clinic, "2026-02").deescalation

    assert part is not None
    assert len(part.techniques) < len(codes) == part.recorded
    assert (part.resolved.part, part.resolved.whole) == (0, 1)


@pytest.mark.parametrize(
    ("made_on", "month", "counted"),
    [
        (date(2026, 3, 20), "2026-03", (0, 1, 0)),  # the first is due on the 27th: it does not wait yet
        (date(2026, 3, 30), "2026-03", (0, 1, 1)),
        (date(2026, 4, 12), "2026-03", (0, 1, 1)),  # of the end of March, whenever the report is made
        (date(2026, 4, 12), "2026-04", (1, 0, 0)),
        (date(2026, 5, 2), "2026-04", (2, 0, 0)),
    ],
)
def test_actions_count_in_the_month_in_which_they_were_done(
    clinic: Clinic, made_on: date, month: str, counted: tuple[int, int, int]
) -> None:
    """One is due on March 27 and done on April 10, another due on April 20 and done on April 20."""
    maria = clinic.as_role(Role.MANAGER)
    ends = {date(2026, 4, 10): date(2026, 3, 27), date(2026, 4, 20): date(2026, 4, 20)}
    actions = {
        done: assign_action(
            maria, ActionDraft("A second telephone line", ROSA.id, due, Tier.STRONGER, "equipment"), HARBOUR.id
        )
        for done, due in ends.items()
    }
    for done, action in actions.items():
        if done < made_on:
            clinic.clock.advance(done - clinic.clock().date())
            end_action(clinic.as_role(Role.MANAGER), action.id, ActionStatus.DONE, "Installed.", action.version)
    clinic.clock.advance(made_on - clinic.clock().date())

    report = read(clinic, month)

    assert (report.actions.completed, report.actions.due, report.actions.waiting) == counted
    assert "Actions completed: {}; due next month: {}; waiting".format(*counted) in summary(report)


def test_visits_are_all_that_is_called_known_where_calls_are_not(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    logged(maria, clinic, days_ago=3)
    enter_month(maria, HARBOUR.id, "2026-02", MonthFigures(visits=1000))

    assert read(clinic, "2026-02", HARBOUR.id).data_quality.denominators == "Visits are known for every site."


def test_what_was_tried_is_told_although_nobody_said_whether_it_resolved(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    course = Deescalation(steps=(TechniqueStep("lowered_pace", TechniqueEffect.CALMER),))
    completed(maria, logged(maria, clinic, days_ago=3), deescalation=course)

    with speaking("en"):
        blocks = deescalation_part(read(clinic, "2026-02"))

    assert any(isinstance(block, PaperTable) for block in blocks)


def test_months_before_the_first_report_are_missing_from_the_usual_month(clinic: Clinic) -> None:
    """Two reports in January and none before: the usual month is two, not two twelfths."""
    maria = clinic.as_role(Role.MANAGER)
    logged(maria, clinic, days_ago=31)
    logged(maria, clinic, days_ago=32)
    logged(maria, clinic, days_ago=3)

    threats = {month: read(clinic, month).counts.by_level[Severity.THREAT] for month in ("2026-01", "2026-02")}

    assert (threats["2026-01"].this_month, threats["2026-01"].last_month, threats["2026-01"].usual) == (2, None, None)
    assert (threats["2026-02"].this_month, threats["2026-02"].last_month, threats["2026-02"].usual) == (1, 2, 2)


def test_an_old_log_says_nothing_about_how_soon_it_was_written_or_taken_up(clinic: Clinic) -> None:
    """Of its entries one knows only when they were read in."""
    maria = clinic.as_role(Role.MANAGER)
    logged(maria, clinic, days_ago=3)
    logged(maria, clinic, days_ago=20, mode=CaptureMode.IMPORT)
    logged(maria, clinic, days_ago=40, mode=CaptureMode.IMPORT)

    report = read(clinic, "2026-02")

    assert report.counts.incidents == 2
    assert report.uptake is not None
    assert report.uptake.taken_up.whole == 1
    assert report.data_quality.median_minutes_to_log == 3 * 24 * 60
    assert read(clinic, "2026-01").uptake is None


def test_imported_incidents_are_counted_apart_from_what_was_owed(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    logged(maria, clinic, days_ago=5)
    draft = IncidentDraft(
        occurred_at=clinic.clock() - 6 * DAY,
        site_id=HARBOUR.id,
        channel="letter",
        kind="threat",
        severity=Severity.THREAT,
        mode=CaptureMode.IMPORT,
    )
    log_incident(maria, draft)

    part = read(clinic, "2026-02").debriefs

    assert part is not None
    assert (part.imported, part.older) == (1, 0)
    assert (part.in_window.kept.part, part.in_window.kept.whole) == (0, 1)


def test_a_month_that_is_not_over_says_so(clinic: Clinic) -> None:
    logged(clinic.as_role(Role.MANAGER), clinic)

    with speaking("en"):
        present, last = (summary(read(clinic, month)) for month in ("2026-03", "2026-02"))

    assert "In March 2026 so far, 1 incident was reported" in present
    assert "so far" not in last
