"""What is due, for each role, in the order of its limits, and never too many questions to the database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from incident_tracker.domain.capture.drafts import CaptureMode, IncidentDraft
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.learning.actions import ActionDraft, Tier
from incident_tracker.domain.support.reminder_kinds import ReminderKind
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.drafts import save_draft
from incident_tracker.usecases.capture.review import ask_for_update, start_review
from incident_tracker.usecases.clinic.upkeep import back_up
from incident_tracker.usecases.learning.actions import assign_action
from incident_tracker.usecases.oversight.denominators import MonthFigures
from incident_tracker.usecases.oversight.today import Matter, TodayItem, When, list_today, soon
from incident_tracker.usecases.support.cases import log_incident_with_support
from tests.one_month import enter_month
from tests.storage_fixtures import CHECK_IN, HARBOUR, MARIA, ROSA, Clinic

PLACE = ZoneInfo(HARBOUR.zone)
AsRole = Callable[[Role], Context]


def log(ctx: Context, **changes: object) -> Incident:
    draft = IncidentDraft(
        occurred_at=ctx.now(),
        site_id=HARBOUR.id,
        desk_id=CHECK_IN.id,
        channel="in_person_desk",
        kind="verbal_abuse",
        severity=Severity.ABUSE_IN_WORDS,
    )
    return log_incident_with_support(ctx, replace(draft, **changes)).incident  # type: ignore[arg-type]  # by name


def matters(ctx: Context) -> list[object]:
    return [item.matter for item in list_today(ctx, HARBOUR.zone)]


def of(ctx: Context, matter: object) -> list[TodayItem]:
    return [item for item in list_today(ctx, HARBOUR.zone) if item.matter == matter]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (datetime(2026, 3, 2, 17, 0, tzinfo=UTC), When.NOW),
        (datetime(2026, 3, 3, 8, 0, tzinfo=UTC), When.TODAY),  # midnight in Los Angeles
        (datetime(2026, 3, 3, 8, 1, tzinfo=UTC), When.THIS_WEEK),
        (datetime(2026, 3, 9, 7, 0, tzinfo=UTC), When.THIS_WEEK),
        (datetime(2026, 3, 9, 8, 1, tzinfo=UTC), When.LATER),
    ],
)
def test_today_ends_at_midnight_at_the_site(by: datetime, expected: When) -> None:
    assert soon(by, datetime(2026, 3, 2, 17, 0, tzinfo=UTC), PLACE) is expected


@pytest.mark.postgres
def test_the_manager_offers_a_debrief_and_looks_at_what_came_in(as_role: AsRole) -> None:
    incident = log(as_role(Role.RECEPTION))
    manager = as_role(Role.MANAGER)
    offer = of(manager, ReminderKind.ASK)
    assert [(item.ref, item.persons, item.when) for item in offer] == [(incident.ref, (ROSA.id,), When.THIS_WEEK)]
    assert [item.subject_id for item in of(manager, Matter.LOOK_AT)] == [incident.id]
    start_review(manager, incident.id, incident.version)
    assert of(manager, Matter.LOOK_AT) == []


def test_what_has_passed_its_limit_comes_first(as_role: AsRole, clinic: Clinic) -> None:
    log(as_role(Role.RECEPTION))
    clinic.clock.advance(timedelta(days=3))
    items = list_today(as_role(Role.MANAGER), HARBOUR.zone)
    order = list(When)
    assert [order.index(item.when) for item in items] == sorted(order.index(item.when) for item in items)
    assert items[0].when is When.NOW


def test_the_front_desk_finishes_confirms_and_is_asked(as_role: AsRole) -> None:
    rosa = as_role(Role.RECEPTION)
    draft = save_draft(rosa, IncidentDraft(kind="threat"))
    told = log(as_role(Role.SUPERVISOR), mode=CaptureMode.PROXY, told_by_id=ROSA.id)
    own = log(rosa)
    ask_for_update(as_role(Role.MANAGER), own.id, own.version)
    found = {item.matter: item.subject_id for item in list_today(rosa, HARBOUR.zone)}
    assert found == {Matter.DRAFT: draft.id, Matter.CONFIRM: told.id, Matter.UPDATE_WANTED: own.id}


def test_an_action_is_due_at_the_end_of_its_day(as_role: AsRole) -> None:
    manager = as_role(Role.MANAGER)
    incident = log(as_role(Role.RECEPTION))
    draft = ActionDraft(
        "Say how long the wait is.", MARIA.id, date(2026, 3, 4), Tier.INTERMEDIATE, "checklist", incident_id=incident.id
    )
    action = assign_action(manager, draft, HARBOUR.id)
    item = of(manager, Matter.ACTION)[0]
    assert (item.subject_id, item.when) == (action.id, When.THIS_WEEK)
    assert item.by == datetime(2026, 3, 5, tzinfo=PLACE)


def test_missing_figures_are_asked_until_they_are_there(as_role: AsRole) -> None:
    manager = as_role(Role.MANAGER)
    assert [(item.site_id, item.month) for item in of(manager, Matter.FIGURES_MISSING)] == [(HARBOUR.id, "2026-02")]
    assert len(of(as_role(Role.ADMINISTRATOR), Matter.FIGURES_MISSING)) == 2
    enter_month(manager, HARBOUR.id, "2026-02", MonthFigures(visits=1200))
    assert of(manager, Matter.FIGURES_MISSING) == []


def test_the_committee_hears_of_last_months_report_and_of_nobody(as_role: AsRole, clinic: Clinic) -> None:
    committee = as_role(Role.COMMITTEE)
    assert matters(committee) == []
    log(as_role(Role.RECEPTION), occurred_at=clinic.clock() - timedelta(days=10))
    items = list_today(committee, HARBOUR.zone)
    assert [(item.matter, item.month, item.persons) for item in items] == [(Matter.REPORT_READY, "2026-02", ())]


def test_the_administrator_hears_of_a_backup_that_is_old(as_role: AsRole, clinic: Clinic, tmp_path: Path) -> None:
    ada = as_role(Role.ADMINISTRATOR)
    assert [item.since for item in of(ada, Matter.BACK_UP)] == [None]
    back_up(ada, tmp_path / "copy.db")
    assert of(ada, Matter.BACK_UP) == []
    made = clinic.clock()
    clinic.clock.advance(timedelta(days=8))
    assert [item.since for item in of(ada, Matter.BACK_UP)] == [made]


def test_nothing_is_due_for_the_person_who_has_nothing_to_do(as_role: AsRole) -> None:
    assert matters(as_role(Role.PRIVACY)) == []
    assert matters(as_role(Role.RECEPTION)) == []


def test_many_incidents_do_not_mean_many_questions_to_the_database(as_role: AsRole) -> None:
    def asked_for_today() -> list[str]:
        asked: list[str] = []

        def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
            asked.append(statement)

        event.listen(Engine, "before_cursor_execute", note)
        try:
            items = list_today(as_role(Role.MANAGER), HARBOUR.zone)
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        assert len(items) > few
        assert all(isinstance(item.subject_id, UUID) for item in items if item.matter in ReminderKind)
        return asked

    few = 4
    for _n in range(few):
        log(as_role(Role.RECEPTION))
    of_few = asked_for_today()
    for _n in range(4 * few):
        log(as_role(Role.RECEPTION))
    of_many = asked_for_today()
    assert len(of_many) == len(of_few) <= 51, of_many
