"""From incidents to causes to actions, on the file and on a server."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import ChangedMeanwhile, NotAllowed, NotFound, Reason, Refused
from incident_tracker.domain.learning.actions import ActionDraft, ActionEffect, ActionStatus, Measure, Tier
from incident_tracker.domain.learning.analyses import AnalysisStatus, TimelineEvent
from incident_tracker.domain.learning.factors import Evidence, Factor
from incident_tracker.domain.learning.statements import CausalStatement
from incident_tracker.domain.learning.whys import Why
from incident_tracker.ports.context import Context
from incident_tracker.usecases.learning.actions import (
    assign_action,
    change_action,
    end_action,
    list_plan,
    note_effect,
    take_up_action,
)
from incident_tracker.usecases.learning.analyses import (
    analyses_of_incident,
    close_analysis,
    list_analyses,
    open_analysis,
    reopen_analysis,
    save_analysis,
    show_analysis,
)
from tests.bare_incidents import log_incident
from tests.storage_fixtures import HARBOUR, HILL, MARIA, ROSA, Clinic
from tests.why_trees import grown

pytestmark = pytest.mark.postgres
QUESTION = "Why do Mondays at check-in end in shouting?"
DRAFT = ActionDraft("Float receptionist on Mondays", ROSA.id, date(2026, 3, 20), Tier.INTERMEDIATE, "staffing_workload")


@pytest.fixture
def maria(clinic: Clinic) -> Context:
    return clinic.as_role(Role.MANAGER)


@pytest.fixture
def incident_id(clinic: Clinic, maria: Context) -> UUID:
    draft = IncidentDraft(
        occurred_at=clinic.clock() - timedelta(hours=1),
        site_id=HARBOUR.id,
        channel="in_person_desk",
        kind="verbal_abuse",
        severity=Severity.ABUSE_IN_WORDS,
    )
    return log_incident(maria, draft).incident.id


def test_what_the_team_writes_comes_back_as_it_was_written(maria: Context, incident_id: UUID) -> None:
    opened = open_analysis(maria, (incident_id,), QUESTION)
    tree = grown((), UUID(int=1), None, "Two of three desks were open")
    tree = grown(tree, UUID(int=2), UUID(int=1), "No cover is planned for sick days")
    written = replace(
        opened,
        timeline=(
            TimelineEvent(UUID(int=3), datetime(2026, 3, 2, 16, 5, tzinfo=UTC), "The line reached the door", "camera"),
        ),
        whys=tree,
        factors=(Factor("STF1", Evidence.MEASURED), Factor("PAT1")),
        statements=(CausalStatement(UUID(int=4), "One desk of three is closed", "waits grow", "shouting"),),
        equity_view="People who need an interpreter wait longest.",
        staff_view="‮ odd text \x07 stays odd",
    )
    saved = save_analysis(maria, written, opened.version)
    assert show_analysis(maria, opened.id).analysis == saved == replace(written, version=2)
    assert [row.id for row in analyses_of_incident(maria, incident_id)] == [opened.id]


def test_two_people_at_one_analysis_do_not_overwrite_each_other(maria: Context, incident_id: UUID) -> None:
    opened = open_analysis(maria, (incident_id,), QUESTION)
    save_analysis(maria, replace(opened, staff_view="first"), opened.version)
    with pytest.raises(ChangedMeanwhile):
        save_analysis(maria, replace(opened, staff_view="second"), opened.version)
    assert show_analysis(maria, opened.id).analysis.staff_view == "first"


def test_opening_twice_with_one_request_opens_once(maria: Context, incident_id: UUID) -> None:
    request = UUID(int=99)
    first = open_analysis(maria, (incident_id,), QUESTION, request)
    assert open_analysis(maria, (incident_id,), QUESTION, request) == first
    assert len(list_analyses(maria)) == 1


def test_an_analysis_closes_once_it_holds_what_the_rules_ask_for(
    clinic: Clinic, maria: Context, incident_id: UUID
) -> None:
    opened = open_analysis(maria, (incident_id,), QUESTION)
    with pytest.raises(Refused) as refused:
        close_analysis(maria, opened.id, opened.version)
    assert refused.value.reason is Reason.NEEDS_SYSTEM_FACTOR
    written = replace(
        opened,
        factors=(Factor("ACC2"),),
        statements=(CausalStatement(UUID(int=4), "One desk of three is closed", "waits grow", "shouting"),),
        equity_view="We cannot tell yet.",
    )
    saved = save_analysis(maria, written, opened.version)
    assign_action(maria, replace(DRAFT, analysis_id=opened.id), HARBOUR.id)
    clinic.clock.advance(timedelta(days=20))
    closed = close_analysis(maria, opened.id, saved.version)
    assert (closed.status, closed.closed_at) == (AnalysisStatus.CLOSED, clinic.clock())
    again = reopen_analysis(maria, opened.id, closed.version)
    assert again.status is AnalysisStatus.OPEN
    with maria.store.read() as unit:
        acts = [entry.act for entry in unit.audit.of("analysis", opened.id)]
    assert acts == ["opened", "changed", "closed", "reopened"]


def test_an_unknown_factor_is_refused(maria: Context, incident_id: UUID) -> None:
    opened = open_analysis(maria, (incident_id,), QUESTION)
    with pytest.raises(Refused) as refused:
        save_analysis(maria, replace(opened, factors=(Factor("NOPE"),)), opened.version)
    assert refused.value.field == "factors"


def test_the_committee_reads_causes_and_nothing_that_leads_to_a_person(
    clinic: Clinic, maria: Context, incident_id: UUID
) -> None:
    opened = open_analysis(maria, (incident_id,), QUESTION)
    told = Why(UUID(int=0xA1), None, "Rosa was alone at the window")
    named = replace(opened, question="Why was Rosa shouted at?", whys=(told,), staff_view="private")
    save_analysis(maria, replace(named, factors=(Factor("ACC2"),)), opened.version)
    plan = replace(DRAFT, text="Call 555-0134 first", analysis_id=opened.id)
    assign_action(maria, plan, HARBOUR.id)
    chris = clinic.as_role(Role.COMMITTEE)
    seen = show_analysis(chris, list_analyses(chris)[0].id)
    assert seen.analysis.factors == (Factor("ACC2"),)
    assert not any((seen.analysis.staff_view, seen.analysis.incident_ids))
    with pytest.raises(NotAllowed):
        analyses_of_incident(chris, incident_id)
    shown = repr((seen, list_analyses(chris)))
    assert not [word for word in ("Rosa", "555-0134") if word in shown]
    assert shown.count("could identify a person") == 4


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.SUPERVISOR, Role.COMMITTEE, Role.ADMINISTRATOR, Role.PRIVACY])
def test_only_a_manager_opens_an_analysis(clinic: Clinic, incident_id: UUID, role: Role) -> None:
    with pytest.raises(NotAllowed):
        open_analysis(clinic.as_role(role), (incident_id,), QUESTION)


def test_an_action_from_assignment_to_effect_and_back(clinic: Clinic, maria: Context) -> None:
    measured = replace(DRAFT, measure=Measure("shouting at check-in", "visits", 5.0, date(2026, 6, 1)))
    action = assign_action(maria, measured, HARBOUR.id)
    revised = change_action(maria, action.id, replace(measured, text="Float receptionist Mon and Fri"), action.version)
    assert [one.text for one in list_plan(maria)] == ["Float receptionist Mon and Fri"]
    done = end_action(maria, action.id, ActionStatus.DONE, "Rota changed", revised.version)
    noted = note_effect(maria, action.id, ActionEffect.BETTER, done.version)
    assert noted.measure is not None
    assert noted.measure.effect is ActionEffect.BETTER
    assert take_up_action(maria, action.id, noted.version).open


def test_the_owner_of_an_action_may_end_it_and_see_it(clinic: Clinic, maria: Context) -> None:
    action = assign_action(maria, DRAFT, HARBOUR.id)
    rosa = clinic.as_role(Role.RECEPTION)
    assert [one.id for one in list_plan(rosa)] == [action.id]
    assert not end_action(rosa, action.id, ActionStatus.DONE, "", action.version).open
    other = assign_action(maria, replace(DRAFT, owner_id=MARIA.id), HARBOUR.id)
    with pytest.raises(NotAllowed):
        end_action(rosa, other.id, ActionStatus.DONE, "", other.version)


def test_an_action_at_another_site_is_out_of_reach(clinic: Clinic, maria: Context) -> None:
    with pytest.raises(NotAllowed):
        assign_action(maria, DRAFT, HILL.id)
    with pytest.raises(NotFound):
        assign_action(maria, replace(DRAFT, owner_id=UUID(int=0x999)), HARBOUR.id)


def test_the_committee_plans_without_reading_or_overwriting_who_is_meant(clinic: Clinic, maria: Context) -> None:
    measure = Measure("calls that Rosa takes", "calls", 10.0, date(2026, 6, 1))
    plan = replace(DRAFT, text="Rosa leaves at four", measure=measure)
    assigned = assign_action(maria, plan, HARBOUR.id)
    end_action(maria, assigned.id, ActionStatus.DONE, "Rosa is glad", assigned.version)
    take_up_action(maria, assigned.id, 2)
    chris = clinic.as_role(Role.COMMITTEE)
    (seen,) = list_plan(chris)
    assert "Rosa" not in repr(seen)
    assert seen.measure is not None
    assert seen.measure.denominator == "calls"

    later = seen.due_on + timedelta(days=3)
    left_alone = replace(plan, text=seen.text, measure=seen.measure, due_on=later)
    changed = change_action(chris, seen.id, left_alone, seen.version)
    assert "Rosa" not in repr(changed)
    (kept,) = list_plan(maria)
    assert (kept.text, kept.measure, kept.due_on) == (plan.text, measure, later)
    for wanted in (replace(left_alone, text="Something else"), replace(left_alone, measure=None)):
        with pytest.raises(Refused) as refused:
            change_action(chris, seen.id, wanted, changed.version)
        assert refused.value.reason is Reason.NOT_SHOWN
