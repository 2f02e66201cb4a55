"""A holiday that is added later moves the limits that are still to come, tells it first, and changes nothing past."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.calendars import ClosedDay, Span
from incident_tracker.domain.clinic.setup import SetupAct
from incident_tracker.domain.clinic.staff_rows import AwaySaid, ShiftSaid, StaffRow
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.oversight.clinic_changes import Moves
from incident_tracker.domain.support.windows import SupportStep
from incident_tracker.usecases.clinic.sites import list_site_sheets
from incident_tracker.usecases.clinic.upkeep import check
from incident_tracker.usecases.oversight.clinic_changes import if_closed_on, if_open_at, if_person_changes, if_shifts
from incident_tracker.usecases.oversight.staff_file import import_staff, preview_staff
from incident_tracker.usecases.oversight.today import Matter, list_today
from incident_tracker.usecases.support.debriefs import show_debrief
from incident_tracker.usecases.support.opening import close_on, open_again_on, set_opening_hours, take_back_hours
from incident_tracker.usecases.support.owed import show_support
from incident_tracker.usecases.support.protected_time import book_slot
from tests.storage_fixtures import ALEX, HARBOUR, ROSA, Clinic
from tests.support_people import accepted, kept_in, logged, tomorrow_at_ten

WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 3, day) for day in (4, 5, 6))
ZONE = "America/Los_Angeles"


def limits(clinic: Clinic, incident_id: object) -> dict[SupportStep, datetime]:
    file = show_support(clinic.as_role(Role.MANAGER), incident_id)  # type: ignore[arg-type]
    found = {one.step: one.by for one in file.follow_ups}
    found[SupportStep.FORMAL] = file.debriefs[0].by
    if file.case.offer_by is not None:
        found[SupportStep.OFFER] = file.case.offer_by
    return found


def test_a_holiday_added_after_an_incident_moves_its_limits_and_taking_it_back_moves_them_back(clinic: Clinic) -> None:
    answer, debrief = logged(clinic, Severity.THREAT, ROSA.id)
    manager = clinic.as_role(Role.MANAGER)
    before = limits(clinic, answer.incident.id)
    assert debrief.by.astimezone(HARBOUR.time_zone).date() == THURSDAY
    days = [date(2026, 3, 3), WEDNESDAY, THURSDAY]  # no open time would be left in the window
    told = if_closed_on(manager, [HARBOUR.id], days)
    assert told == Moves(limits=1)
    assert limits(clinic, answer.incident.id) == before  # to ask changes nothing

    close_on(manager, [HARBOUR.id], [ClosedDay(day, "Founding days") for day in days])
    after = limits(clinic, answer.incident.id)
    closes = datetime.combine(FRIDAY, time(17), HARBOUR.time_zone)
    assert after[SupportStep.FORMAL] == closes, "the close of the next open day"
    assert {step for step in after if after[step] != before[step]} == {SupportStep.FORMAL}
    open_again_on(manager, [HARBOUR.id], days)
    assert limits(clinic, answer.incident.id) == before


def test_a_limit_that_has_passed_stays_and_no_one_becomes_late_by_a_change(clinic: Clinic) -> None:
    answer, _debrief = logged(clinic, Severity.THREAT, ROSA.id)
    manager = clinic.as_role(Role.MANAGER)
    close_on(manager, [HARBOUR.id], [ClosedDay(THURSDAY)])
    clinic.clock.advance(timedelta(days=3, hours=5))  # Thursday afternoon: by the old calendar it would be late
    stretched = limits(clinic, answer.incident.id)
    open_again_on(manager, [HARBOUR.id], [THURSDAY])
    assert limits(clinic, answer.incident.id)[SupportStep.FORMAL] == stretched[SupportStep.FORMAL]
    due = {one.what: one.by for one in show_support(manager, answer.incident.id).due}
    assert {step: due[step] for step in stretched} == stretched, "the incident's page says what is on record"

    clinic.clock.advance(timedelta(days=30))
    month = kept_in(manager, "2026-03")
    late = limits(clinic, answer.incident.id)
    week = ((Span(time(8), time(12)),),) * 3 + ((), (), (), ())
    assert if_open_at(manager, HARBOUR.id, week, clinic.clock().date()).limits == 0
    set_opening_hours(manager, HARBOUR.id, week)
    assert limits(clinic, answer.incident.id) == late
    assert kept_in(manager, "2026-03") == month


def test_other_hours_hold_from_a_day_on_and_the_month_that_is_over_is_counted_by_those_of_then(clinic: Clinic) -> None:
    answer, _debrief = logged(clinic, Severity.THREAT, ROSA.id)
    manager = clinic.as_role(Role.MANAGER)
    before = limits(clinic, answer.incident.id)
    fridays = ((),) * 4 + ((Span(time(8), time(17)),), (), ())
    assert if_open_at(manager, HARBOUR.id, fridays, FRIDAY + timedelta(days=30)).limits == 0
    told = if_open_at(manager, HARBOUR.id, fridays, WEDNESDAY)
    assert told.limits
    seen = list_site_sheets(manager)[0].hours
    kept = set_opening_hours(manager, HARBOUR.id, fridays, first=WEDNESDAY, seen=seen)
    moved = limits(clinic, answer.incident.id)
    assert sum(moved[step] != before[step] for step in moved) == told.limits
    assert kept.week_on(WEDNESDAY - timedelta(days=1)) == seen.weekly
    take_back_hours(manager, HARBOUR.id, seen, seen=kept)
    assert limits(clinic, answer.incident.id) == before
    assert list_site_sheets(manager)[0].hours == seen

    set_opening_hours(manager, HARBOUR.id, fridays, first=WEDNESDAY)
    clinic.clock.advance(timedelta(days=30))
    month = kept_in(manager, "2026-03")
    never = ((),) * 7
    with pytest.raises(Refused) as past:
        set_opening_hours(manager, HARBOUR.id, never, first=WEDNESDAY)
    assert (past.value.reason, past.value.field) == (Reason.IN_THE_PAST, "first")
    with pytest.raises(Refused):
        take_back_hours(manager, HARBOUR.id, seen, seen=list_site_sheets(manager)[0].hours)
    set_opening_hours(manager, HARBOUR.id, never)
    hours = list_site_sheets(manager)[0].hours
    assert (hours.week_on(date(2026, 3, 3)), hours.week_on(FRIDAY)) == (seen.weekly, fridays)
    assert kept_in(manager, "2026-03") == month
    assert check(manager) == ()


def test_shorter_days_and_a_person_who_leaves_say_which_booked_debriefs_they_break(clinic: Clinic) -> None:
    _answer, debrief = logged(clinic, Severity.THREAT, ROSA.id)
    debrief = accepted(clinic, debrief)
    manager = clinic.as_role(Role.MANAGER)
    book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic))
    assert if_shifts(manager, ROSA.id, ()) == Moves(blocked=1)
    assert if_shifts(manager, ALEX.id, ()) == Moves(blocked=1)  # who covers
    assert if_person_changes(manager, replace(ALEX, active=False)).blocked == 1
    told = if_closed_on(manager, [HARBOUR.id], [date(2026, 3, 3)])
    assert told.debriefs == 1
    close_on(manager, [HARBOUR.id], [ClosedDay(date(2026, 3, 3))])
    today = [one for one in list_today(manager, ZONE) if one.matter is Matter.IMPOSSIBLE]
    assert [one.subject_id for one in today] == [debrief.id]
    assert show_debrief(manager, debrief.id).debrief.starts_at is not None  # it stays until someone decides


def test_a_file_of_staff_says_which_booked_debriefs_it_breaks(clinic: Clinic) -> None:
    answer, debrief = logged(clinic, Severity.THREAT, ROSA.id)
    debrief = accepted(clinic, debrief)
    manager = clinic.as_role(Role.MANAGER)
    book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic))
    tuesday = date(2026, 3, 3)
    early = (ShiftSaid(0, time(6), time(7)),)
    row = StaffRow(2, ROSA.name, week=early, away=(AwaySaid(tuesday, tuesday),), left_on=tuesday - timedelta(days=1))
    told = preview_staff(manager, [row])
    assert [(one.change.act, one.moves.blocked, one.moves.away) for one in told] == [
        (SetupAct.HOURS_SET, 1, 0),
        (SetupAct.AWAY, 0, 1),
        (SetupAct.LEFT, told[-1].moves.blocked, 0),
    ]
    assert told[-1].moves.owed
    import_staff(manager, [row])
    assert import_staff(manager, [row]) == ()
    assert not any(one.open for one in show_support(manager, answer.incident.id).follow_ups)
    assert check(manager) == ()
