"""Times of a week are those that booking accepts, with free people; where there is none, the reason is right."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from incident_tracker.domain.clinic.calendars import Break, OpeningHours, Shift, Span
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.support.booking_facts import Booking
from incident_tracker.domain.support.debriefs import Debrief, DebriefKind
from incident_tracker.domain.support.free_times import refusal
from incident_tracker.domain.support.participants import Participant, Response
from incident_tracker.domain.support.protected_time import Attendee, SlotRequest
from incident_tracker.domain.support.taken import Busy
from incident_tracker.domain.support.week import (
    Hindrance,
    Planning,
    TimeFound,
    TimeHindered,
    half_hours,
    nearest,
    try_half_hour,
)

ZONE = "America/Los_Angeles"
PLACE = ZoneInfo(ZONE)
NOW = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)  # Monday, nine in the morning at the site
HOUR = timedelta(hours=1)
SITE, ROSA, SAM, GRACE, ALEX, TOM, DESK = (UUID(int=n) for n in range(1, 8))
DEBRIEF, OTHER = UUID(int=0xD), UUID(int=0xE)
OPEN = OpeningHours(ZONE, ((Span(time(8), time(17)),),) * 5 + ((), ()))


def shifts(person: UUID, first: int = 8, last: int = 17, *breaks: Break) -> tuple[Shift, ...]:
    """The same hours on each working day."""
    return tuple(Shift(UUID(int=day), person, day, time(first), time(last), breaks) for day in range(5))


def person(id: UUID, name: str, *, desk: bool = False, leads: bool = False) -> Person:
    return Person(id, name, "receptionist", SITE, DESK if desk else None, leads)


STAFF = (
    person(ROSA, "Rosa", desk=True),
    person(SAM, "Sam", leads=True),
    person(GRACE, "Grace", leads=True),
    person(ALEX, "Alex", desk=True),
)
HOURS = {one.id: shifts(one.id) for one in STAFF}


def planning(
    hours: dict[UUID, tuple[Shift, ...]] | None = None,
    leaders: tuple[UUID, ...] = (SAM, GRACE),
    busy: tuple[Busy, ...] = (),
    closed: frozenset[date] = frozenset(),
    *,
    said_yes: bool = True,
) -> Planning:
    """Monday's threat to Rosa at the desk, who said yes; 45 minutes, from Tuesday nine to Thursday nine."""
    shifts_of = HOURS | (hours or {})
    debrief = Debrief(
        DEBRIEF, (UUID(int=0xC),), SITE, DebriefKind.FORMAL, 4, NOW, NOW + 24 * HOUR, NOW + 72 * HOUR, None, 45, NOW
    )
    answer = Response.YES if said_yes else Response.ASKED
    asked = (Participant(UUID(int=0x100), DEBRIEF, ROSA, NOW, SAM, response=answer),)
    staff = {one.id: Attendee(one.id, one.name, shifts_of[one.id], one.desk_id is not None) for one in STAFF}
    hours_open = replace(OPEN, closed_days=closed)
    booking = Booking(debrief, asked, (staff[ROSA],), ZONE, hours_open, staff, busy=busy)
    return Planning(booking, leaders, STAFF)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of the week at the site; Monday is 0."""
    return datetime.combine(date(2026, 3, 2 + day), time(hour, minute), PLACE).astimezone(UTC)


def why(planned: Planning, moment: datetime) -> tuple[Hindrance, tuple[UUID, ...]]:
    one = try_half_hour(planned, moment, NOW)
    assert isinstance(one, TimeHindered)
    return one.why, one.person_ids


def test_a_time_comes_with_who_leads_and_who_covers() -> None:
    found = try_half_hour(planning(), at(1, 10), NOW)
    assert isinstance(found, TimeFound)
    assert (found.starts_at, found.ends_at) == (at(1, 10), at(1, 10, 45))
    assert found.leader_id == SAM
    assert found.covers == {ROSA: ALEX}
    assert not found.late


def test_each_reason_is_the_first_thing_in_the_way() -> None:
    lunch = {ROSA: shifts(ROSA, 8, 17, Break(time(12), time(12, 30)))}
    alone = {ALEX: (), GRACE: ()}
    assert why(planning(), at(0, 8)) == (Hindrance.PAST, ())
    assert why(planning(), at(0, 15)) == (Hindrance.TOO_EARLY, ())
    assert why(planning(), at(5, 10)) == (Hindrance.CLOSED, ())
    assert why(planning(closed=frozenset({date(2026, 3, 4)})), at(2, 10)) == (Hindrance.CLOSED, ())
    assert why(planning(lunch), at(1, 12)) == (Hindrance.IN_A_BREAK, (ROSA,))
    assert why(planning(), at(1, 16, 30)) == (Hindrance.NOT_AT_WORK, (ROSA,))
    assert why(planning({ROSA: ()}), at(1, 10)) == (Hindrance.NO_HOURS, (ROSA,))
    assert why(planning(leaders=()), at(1, 10)) == (Hindrance.NO_LEADER, ())
    assert why(planning({SAM: shifts(SAM, 13)}, (SAM,)), at(1, 10)) == (Hindrance.NO_LEADER, (SAM,))
    assert why(planning(alone), at(1, 10)) == (Hindrance.NO_COVER, (ROSA,))


def test_someone_in_another_debrief_is_not_free_to_come_to_lead_or_to_cover() -> None:
    ten, eleven = at(1, 10), at(1, 11)
    assert why(planning(busy=(Busy(ROSA, ten, eleven, OTHER),)), ten) == (Hindrance.BUSY, (ROSA,))
    led = try_half_hour(planning(busy=(Busy(SAM, ten, eleven, OTHER),)), ten, NOW)
    assert isinstance(led, TimeFound)
    assert led.leader_id == GRACE
    covered = try_half_hour(planning(busy=(Busy(ALEX, ten, eleven),)), ten, NOW)
    assert isinstance(covered, TimeFound)
    assert covered.covers == {ROSA: GRACE}
    own = try_half_hour(planning(busy=(Busy(ROSA, ten, eleven, DEBRIEF),)), ten, NOW)
    assert isinstance(own, TimeFound)  # one's own time is no hindrance when it moves


def test_another_leads_where_the_first_is_needed_at_the_desk() -> None:
    found = try_half_hour(planning({ALEX: (), GRACE: shifts(GRACE)}, (SAM,)), at(1, 10), NOW)
    assert isinstance(found, TimeFound)
    assert (found.leader_id, found.covers) == (SAM, {ROSA: GRACE})


def test_the_start_within_a_half_hour_may_be_at_the_quarter() -> None:
    found = try_half_hour(planning({SAM: shifts(SAM, 8, 17, Break(time(9, 30), time(10, 15)))}, (SAM,)), at(1, 10), NOW)
    assert isinstance(found, TimeFound)
    assert found.starts_at == at(1, 10, 15)


def test_after_the_last_moment_it_is_still_worth_holding() -> None:
    found = try_half_hour(planning(), at(3, 14), NOW)
    assert isinstance(found, TimeFound)
    assert found.late


def test_times_are_shown_before_anyone_said_yes() -> None:
    assert isinstance(try_half_hour(planning(said_yes=False), at(1, 10), NOW), TimeFound)


def test_the_reason_of_a_week_is_what_stops_the_times_that_come_nearest() -> None:
    planned = planning({ALEX: (), GRACE: ()}, (SAM,))
    week = [start for day in range(6) for start in half_hours(date(2026, 3, 2 + day), time(8), time(17), PLACE)]
    worst = nearest([try_half_hour(planned, start, NOW) for start in week])
    assert worst is not None
    assert (worst.why, worst.person_ids) == (Hindrance.NO_COVER, (ROSA,))
    assert nearest([try_half_hour(planning(), start, NOW) for start in week]) is None


def test_half_hours_follow_the_wall_clock_when_the_clocks_change() -> None:
    spring = list(half_hours(date(2026, 3, 8), time(8), time(9), PLACE))
    assert [one.astimezone(PLACE).time() for one in spring] == [time(8), time(8, 30)]
    assert len(list(half_hours(date(2026, 3, 2), time(22), time(0), PLACE))) == 4


@given(
    st.integers(0, 4),
    st.integers(0, 47),
    st.integers(0, 12),
    st.integers(13, 23),
    st.lists(st.tuples(st.sampled_from([ROSA, SAM, GRACE, ALEX]), st.integers(8, 16)), max_size=4),
)
def test_what_is_found_can_be_booked_and_takes_no_one_twice(
    day: int, half: int, first: int, last: int, others: list[tuple[UUID, int]]
) -> None:
    busy = tuple(Busy(who, at(day, hour), at(day, hour + 1), OTHER) for who, hour in others)
    planned = planning({SAM: shifts(SAM, first, last), ALEX: shifts(ALEX, 9, 16)}, busy=busy)
    found = try_half_hour(planned, at(day, half // 2, 30 * (half % 2)), NOW)
    if isinstance(found, TimeFound):
        led = replace(planned.booking, debrief=replace(planned.booking.debrief, facilitator_id=found.leader_id))
        assert refusal(led, SlotRequest(found.starts_at, found.ends_at, found.covers), NOW) is None
        parts = [ROSA, found.leader_id, *found.covers.values()]
        assert len(parts) == len(set(parts))
        taken = {one.person_id for one in busy if one.starts_at < found.ends_at and found.starts_at < one.ends_at}
        assert not taken & set(parts)
