"""Everything that the committee is answered: no one's name, no id of a record, no moment finer than a month.

Every use case that its account may ask is asked about records of others, and what comes back is gone through value by
value. What is the committee's own, and the directory of the clinic, which everyone sees, is named here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.clinic.access import Permission, Role, grant
from incident_tracker.domain.clinic.release import NO_ONE, stand_in, told_day, told_limit, told_moment
from incident_tracker.domain.errors import ChangedMeanwhile, NotAllowed, NotFound, Refused
from incident_tracker.domain.learning.actions import ActionStatus
from incident_tracker.domain.learning.statements import CausalStatement
from incident_tracker.domain.learning.whys import Why
from incident_tracker.usecases.capture.exporting import export_deidentified, list_serious
from incident_tracker.usecases.gate import Work
from incident_tracker.usecases.learning.actions import assign_action, change_action, end_action, list_plan
from incident_tracker.usecases.learning.analyses import list_analyses, show_analysis
from incident_tracker.usecases.learning.released import shown_analysis
from tests.storage_fixtures import ALEX, HARBOUR, HILL
from tests.usecases.rights.row import PLAN, WHY, Row
from tests.usecases.rights.test_matrix import MARKS, leading_to_someone, table, world
from tests.usecases.rights.world import Had, World

__all__ = ["table", "world"]  # the same world, made once
pytestmark = pytest.mark.xdist_group("rights")

DIRECTORY = {
    "clinic.people.list_people": "who works here: for who assigns an action",
    "clinic.sites.list_site_sheets": "the sheet of a site names who answers for it",
}
ITS_OWN = {
    "support.cases.log_incident_with_support": "what a member of the committee tells of",
    "capture.drafts.keep_completion": "what they typed, of the record that they named",
    "support.drafts.keep_debrief_draft": "the same",
}
ASKED = sorted(
    name for name in MARKS if MARKS[name].split()[3][0] in "day" and name not in ITS_OWN and name not in DIRECTORY
)
AT_ONCE = {
    "made_at": "when it was asked for",
    "closes_on": "when a month can be closed",
    "closed_on": "when a month was closed",
    "settles_on": "when a month can be closed",
}
SEE = Permission.SEE_ANALYSES
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def values_in(answer: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every value in an answer with the name of the field that it is in."""
    if is_dataclass(answer) and not isinstance(answer, type):
        for field in fields(answer):
            yield from values_in(getattr(answer, field.name), field.name)
    elif isinstance(answer, Mapping):
        for key, value in answer.items():
            yield from values_in(key, name)
            yield from values_in(value, str(key))
    elif isinstance(answer, tuple | list | set | frozenset):
        for value in answer:
            yield from values_in(value, name)
    else:
        yield name, answer


def found_in(answer: Any, world: World) -> list[str]:
    """What should not be there: ids of records and people, moments and days within a month."""
    own = {world.users[Role.COMMITTEE].id, world.users[Role.COMMITTEE].person_id, HARBOUR.id, HILL.id, NO_ONE}
    people = {person.id for person in world.people} | {user.id for user in world.users.values()}
    found = []
    for name, value in values_in(answer):
        if isinstance(value, UUID) and value not in own:
            if value in people or value.version == 7 or 0x1000 < value.int <= world.ids.last:
                found.append(f"{name}: id {value}")
        elif isinstance(value, datetime):
            ends = [edge(value, site.time_zone) for site in (HARBOUR, HILL) for edge in (told_moment, told_limit)]
            if value not in ends and name not in AT_ONCE:
                found.append(f"{name}: moment {value}")
        elif isinstance(value, date):
            if name not in AT_ONCE and value.day != 1 and (value + timedelta(days=1)).day != 1:
                found.append(f"{name}: day {value}")
        elif isinstance(value, str) and _DAY.search(value):
            found.append(f"{name}: day {value}")
    return found


def answered(ctx: Any, row: Row, had: Had) -> Any:
    """What comes back, or nothing where it is refused."""
    try:
        return row.call(ctx, had, WHY)
    except (Refused, ChangedMeanwhile, NotFound, NotAllowed):
        return None


