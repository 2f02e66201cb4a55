"""What changes in the clinic's calendar, and what every page says of it: one row for each kind of change.

On Monday at nine Rosa is threatened, and later insulted. The debrief about the threat is booked on Tuesday from ten to
eleven: Sam leads it, Alex covers her desk. Two more are still to plan. Then something in the calendar changes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.absences import AbsenceDraft
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.calendars import ClosedDay, Span, Weekly
from incident_tracker.domain.errors import Reason
from incident_tracker.domain.oversight.clinic_changes import Moves
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.week import Hindrance, TimeHindered, try_half_hour
from incident_tracker.ports.context import Context
from incident_tracker.usecases.clinic.absences import add_absence
from incident_tracker.usecases.clinic.people import ShiftDraft, set_shifts
from incident_tracker.usecases.clinic.sites import list_desks, list_sites, retire_desk, retire_site
from incident_tracker.usecases.clinic.upkeep import check
from incident_tracker.usecases.oversight import clinic_changes
from incident_tracker.usecases.oversight.monthly_report import compile_monthly_report
from incident_tracker.usecases.oversight.today import Matter, list_today
from incident_tracker.usecases.support.debriefs import show_debrief
from incident_tracker.usecases.support.opening import close_on, open_again_on, set_opening_hours
from incident_tracker.usecases.support.owed import list_support, show_support
from incident_tracker.usecases.support.protected_time import book_slot
from incident_tracker.usecases.support.slots import find_slots
from incident_tracker.usecases.support.week import planning_of, support_week
from tests.storage_fixtures import ALEX, CHECK_IN, HARBOUR, MARIA, ROSA, SAM, Clinic
from tests.support_people import accepted, kept_in, logged, tomorrow_at_ten

ZONE = HARBOUR.zone
NAMES = {MARIA.id: "Maria", ROSA.id: "Rosa", SAM.id: "Sam", ALEX.id: "Alex"}
EIGHT_TO_FIVE = (Span(time(8), time(17)),)
AFTERNOON = (Span(time(13), time(17)),)


@dataclass(frozen=True)
class Day:
    """The day after `today`, about which everything is, and those around it."""

    today: date

    def after(self, days: int) -> date:
        return self.today + timedelta(days=days)

    @property
    def tomorrow(self) -> date:
        return self.after(1)

    def weeks_without(self) -> Weekly:
        """Open on working days, but not on that weekday."""
        return tuple(() if n in (self.tomorrow.weekday(), 5, 6) else EIGHT_TO_FIVE for n in range(7))


@dataclass(frozen=True)
class Row:
    """A change, what is said of it before it is made, and what is true then.

    `impossible` is why the booked debrief cannot be, on Today of supervisor and manager and in the week; `at_ten` what
    is in the way at ten on Tuesday of one to plan; `first` the first time that is offered for it, with who leads and
    covers, or why there is none; `by` and `mild_by` are the limits of the two to plan.
    """

    do: Callable[[Context, Day], object]
    told: Callable[[Context, Day], Moves] = lambda _ctx, _day: Moves()
    moves: Moves = field(default_factory=Moves)
    impossible: Reason | None = None
    at_ten: Hindrance | None = Hindrance.BUSY
    first: tuple[str, ...] = ("Tue 09:00", "Sam", "Alex")
    by: str = "Thu 09:00"
    mild_by: str = "Mon 17:00"


def close(*after: int, name: str = "") -> Callable[[Context, Day], object]:
    return lambda ctx, day: close_on(ctx, [HARBOUR.id], [ClosedDay(day.after(n), name) for n in after])


def if_closed(*after: int) -> Callable[[Context, Day], Moves]:
    return lambda ctx, day: clinic_changes.if_closed_on(ctx, [HARBOUR.id], [day.after(n) for n in after])


def closed_and_open_again(ctx: Context, day: Day) -> None:
    close_on(ctx, [HARBOUR.id], [ClosedDay(day.tomorrow)])
    open_again_on(ctx, [HARBOUR.id], [day.tomorrow])


def away(person: UUID, hours: Span | None = None) -> Callable[[Context, Day], object]:
    return lambda ctx, day: add_absence(ctx, AbsenceDraft(person, day.tomorrow, day.tomorrow, hours))


def if_away(person: UUID, hours: Span | None = None) -> Callable[[Context, Day], Moves]:
    return lambda ctx, day: clinic_changes.if_away(ctx, AbsenceDraft(person, day.tomorrow, day.tomorrow, hours))


def works(person: UUID) -> Callable[[Context, Day], object]:
    """Afternoons only."""
    return lambda ctx, _day: set_shifts(ctx, person, tuple(ShiftDraft(n, time(13), time(17)) for n in range(5)))


def if_works(person: UUID) -> Callable[[Context, Day], Moves]:
    drafts = tuple(ShiftDraft(n, time(13), time(17)) for n in range(5))
    return lambda ctx, _day: clinic_changes.if_shifts(ctx, person, drafts)


def desk_ends(ctx: Context, day: Day) -> object:
    return retire_desk(ctx, next(one for one in list_desks(ctx) if one.id == CHECK_IN.id), day.today)


def site_ends(ctx: Context, day: Day) -> object:
    return retire_site(ctx, next(one for one in list_sites(ctx) if one.id == HARBOUR.id), day.today)


AFTERNOONS = (AFTERNOON,) * 5 + ((), ())
WEDNESDAY = ("Wed 08:00", "Sam", "Alex")
CLOSED = Reason.CLOSED_THAT_DAY

TABLE = {
    "nothing": Row(lambda _ctx, _day: None),
    "a public holiday": Row(
        close(1, name="Thanksgiving Day"),
        if_closed(1),
        Moves(debriefs=1, limits=3),
        CLOSED,
        Hindrance.CLOSED,
        WEDNESDAY,
        mild_by="Tue 17:00",
    ),
    "a day of the clinic's own": Row(
        close(1, name="Staff day"),
        if_closed(1),
        Moves(debriefs=1, limits=3),
        CLOSED,
        Hindrance.CLOSED,
        WEDNESDAY,
        mild_by="Tue 17:00",
    ),
    "a closed day taken back": Row(closed_and_open_again),
    "the day of the limit": Row(close(3), if_closed(3), Moves(limits=1), mild_by="Tue 17:00"),
    "every day of the window": Row(
        close(1, 2, 3),
        if_closed(1, 2, 3),
        Moves(debriefs=1, limits=5),
        CLOSED,
        Hindrance.CLOSED,
        ("Fri 08:00", "Sam", "Alex"),
        "Fri 17:00",
        "Thu 17:00",
    ),
    "leave of who comes": Row(
        away(ROSA.id), if_away(ROSA.id), Moves(away=1), Reason.IS_AWAY, Hindrance.AWAY, WEDNESDAY
    ),
    "sick for a morning": Row(
        away(ROSA.id, Span(time(8), time(12))),
        if_away(ROSA.id, Span(time(8), time(12))),
        Moves(away=1),
        Reason.IS_AWAY,
        Hindrance.AWAY,
        ("Tue 12:30", "Sam", "Alex"),
    ),
    "leave of who leads": Row(away(SAM.id), if_away(SAM.id), Moves(away=1), Reason.IS_AWAY, Hindrance.BUSY, WEDNESDAY),
    "leave of who covers": Row(
        away(ALEX.id),
        if_away(ALEX.id),
        Moves(away=1),
        Reason.IS_AWAY,
        first=("Tue 09:00", "Sam", "Maria"),
    ),
    "other hours from a day on": Row(
        lambda ctx, day: set_opening_hours(ctx, HARBOUR.id, AFTERNOONS, first=day.tomorrow),
        lambda ctx, day: clinic_changes.if_open_at(ctx, HARBOUR.id, AFTERNOONS, day.tomorrow),
    ),
    "closed on that weekday": Row(
        lambda ctx, day: set_opening_hours(ctx, HARBOUR.id, day.weeks_without(), first=day.tomorrow),
        lambda ctx, day: clinic_changes.if_open_at(ctx, HARBOUR.id, day.weeks_without(), day.tomorrow),
        Moves(debriefs=1, limits=3),
        CLOSED,
        Hindrance.CLOSED,
        WEDNESDAY,
        mild_by="Wed 17:00",
    ),
    # people stay at the desk until it is changed under People, and it is covered until then
    "the desk ends today": Row(
        desk_ends, lambda ctx, _day: clinic_changes.if_desk_ends(ctx, CHECK_IN.id), Moves(people=2)
    ),
    "the site ends today": Row(
        site_ends,
        lambda ctx, day: clinic_changes.if_site_ends(ctx, HARBOUR.id, day.today),
        Moves(debriefs=1, people=4, accounts=4),
        CLOSED,
        Hindrance.CLOSED,
        ("closed",),
    ),
    "other hours of who comes": Row(
        works(ROSA.id),
        if_works(ROSA.id),
        Moves(blocked=1),
        Reason.OUTSIDE_PAID_HOURS,
        Hindrance.NOT_AT_WORK,
        ("Tue 13:00", "Sam", "Alex"),
    ),
    "other hours of who covers": Row(
        works(ALEX.id),
        if_works(ALEX.id),
        Moves(blocked=1),
        Reason.COVER_NOT_AT_WORK,
        first=("Tue 09:00", "Sam", "Maria"),
    ),
    # who leads outside their hours is a warning at booking, and stops nothing
    "other hours of who leads": Row(works(SAM.id), if_works(SAM.id), first=("Tue 13:00", "Sam", "Alex")),
}


@dataclass(frozen=True)
class Scene:
    """The booked debrief, and the two that are to plan."""

    booked: Debrief
    to_plan: Debrief
    mild: Debrief


def scene(clinic: Clinic) -> Scene:
    _answer, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    booked = book_slot(clinic.as_role(Role.MANAGER), debrief.id, debrief.version, tomorrow_at_ten(clinic))
    _answer, to_plan = logged(clinic, Severity.THREAT, ROSA.id)
    _answer, mild = logged(clinic, Severity.ABUSE_IN_WORDS, ROSA.id)
    return Scene(booked, to_plan, mild)


def local(moment: datetime) -> str:
    return moment.astimezone(HARBOUR.time_zone).strftime("%a %H:%M")


@pytest.mark.parametrize("name", TABLE)
def test_a_change_is_told_first_and_is_the_same_on_every_page(clinic: Clinic, name: str) -> None:
    row, day, there = TABLE[name], Day(clinic.clock().date()), scene(clinic)
    ada, maria, sam = (clinic.as_role(one) for one in (Role.ADMINISTRATOR, Role.MANAGER, Role.SUPERVISOR))
    assert row.told(ada, day) == row.moves
    row.do(ada, day)

    for debrief, by in ((there.to_plan, row.by), (there.mild, row.mild_by)):
        page = show_debrief(maria, debrief.id).debrief
        file = show_support(maria, debrief.incident_ids[0])
        listed = next(one for one in list_support(maria) if one.subject_id == debrief.id)
        due = next(one for one in file.due if one.what is listed.what)
        planned = support_week(sam, clinic.clock()).find(debrief.id)
        assert planned is not None
        assert local(page.by) == by
        assert page.by == listed.by == due.by == planned.debrief.by, "one limit on every page"

    offered = find_slots(maria, there.to_plan.id, 1).found
    found = [
        (
            local(one.starts_at),
            NAMES[one.leader_id] if one.leader_id else "",
            *(NAMES[c] for c in one.covers.values() if c),
        )
        for one in offered.times
    ]
    assert (found or [(str(offered.why),)]) == [row.first]

    week = support_week(maria, clinic.clock())
    item, booked = week.find(there.to_plan.id), week.find(there.booked.id)
    assert item is not None
    assert booked is not None
    at_ten = datetime.combine(day.tomorrow, time(10), HARBOUR.time_zone).astimezone(UTC)
    tried = try_half_hour(planning_of(week, item, ZONE), at_ten, clinic.clock())
    assert (tried.why if isinstance(tried, TimeHindered) else None) is row.at_ten
    assert {one.reason for one in booked.in_the_way} == ({row.impossible} if row.impossible else set())
    for who in (sam, maria):
        told = [one for one in list_today(who, ZONE) if one.matter is Matter.IMPOSSIBLE]
        assert [(one.subject_id, one.why and one.why.reason) for one in told] == (
            [(there.booked.id, row.impossible)] if row.impossible else []
        )


def test_no_change_reaches_a_month_that_is_over(clinic: Clinic) -> None:
    scene(clinic)
    clinic.clock.advance(timedelta(days=35))  # Monday, April 6
    ada, maria = clinic.as_role(Role.ADMINISTRATOR), clinic.as_role(Role.MANAGER)
    figures, report = kept_in(maria, "2026-03"), compile_monthly_report(maria, "2026-03")
    rows = sorted(TABLE.items(), key=lambda one: "ends" in one[0])  # a site that has ended changes no more
    for week, (name, row) in enumerate(rows):
        row.do(ada, Day(clinic.clock().date() + timedelta(weeks=week)))
        again = compile_monthly_report(maria, "2026-03")
        assert kept_in(maria, "2026-03") == figures, name
        assert replace(again, made_at=report.made_at, audit_head=report.audit_head) == report, name
    assert check(maria) == ()