@pytest.mark.parametrize("name", ASKED)
def test_nothing_that_the_committee_is_answered_leads_to_anyone(world: World, table: dict[str, Row], name: str) -> None:
    ctx = world.as_role(Role.COMMITTEE, confirmed=True)
    strictly = MARKS[name].split()[3] != "y"
    for place in ("here", "elsewhere"):
        had = world.had["other", place]
        answer = answered(ctx, table[name], world.as_given(Role.COMMITTEE, had))
        if strictly:
            assert found_in(answer, world) == []
            assert [hint for hint in leading_to_someone(world, answer) if hint != str(ctx.actor.person_id)] == []
        records = (had.incident, had.closed, had.told, had.analysis, had.action, had.debrief, had.follow_up, had.offer)
        assert [one.id for one in records if str(one.id) in repr(answer)] == []


def test_what_was_written_is_told_by_the_month_and_the_job(world: World) -> None:
    """The analysis, its whys and statements and the plan: nothing of it says when, who or of which incident."""
    ctx = world.as_role(Role.COMMITTEE, confirmed=True)
    had = world.had["other", "here"]
    first = Why(world.ids(), None, "The line was long")
    written = replace(
        had.analysis,
        whys=(first, Why(world.ids(), first.id, "One desk of three was open")),
        statements=(CausalStatement(world.ids(), "One desk of three is open", "the line grows", "people shout"),),
    )
    with world.store.write() as unit:
        unit.analyses.save(replace(written, version=unit.analyses.get(written.id).version))
        told = shown_analysis(Work(unit, ctx.actor, ctx.now(), ctx.new_id, SEE, grant(Role.COMMITTEE, SEE)), written)
    assert show_analysis(ctx, told.id).analysis.question == told.question
    assert told.whys[1].parent_id == told.whys[0].id
    assert found_in(told, world) == []


def test_an_action_is_changed_and_ended_by_what_was_shown_of_it(world: World) -> None:
    """The owner is a job to the committee; left alone it stays the person, and the ids lead back."""
    ctx = world.as_role(Role.COMMITTEE, confirmed=True)
    had = world.had["other", "here"]
    (shown,) = (one for one in list_plan(ctx) if one.ref == had.action.ref)
    assert shown.owner_id == stand_in(had.person.job) != had.action.owner_id
    assert shown.due_on == told_day(had.action.due_on)
    draft = replace(PLAN, owner_id=shown.owner_id, text=shown.text, category=shown.category, due_on=shown.due_on)
    assert change_action(ctx, shown.id, draft, shown.version).owner_id == shown.owner_id
    with world.store.read() as unit:
        assert unit.actions.get(had.action.id).due_on == had.action.due_on, "the day that was agreed stays"
    assert end_action(ctx, shown.id, ActionStatus.DONE, "In place", shown.version).id == shown.id
    made = assign_action(ctx, replace(PLAN, owner_id=ALEX.id, analysis_id=list_analyses(ctx)[0].id), had.site.id)
    assert made.owner_id == stand_in(ALEX.job)
    assert found_in(made, world) == []
    with pytest.raises(NotFound):
        end_action(ctx, had.action.id, ActionStatus.DONE, "In place", had.action.version)


def test_lists_are_in_an_order_that_says_no_more_than_their_columns(world: World) -> None:
    ctx = world.as_role(Role.COMMITTEE, confirmed=True)
    plan, analyses = list_plan(ctx), list_analyses(ctx)
    assert list(plan) == sorted(plan, key=lambda one: (not one.open, one.due_on, one.ref))
    assert list(analyses) == sorted(analyses, key=lambda one: (one.closed_at is not None, one.finish_by, one.ref))
    rows = list_serious(ctx, IncidentFilter())
    assert len(rows) > 1
    assert list(rows) == list(list_serious(ctx, IncidentFilter(site_ids=frozenset({HARBOUR.id, HILL.id}))))


def test_no_filter_is_finer_than_the_columns(world: World) -> None:
    """One desk, one reporter, one record or one day are asked in vain: the whole quarter is told."""
    ctx = world.as_role(Role.COMMITTEE, confirmed=True)
    had = world.had["other", "here"]
    whole = list_serious(ctx, IncidentFilter(site_ids=frozenset({HARBOUR.id})))
    day = had.incident.occurred_day
    for finer in (
        IncidentFilter(desk_ids=frozenset({None})),
        IncidentFilter(logged_by=had.user.id),
        IncidentFilter(ids=frozenset({had.incident.id})),
        IncidentFilter(without_ids=frozenset({had.incident.id})),
        IncidentFilter(first_day=day, last_day=day),
    ):
        asked = replace(finer, site_ids=frozenset({HARBOUR.id}))
        assert list_serious(ctx, asked) == whole
        assert len(export_deidentified(ctx, asked).rows) == len(whole)
